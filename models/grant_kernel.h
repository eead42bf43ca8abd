/* The columns of a grant that the kinds' kernels share, and small kernels on them. What they are is model.md, section
 * 3, step 8; stages/equity.c fills them before a kind's value_column runs. */
#ifndef MODELS_GRANT_KERNEL_H
#define MODELS_GRANT_KERNEL_H

#include "models/column_kernel.h"
#include "models/grant_kind.h"
#include "models/tax/tax_room.h"

/* Scratch columns. Money is that of the whole grant. */
enum {
    GRANT_VESTED_AT_END, /* share vested at the end of employment */
    GRANT_AT_EXIT,       /* share vested by the exit, or by leaving before it */
    GRANT_LATER,         /* share that vests after the exit, up to the end of employment */
    GRANT_PRICE,
    GRANT_COST, /* its strike */
    GRANT_VALUE,
    GRANT_LEFT, /* of options: worth to who left before the exit */
    GRANT_PART,
    /* of options */
    GRANT_LEAVES,        /* 1: the option outlives the job, or the exit comes after its term */
    GRANT_LEFT_YEARS,    /* S: the end of employment, or of the term */
    GRANT_DECIDED_YEARS, /* D: S + exercise_window, at most the end of the term */
    GRANT_PAID_DISCOUNT,
    GRANT_BOUGHT /* share exercised on a day of one's own */
};

/* The grant as a fraction of all shares. */
static inline void grant_size_column(const struct grant_plan *grant, struct path_block *block, double *restrict size)
{
    quantity_column(&grant->size, block->u, size);
    if (grant->size_factor != 1)
        for (size_t i = 0; i < LANES; i++)
            size[i] *= grant->size_factor;
    if (!grant->by_value)
        return;
    double *restrict valued_at = block->scratch[GRANT_PART];
    quantity_column(&grant->valued_at, block->u, valued_at);
    for (size_t i = 0; i < LANES; i++)
        size[i] /= valued_at[i];
}

/* The part of a cost that the cash limit lets be paid; where taxes stand, the tax of exercising counts too. */
static inline void grant_affordable_column(const struct grant_plan *grant, struct path_block *block,
                                           const double *restrict spent, double *restrict part)
{
    if (!grant->cash_limited) {
        fill_column(part, 1);
        return;
    }
    if (block->tax) {
        memcpy(part, block->tax->affordable[grant->limit_slot], sizeof block->tax->affordable[0]);
        return;
    }
    quantity_column(&grant->cash_limit, block->u, part);
    for (size_t i = 0; i < LANES; i++)
        part[i] = spent[i] > part[i] ? part[i] / spent[i] : 1.0;
}

#endif
