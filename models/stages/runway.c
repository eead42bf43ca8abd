/* Runway: where no raise is drawn, the cash ends at cash/burn. That is a failure at that time when it comes before the
 * exit and the company is no zombie; with a raise the runway never binds. */
#include "models/column_kernel.h"
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
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct runway_plan *runway = &plan->runway;
    if (!runway->binds)
        return;
    double *restrict cash = block->scratch[0];
    double *restrict burn = block->scratch[1];
    double *restrict raised = block->scratch[2];
    double ran_out_row = (double)(plan->exit.rows + 1);
    quantity_column(&runway->cash, block->u, cash);
    quantity_column(&runway->burn, block->u, burn);
    event_column(&runway->raise, block->u, raised);
    for (size_t i = 0; i < LANES; i++) {
        double ends_years = burn[i] > 0 ? cash[i] / burn[i] : HUGE_VAL;
        bool fails = raised[i] == 0 && block->stagnant[i] == 0 && ends_years < block->exit_years[i];
        block->exit_row[i] = fails ? ran_out_row : block->exit_row[i];
        block->exit_value[i] = fails ? 0.0 : block->exit_value[i];
        block->exit_years[i] = fails ? ends_years : block->exit_years[i];
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
    story_tell(story, "runway", "cash ends",
               quantity_at(&runway->cash, block, lane) / quantity_at(&runway->burn, block, lane), "years",
               "without a raise");
    bool ran_out = block->exit_row[lane] == (double)(plan->exit.rows + 1);
    story_tell(story, "runway", "cash ran out", ran_out, "", "%s",
               ran_out ? "yes: the company fails then" : "no, or not before the exit");
}

const struct stage ISA_NAME(stage_runway) = {"runway", prepare, run, explain};
