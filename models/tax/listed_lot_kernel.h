/* Lots of a listed company's grants: stock that is taxed and sold as it vests (models/stages/listed.c). */
#ifndef MODELS_TAX_LISTED_LOT_KERNEL_H
#define MODELS_TAX_LISTED_LOT_KERNEL_H

#include "models/listed_kernel.h"
#include "models/tax/lot_kernel.h"

static inline void tax_listed_lot(const struct plan *plan, const struct tax_lot *lot, struct path_block *block)
{
    const struct listed_plan *listed = &plan->listed;
    const struct listed_grant *grant = &listed->grant[lot->grant];
    const struct tax_grant_terms *terms = &plan->tax->grant[lot->grant];
    struct tax_room *room = block->tax;
    double *restrict price = room->amount[TAX_AMOUNT_PRICE], *restrict sold = room->work[0];
    struct tax_time *time = &room->time[lot->event[0].time];
    fill_column(price, 0);
    for (size_t s = lot->sale_first; s < lot->sale_end; s++) {
        listed_sold_column(&grant->sale[s], block, sold);
        for (size_t i = 0; i < LANES; i++)
            price[i] += sold[i];
    }
    for (size_t i = 0; i < LANES; i++) {
        room->shares[i] = price[i] > 0 ? 1.0 : 0.0;
        time->years[i] = lot->value_years;
        room->amount[TAX_AMOUNT_FMV][i] = room->amount[TAX_AMOUNT_VEST_VALUE][i] = price[i];
        room->amount[TAX_AMOUNT_STRIKE][i] = 0;
        room->amount[TAX_AMOUNT_PAID][i] = terms->paid;
        room->amount[TAX_AMOUNT_GRANT_VALUE][i] = terms->fair_value_given ? terms->fair_value : terms->paid;
    }
    tax_time_of(plan, block, time);
    tax_lot_events(plan, lot, block);
}

static inline void tax_listed_lots(const struct plan *plan, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    size_t seated = SIZE_MAX;
    fill_column(block->tax->excluded_used, 0);
    for (size_t l = 0; l < path->lot_count; l++) {
        const struct tax_lot *lot = &path->lot[l];
        if (lot->grant != seated)
            listed_grant_columns(&plan->listed, &plan->listed.grant[lot->grant], block);
        seated = lot->grant;
        tax_listed_lot(plan, lot, block);
    }
}

#endif
