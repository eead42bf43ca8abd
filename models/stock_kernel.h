/* What stock is worth: the price of what has vested, at the sale. */
#ifndef MODELS_STOCK_KERNEL_H
#define MODELS_STOCK_KERNEL_H

#include "models/grant_kernel.h"
#include "models/leaving_rule.h"

static inline void stock_value_column(const struct plan *plan, const struct grant_plan *grant, struct path_block *block)
{
    (void)plan;
    const double *restrict at_exit = block->scratch[GRANT_AT_EXIT];
    const double *restrict later = block->scratch[GRANT_LATER];
    const double *restrict price = block->scratch[GRANT_PRICE];
    double *restrict value = block->scratch[GRANT_VALUE];
    bool forfeits = grant->on_leaving->forfeits;
    for (size_t i = 0; i < LANES; i++) {
        double kept = forfeits ? block->present[i] : 1.0;
        value[i] = kept * price[i] * (at_exit[i] * block->sale_discount[i] + later[i] * block->later_discount[i]);
    }
}

#endif
