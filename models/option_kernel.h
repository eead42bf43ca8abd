/* What options are worth: max(price - strike, 0) to who is there at the exit; to who left before, what the leaving rule
 * makes of them. */
#ifndef MODELS_OPTION_KERNEL_H
#define MODELS_OPTION_KERNEL_H

#include "models/discount_kernel.h"
#include "models/grant_kernel.h"
#include "models/leaving_rule.h"
#include "models/vesting_kernel.h"

/* The rules' records of this instruction set. */
#define LEAVING_RULE(name) extern const struct leaving_rule ISA_NAME(leaving_rule_##name);
#include "models/leaving_rules.def"
#undef LEAVING_RULE

static inline void option_take(const double *restrict bought, double *restrict vested)
{
    for (size_t i = 0; i < LANES; i++)
        vested[i] -= bought[i];
}

/* Who leaves holding it, when, and by when it must be decided. */
static inline void option_leaver_columns(const struct grant_plan *grant, struct path_block *block)
{
    double *restrict leaves = block->scratch[GRANT_LEAVES];
    double *restrict left_years = block->scratch[GRANT_LEFT_YEARS];
    double *restrict decided_years = block->scratch[GRANT_DECIDED_YEARS];
    double *restrict granted = block->scratch[GRANT_VALUE];
    double *restrict term = block->scratch[GRANT_PART];
    if (!grant->outlives_term && !grant->on_leaving->has_window) {
        for (size_t i = 0; i < LANES; i++)
            leaves[i] = 1 - block->present[i];
        memcpy(left_years, block->employed_years, sizeof block->employed_years);
        return;
    }
    quantity_column(&grant->granted_years, block->u, granted);
    quantity_column(&grant->expires_years, block->u, term);
    quantity_column(&grant->exercise_window_years, block->u, decided_years);
    for (size_t i = 0; i < LANES; i++) {
        double ends = granted[i] + term[i], end = block->employed_years[i];
        leaves[i] = block->exit_years[i] <= ends ? 1 - block->present[i] : 1.0;
        left_years[i] = end < ends ? end : ends;
        double decided = left_years[i] + decided_years[i];
        decided_years[i] = decided < ends ? decided : ends;
    }
    if (grant->outlives_term)
        vested_column(grant, granted, left_years, block->scratch[GRANT_VESTED_AT_END]);
    if (grant->outlives_term && grant->bought)
        option_take(block->scratch[GRANT_BOUGHT], block->scratch[GRANT_VESTED_AT_END]);
}

static inline void option_left_column(const struct plan *plan, const struct grant_plan *grant, struct path_block *block,
                                      double *restrict left)
{
    static const struct leaving_rule *const rules[] = {
#define LEAVING_RULE(name) &ISA_NAME(leaving_rule_##name),
#include "models/leaving_rules.def"
#undef LEAVING_RULE
    };
    const struct leaving_rule *rule = rules[grant->on_leaving_number];
    if (rule->left_column)
        rule->left_column(plan, grant, block, left);
    else
        fill_column(left, 0);
}

static inline void option_held_column(const struct plan *plan, const struct grant_plan *grant, struct path_block *block)
{
    const double *restrict at_exit = block->scratch[GRANT_AT_EXIT];
    const double *restrict later = block->scratch[GRANT_LATER];
    const double *restrict price = block->scratch[GRANT_PRICE];
    const double *restrict cost = block->scratch[GRANT_COST];
    double *restrict value = block->scratch[GRANT_VALUE];
    double *restrict left = block->scratch[GRANT_LEFT];
    const double *restrict leaves = block->scratch[GRANT_LEAVES];
    option_leaver_columns(grant, block);
    option_left_column(plan, grant, block, left);
    for (size_t i = 0; i < LANES; i++) {
        double gain = price[i] > cost[i] ? price[i] - cost[i] : 0.0;
        double there = gain * (at_exit[i] * block->sale_discount[i] + later[i] * block->later_discount[i]);
        value[i] = leaves[i] > 0 ? left[i] : there;
    }
}

/* When what is paid before an exit is paid: after option_held_column, where it is not paid early. */
static inline void option_paid_years_column(const struct grant_plan *grant, const struct path_block *block,
                                            double *restrict years)
{
    if (!grant->paid_early) {
        const double *decided = block->scratch[grant->on_leaving->decides ? GRANT_DECIDED_YEARS : GRANT_LEFT_YEARS];
        memcpy(years, decided, sizeof block->employed_years);
        return;
    }
    quantity_column(&grant->granted_years, block->u, years);
    for (size_t i = 0; i < LANES; i++)
        years[i] = years[i] > 0 ? years[i] : 0.0;
}

/* Exercised early: the whole cost at the grant, or at start if that is later; what does not vest is paid back at the
 * end of employment, but not by a company that fails then, and the rest is stock. What the cash limit leaves unpaid
 * stays an option, which is worth something only to who is still there at the exit. */
static inline void option_paid_early_column(const struct plan *plan, const struct grant_plan *grant,
                                            struct path_block *block)
{
    const double *restrict at_exit = block->scratch[GRANT_AT_EXIT];
    const double *restrict later = block->scratch[GRANT_LATER];
    const double *restrict price = block->scratch[GRANT_PRICE];
    const double *restrict cost = block->scratch[GRANT_COST];
    double *restrict value = block->scratch[GRANT_VALUE];
    double *restrict bought = block->scratch[GRANT_LEFT];
    double *restrict paid_discount = block->scratch[GRANT_PART];
    double *restrict years = block->scratch[GRANT_VESTED_AT_END];
    option_paid_years_column(grant, block, value);
    discount_column(plan, block, value, years, paid_discount);
    grant_affordable_column(grant, block, cost, bought);
    quantity_column(&grant->granted_years, block->u, value);
    for (size_t i = 0; i < LANES; i++) {
        bool made = value[i] <= block->employed_years[i];
        double vested = at_exit[i] + later[i];
        double sold = at_exit[i] * block->sale_discount[i] + later[i] * block->later_discount[i];
        double returned = block->job_gone[i] * block->failure[i] > 0 ? 0.0 : 1 - vested;
        double net = price[i] * sold - cost[i] * (paid_discount[i] - returned * block->end_discount[i]);
        double gain = price[i] > cost[i] ? price[i] - cost[i] : 0.0;
        double unpaid = block->present[i] * gain * sold;
        value[i] = made ? bought[i] * net + (1 - bought[i]) * unpaid : 0.0;
        block->exercise_cost[i] += made ? bought[i] * cost[i] : 0.0;
    }
}

/* What is exercised on a day of one's own, GRANT_BOUGHT: all that has vested by then, by who is still there. */
static inline void option_bought_column(const struct grant_plan *grant, struct path_block *block)
{
    double *restrict bought = block->scratch[GRANT_BOUGHT];
    double *restrict granted = block->scratch[GRANT_VALUE];
    double *restrict day = block->scratch[GRANT_PART];
    quantity_column(&grant->granted_years, block->u, granted);
    fill_column(day, grant->bought_years);
    vested_column(grant, granted, day, bought);
    for (size_t i = 0; i < LANES; i++) {
        bool there = day[i] < block->employed_years[i] && day[i] < block->exit_years[i];
        bought[i] = there ? bought[i] : 0.0;
    }
}

/* Its present value: the stock less the strike, which is paid on that day. */
static inline void option_bought_value(const struct plan *plan, const struct grant_plan *grant,
                                       struct path_block *block, double *restrict value)
{
    const double *restrict price = block->scratch[GRANT_PRICE], *restrict cost = block->scratch[GRANT_COST];
    const double *restrict bought = block->scratch[GRANT_BOUGHT];
    double *restrict day = block->scratch[GRANT_PART], *restrict discount = block->scratch[GRANT_PAID_DISCOUNT];
    fill_column(day, grant->bought_years);
    discount_column(plan, block, day, block->scratch[GRANT_LEFT], discount);
    for (size_t i = 0; i < LANES; i++)
        value[i] = bought[i] * (price[i] * block->sale_discount[i] - cost[i] * discount[i]);
}

/* Bought on that day, the rest held as it is without such a day. GRANT_AT_EXIT is of both. */
static inline void option_bought_and_held_column(const struct plan *plan, const struct grant_plan *grant,
                                                 struct path_block *block)
{
    const double *restrict bought = block->scratch[GRANT_BOUGHT], *restrict cost = block->scratch[GRANT_COST];
    double stock[LANES];
    option_bought_column(grant, block);
    option_take(bought, block->scratch[GRANT_VESTED_AT_END]);
    option_take(bought, block->scratch[GRANT_AT_EXIT]);
    option_held_column(plan, grant, block);
    option_bought_value(plan, grant, block, stock);
    for (size_t i = 0; i < LANES; i++) {
        block->scratch[GRANT_VALUE][i] += stock[i];
        block->scratch[GRANT_AT_EXIT][i] += bought[i];
        block->exercise_cost[i] += bought[i] * cost[i];
    }
}

static inline void option_value_column(const struct plan *plan, const struct grant_plan *grant,
                                       struct path_block *block)
{
    if (grant->paid_early)
        option_paid_early_column(plan, grant, block);
    else if (grant->bought)
        option_bought_and_held_column(plan, grant, block);
    else
        option_held_column(plan, grant, block);
}

#endif
