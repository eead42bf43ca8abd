/* The rounds to come, as drawn: whether each happens, when, what it takes of the company and what it raises. */
#include "models/column_kernel.h"
#include "models/company_plan.h"
#include "models/stage.h"

static void prepare(struct preparation *preparation)
{
    struct company_plan *company = arena_alloc(preparation->arena, 1, sizeof *company);
    company->round = round_plans_prepare(preparation);
    company->round_count = preparation->offer->dilution.round_count;
    for (size_t r = 0; r < company->round_count; r++)
        company->priced_count += company->round[r].priced;
    preparation->plan->company = company;
}

/* raise/(pre_money + raise), of which the pool leaves something. */
static void implied_dilution(const struct round_plan *round, struct path_block *block, const double *restrict raise,
                             const double *restrict pool, double *restrict dilution)
{
    const double least_left = 1e-6;
    double *restrict pre_money = block->scratch[0];
    quantity_column(&round->pre_money, block->u, pre_money);
    for (size_t i = 0; i < LANES; i++) {
        double implied = raise[i] > 0 ? raise[i] / (pre_money[i] + raise[i]) : 0, most = 1 - least_left - pool[i];
        dilution[i] = implied < most ? implied : most;
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct company_plan *company = plan->company;
    for (size_t r = 0; r < company->round_count; r++) {
        const struct round_plan *round = &company->round[r];
        struct round_columns *column = &block->company->round[r];
        event_column(&round->happens, block, column->happens);
        quantity_column(&round->years, block->u, column->years);
        quantity_column(&round->pool, block->u, column->pool);
        quantity_column(&round->raise, block->u, column->raise);
        if (round->implied)
            implied_dilution(round, block, column->raise, column->pool, column->dilution);
        else
            quantity_column(&round->dilution, block->u, column->dilution);
    }
}

/* --- explain ------------------------------------------------------------------------------------------------------ */

static const char step[] = "rounds";

static const char *of(struct story *story, const char *name, const char *what)
{
    return arena_text(story->arena, "%s: %s", name, what);
}

static void tell_terms(const struct round_plan *round, const struct path_block *block, size_t lane, struct story *story)
{
    const char *name = round->name;
    if (!round->implied)
        story_quantity(story, step, of(story, name, "dilution"), &round->dilution, block, lane, "share");
    if (round->pooled) {
        story_quantity(story, step, of(story, name, "pool"), &round->pool, block, lane, "share");
        story_quantity(story, step, of(story, name, "pool issued"), &round->pool_issued, block, lane, "share");
        story_quantity(story, step, of(story, name, "pool strike"), &round->pool_strike, block, lane,
                       round->strike_of_price ? "share" : "money");
    }
    if (round->pre_money_given)
        story_quantity(story, step, of(story, name, "pre-money"), &round->pre_money, block, lane, "money");
    if (!round->priced)
        return;
    story_quantity(story, step, of(story, name, "raise"), &round->raise, block, lane, "money");
    story_quantity(story, step, of(story, name, "preference"), &round->multiple, block, lane, "multiple");
    story_quantity(story, step, of(story, name, "dividend"), &round->dividend, block, lane, "share");
    if (round->capped)
        story_quantity(story, step, of(story, name, "cap"), &round->cap, block, lane, "multiple");
}

static void tell_round(const struct round_plan *round, const struct path_block *block, size_t lane, struct story *story)
{
    bool happens = round->happens.chance >= 1;
    if (round->happens.slot != DRAW_CERTAIN) {
        double u = block->u[round->happens.slot][lane], threshold = 1 - round->happens.chance;
        happens = u > threshold;
        story_tell(story, step, round->name, u, "uniform", "happens above %g", threshold);
    }
    story_quantity(story, step, of(story, round->name, "time"), &round->years, block, lane, "years");
    bool counts = happens && quantity_at(&round->years, block, lane) < block->exit_years[lane];
    story_tell(story, step, round->name, 0, "", "%s",
               counts ? "comes before the exit" : "does not come before the exit");
    if (counts)
        tell_terms(round, block, lane, story);
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    for (size_t r = 0; r < plan->company->round_count; r++)
        tell_round(&plan->company->round[r], block, lane, story);
}

const struct stage ISA_NAME(stage_rounds) = {"rounds", prepare, run, explain};
