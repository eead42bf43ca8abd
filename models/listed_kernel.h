/* What a grant of a listed company brings as it vests; shared by the stages that ask for it. */
#ifndef MODELS_LISTED_KERNEL_H
#define MODELS_LISTED_KERNEL_H

#include "models/column_kernel.h"

enum { LISTED_MONTHS, LISTED_AMOUNT, LISTED_PART, LISTED_SCRATCH }; /* scratch columns */

/* What the grant comes to at the price of the start, and whole months from it to the end of the job. */
static inline void listed_grant_columns(const struct listed_plan *listed, const struct listed_grant *grant,
                                        struct path_block *block)
{
    double *restrict amount = block->scratch[LISTED_AMOUNT], *restrict price = block->scratch[LISTED_PART];
    double *restrict months = block->scratch[LISTED_MONTHS];
    quantity_column(&grant->amount, block->u, amount);
    if (grant->in_shares) {
        quantity_column(&listed->share_price, block->u, price);
        for (size_t i = 0; i < LANES; i++)
            amount[i] *= price[i];
    } else if (grant->price_date != LISTED_START) {
        const double *restrict growth = block->price_growth[grant->price_date];
        for (size_t i = 0; i < LANES; i++)
            amount[i] /= growth[i];
    }
    for (size_t i = 0; i < LANES; i++)
        months[i] = floor(12 * (block->employed_years[i] - grant->granted_years) + 1e-9);
}

static inline double listed_sale_years(const struct listed_plan *listed, const struct listed_sale *sale)
{
    return sale->date == LISTED_START ? 0 : listed->years[sale->date];
}

/* What would be sold, whether or not the job lasts. After listed_grant_columns. */
static inline void listed_proceeds_column(const struct listed_sale *sale, const struct path_block *block,
                                          double *restrict proceeds)
{
    const double *restrict amount = block->scratch[LISTED_AMOUNT];
    for (size_t i = 0; i < LANES; i++)
        proceeds[i] = amount[i] * sale->share;
    if (sale->date == LISTED_START)
        return;
    const double *restrict growth = block->price_growth[sale->date];
    for (size_t i = 0; i < LANES; i++)
        proceeds[i] *= growth[i];
}

static inline void listed_sold_column(const struct listed_sale *sale, const struct path_block *block,
                                      double *restrict sold)
{
    const double *restrict months = block->scratch[LISTED_MONTHS];
    listed_proceeds_column(sale, block, sold);
    for (size_t i = 0; i < LANES; i++)
        sold[i] = months[i] >= sale->month ? sold[i] : 0.0;
}

#endif
