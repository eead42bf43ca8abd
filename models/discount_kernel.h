/* Present value at start: (1 + discount_rate)^-t = e^(-t ln(1 + rate)); 0 at t = HUGE_VAL, but 1 where the rate is 0 on
 * all paths. */
#ifndef MODELS_DISCOUNT_KERNEL_H
#define MODELS_DISCOUNT_KERNEL_H

#include "models/block.h"
#include "models/column_kernel.h"

static inline void discount_column(const struct plan *plan, struct path_block *block, const double *restrict years,
                                   double *restrict rate, double *restrict discount)
{
    const struct quantity *quantity = &plan->pay.discount_rate;
    if (quantity->slot == DRAW_CERTAIN) {
        growth_column(-numeric_log1p(quantity->value), years, discount);
        return;
    }
    quantity_column(quantity, block->u, rate);
    for (size_t i = 0; i < LANES; i++)
        discount[i] = growth_or_never(-numeric_log1p(rate[i]), years[i]);
}

#endif
