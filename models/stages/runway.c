/* Runway: where no raise is drawn, the cash ends at T = cash/burn, and a round that comes by then moves T by
 * raise/burn. That is a failure at that time when it comes before the exit and the company is no zombie; with a raise
 * the runway never binds. */
#include "models/column_kernel.h"
#include "models/company_plan.h"
#include "models/dimensions.h"
#include "models/stage.h"

static void prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct runway_plan *runway = &preparation->plan->runway;
    runway->binds = offer->company_given;
    if (!runway->binds)
        return;
    runway->cash = quantity_of(preparation, &offer->cash, DIMENSION_COMPANY_CASH, NULL);
    runway->burn = quantity_of(preparation, &offer->burn, DIMENSION_COMPANY_BURN, NULL);
    runway->raise = event_of(preparation, distribution_mean(&offer->raise_probability.distribution),
                             DIMENSION_COMPANY_RAISE, dimension_names[DIMENSION_COMPANY_RAISE]);
    const struct dilution *dilution = &offer->dilution;
    for (size_t r = 0; r < dilution->round_count; r++)
        if (!dilution->round[r].raise.given)
            preparation_caution(preparation, "dilution.rounds.%s: without a `raise` it does not extend the runway",
                                dilution->round[r].name);
}

/* One round moves the end on the lanes where it comes in time and has not done so; whether on any. */
static bool extend(const struct path_block *block, struct round_columns *round, const double *restrict burn,
                   double *restrict ends_years)
{
    double any = 0;
    for (size_t i = 0; i < LANES; i++) {
        bool comes =
            round->happens[i] > 0 && round->years[i] <= ends_years[i] && round->years[i] < block->exit_years[i];
        double moves = comes && round->extended[i] == 0 ? 1.0 : 0.0;
        ends_years[i] += moves > 0 ? round->raise[i] / burn[i] : 0.0;
        round->extended[i] += moves;
        any += moves;
    }
    return any > 0;
}

/* In the order of time each round in time moves the end: until none does, in whatever order they are tried. */
static void extend_by_rounds(const struct company_plan *company, struct path_block *block, const double *restrict burn,
                             double *restrict ends_years)
{
    struct round_columns *round = block->company->round;
    bool any = company->priced_count > 0;
    for (size_t r = 0; r < company->round_count; r++)
        fill_column(round[r].extended, 0);
    while (any) {
        any = false;
        for (size_t r = 0; r < company->round_count; r++)
            if (company->round[r].priced)
                any = extend(block, &round[r], burn, ends_years) || any;
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct runway_plan *runway = &plan->runway;
    if (!runway->binds)
        return;
    double *restrict ends_years = block->scratch[0];
    double *restrict burn = block->scratch[1];
    double *restrict raised = block->scratch[2];
    double ran_out_row = (double)(plan->exit.rows + 1);
    block->one_row = SIZE_MAX; /* whatever was known of the block: some paths may fail */
    block->exits = EXITS_DIFFER;
    block->always_pays = false;
    quantity_column(&runway->cash, block->u, ends_years);
    quantity_column(&runway->burn, block->u, burn);
    event_column(&runway->raise, block, raised);
    for (size_t i = 0; i < LANES; i++)
        ends_years[i] = burn[i] > 0 ? ends_years[i] / burn[i] : HUGE_VAL;
    extend_by_rounds(plan->company, block, burn, ends_years);
    for (size_t i = 0; i < LANES; i++) {
        bool fails = raised[i] == 0 && block->stagnant[i] == 0 && ends_years[i] < block->exit_years[i];
        block->exit_row[i] = fails ? ran_out_row : block->exit_row[i];
        block->exit_value[i] = fails ? 0.0 : block->exit_value[i];
        block->exit_years[i] = fails ? ends_years[i] : block->exit_years[i];
        block->failure[i] = fails ? 1.0 : block->failure[i];
        block->acquisition[i] = fails ? 0.0 : block->acquisition[i];
        block->ipo[i] = fails ? 0.0 : block->ipo[i];
    }
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    const struct runway_plan *runway = &plan->runway;
    if (!runway->binds)
        return;
    story_quantity(story, "runway", "cash", &runway->cash, block, lane, "money");
    story_quantity(story, "runway", "burn a year", &runway->burn, block, lane, "money");
    if (runway->raise.slot != DRAW_CERTAIN)
        story_tell(story, "runway", "raise", block->u[runway->raise.slot][lane], "uniform", "a raise comes above %g",
                   1 - runway->raise.chance);
    double burn = quantity_at(&runway->burn, block, lane);
    double ends_years = quantity_at(&runway->cash, block, lane) / burn;
    for (size_t r = 0; r < plan->company->round_count; r++) {
        const struct round_columns *round = &block->company->round[r];
        if (round->extended[lane] == 0)
            continue;
        ends_years += round->raise[lane] / burn;
        story_tell(story, "runway", plan->company->round[r].name, round->raise[lane], "money", "raised in time");
    }
    story_tell(story, "runway", "cash ends", ends_years, "years", "without another raise");
    bool ran_out = block->exit_row[lane] == (double)(plan->exit.rows + 1);
    story_tell(story, "runway", "cash ran out", ran_out, "", "%s",
               ran_out ? "yes: the company fails then" : "no, or not before the exit");
}

const struct stage ISA_NAME(stage_runway) = {"runway", prepare, run, explain};
