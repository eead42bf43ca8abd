/* Decided at the exit, knowing the price, if that comes within the exercise window; later it lapses. */
#include "models/grant_kernel.h"
#include "models/leaving_rule.h"

static void left_column(const struct plan *plan, const struct grant_plan *grant, struct path_block *block,
                        double *restrict left)
{
    (void)plan;
    (void)grant;
    const double *restrict vested = block->scratch[GRANT_VESTED_AT_END];
    const double *restrict price = block->scratch[GRANT_PRICE];
    const double *restrict cost = block->scratch[GRANT_COST];
    const double *restrict decided_years = block->scratch[GRANT_DECIDED_YEARS];
    for (size_t i = 0; i < LANES; i++) {
        double gain = price[i] > cost[i] ? price[i] - cost[i] : 0.0;
        bool open = block->exit_years[i] <= decided_years[i];
        left[i] = open ? vested[i] * gain * block->sale_discount[i] : 0.0;
    }
}

const struct leaving_rule ISA_NAME(leaving_rule_hold) = {
    .name = "hold",
    .meaning = "options: decided at the exit, if it comes within the exercise window",
    .of_options = true,
    .told = "held by who leaves, within the exercise window",
    .has_window = true,
    .left_column = left_column};
