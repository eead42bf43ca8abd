/* One grant on a block of paths: what vests, what it is worth. Shared by the stages that ask for it.
 *
 * Leaving at E before the exit at X keeps v(E). Being there at X vests v(X); on an acquisition single_trigger of the
 * rest vests too, and if the job goes at X, or is lost to a layoff within the window after it, double_trigger of what
 * is left then. Accelerated shares come from the end of the schedule: while the job goes on, min(1, v(E) + a) has
 * vested by E; v(X) + a of it counts at X, the rest at E, at the same price. */
#ifndef MODELS_GRANT_VALUE_KERNEL_H
#define MODELS_GRANT_VALUE_KERNEL_H

#include "models/grant_kernel.h"
#include "models/leaving_rule.h"
#include "models/vesting_kernel.h"

/* The second trigger after the day: where the job went on past an acquisition, a layoff within the window vests, as the
 * job ends, double_trigger of what has not vested by then, 1 - min(1, v(E) + a). */
static inline void vest_after_layoff(const struct grant_plan *grant, const double *restrict granted,
                                     const double *restrict twice, double *restrict window, struct path_block *block)
{
    const double *restrict at_exit = block->scratch[GRANT_AT_EXIT];
    double *restrict later = block->scratch[GRANT_LATER];
    quantity_column(&grant->double_trigger_window_years, block->u, window);
    for (size_t i = 0; i < LANES; i++) {
        double laid_off = block->present[i] * (1 - block->job_gone[i]) * block->job_lost[i];
        bool counts =
            granted[i] <= block->exit_years[i] && block->employed_years[i] <= block->exit_years[i] + window[i];
        double unvested = 1 - (at_exit[i] + later[i]);
        later[i] += counts ? block->acquisition[i] * laid_off * twice[i] * unvested : 0.0;
    }
}

/* GRANT_VESTED_AT_END, GRANT_AT_EXIT, GRANT_LATER. */
static inline void vest(const struct grant_plan *grant, struct path_block *block)
{
    double *restrict v_end = block->scratch[GRANT_VESTED_AT_END];
    double *restrict at_exit = block->scratch[GRANT_AT_EXIT];
    double *restrict later = block->scratch[GRANT_LATER];
    double *restrict granted = block->scratch[GRANT_VALUE];
    double *restrict single = block->scratch[GRANT_LEFT];
    double *restrict twice = block->scratch[GRANT_PART];
    quantity_column(&grant->granted_years, block->u, granted);
    vested_column(grant, granted, block->employed_years, v_end);
    vested_column(grant, granted, block->exit_years, at_exit);
    quantity_column(&grant->single_trigger, block->u, single);
    quantity_column(&grant->double_trigger, block->u, twice);
    for (size_t i = 0; i < LANES; i++) {
        /* What is granted after the exit cannot accelerate at it; it vests like the rest while the job goes on. */
        double accelerates = granted[i] <= block->exit_years[i] ? block->acquisition[i] : 0.0;
        double by_exit = at_exit[i];
        double first = accelerates * single[i] * (1 - by_exit);
        double second = accelerates * block->job_gone[i] * twice[i] * (1 - by_exit - first);
        double by_end = v_end[i] + first < 1 ? v_end[i] + first : 1;
        double after = by_end - (by_exit + first);
        double stays = block->present[i] * (1 - block->job_gone[i]);
        at_exit[i] = block->present[i] > 0 ? by_exit + first + second : v_end[i];
        later[i] = stays * (after > 0 ? after : 0);
    }
    if (grant->laid_off_vests)
        vest_after_layoff(grant, granted, twice, single, block);
}

/* The kinds' records of this instruction set. */
#define GRANT_KIND(name) extern const struct grant_kind ISA_NAME(grant_kind_##name);
#include "models/grant_kinds.def"
#undef GRANT_KIND
static const struct grant_kind *const kinds[] = {
#define GRANT_KIND(name) &ISA_NAME(grant_kind_##name),
#include "models/grant_kinds.def"
#undef GRANT_KIND
};

/* The scratch columns of models/grant_kernel.h and block->size; GRANT_VALUE is the present value, and exercise_cost
 * grows by what was paid before the exit. */
static inline void grant_value_columns(const struct plan *plan, const struct grant_plan *grant,
                                       struct path_block *block)
{
    double *restrict price = block->scratch[GRANT_PRICE];
    double *restrict cost = block->scratch[GRANT_COST];
    double *restrict size = block->size;
    const double *restrict class_value = block->class_value[grant->class_slot];
    grant_size_column(grant, block, size);
    quantity_column(&grant->strike_company, block->u, cost);
    for (size_t i = 0; i < LANES; i++) {
        price[i] = size[i] * class_value[i];
        cost[i] = size[i] * (cost[i] * grant->strike_factor);
    }
    vest(grant, block);
    kinds[grant->kind_number]->value_column(plan, grant, block);
}

#endif
