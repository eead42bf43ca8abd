/* The strike is paid on leaving, whatever the price; the stock is worth the price at the exit, or nothing. */
#include "models/discount_kernel.h"
#include "models/grant_kernel.h"
#include "models/leaving_rule.h"

static const struct key chance = {.name = "exercise",
                                  .unit = UNIT_SHARE,
                                  .offset = offsetof(struct grant, leaving_chance_stated),
                                  .description = "The chance of exercising; else the options are forfeited.",
                                  .examples = "\"32%\"",
                                  .bounds = &bounds_probability,
                                  .flags = KEY_REQUIRED | KEY_MEAN};

static void left_column(const struct plan *plan, const struct grant_plan *grant, struct path_block *block,
                        double *restrict left)
{
    const double *restrict vested = block->scratch[GRANT_VESTED_AT_END];
    const double *restrict price = block->scratch[GRANT_PRICE];
    const double *restrict cost = block->scratch[GRANT_COST];
    double *restrict bought = block->scratch[GRANT_VALUE];
    double *restrict follows = block->scratch[GRANT_PART];
    const double *restrict leaves = block->scratch[GRANT_LEAVES];
    const double *restrict paid_discount = block->end_discount;
    if (grant->outlives_term) {
        discount_column(plan, block, block->scratch[GRANT_LEFT_YEARS], follows, block->scratch[GRANT_PAID_DISCOUNT]);
        paid_discount = block->scratch[GRANT_PAID_DISCOUNT];
    }
    for (size_t i = 0; i < LANES; i++)
        left[i] = vested[i] * cost[i];
    grant_affordable_column(grant, block, left, bought);
    event_column(&grant->follows, block, follows);
    for (size_t i = 0; i < LANES; i++) {
        double kept = follows[i] * bought[i] * vested[i];
        left[i] = kept * (price[i] * block->sale_discount[i] - cost[i] * paid_discount[i]);
        block->exercise_cost[i] += leaves[i] * kept * cost[i];
    }
}

const struct leaving_rule ISA_NAME(leaving_rule_exercise) = {
    .name = "exercise",
    .meaning = "options: the strike is paid on leaving, whatever the price",
    .of_options = true,
    .chance_key = &chance,
    .told = "exercised by who leaves before the exit",
    .told_with_chance = "exercised or forfeited by who leaves before the exit",
    .pays_blindly = true,
    .left_column = left_column};
