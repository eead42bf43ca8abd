/* The waterfall of a block of paths whose capital differs from path to path (rounds, dividends, new shares). For kernel
 * files: no libm, no branch on a lane. The mathematics is that of models/waterfall.h; a class that a path does not have
 * is one with no shares and no claim there. Where the capital is the same on all paths, models/price_curve_kernel.h
 * costs a tenth of this.
 *
 * Every price at which a class changes its branch is tried on every lane: the largest one whose total stays below the
 * proceeds is the lower end of the linear piece. That is quadratic in the classes, but straight-line code. */
#ifndef MODELS_WATERFALL_KERNEL_H
#define MODELS_WATERFALL_KERNEL_H

#include "models/waterfall.h"
#include "sim/isa.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* One class on all lanes. The caller sets the shape and fills the first four columns; those its shape does not read may
 * stay empty. */
struct waterfall_column {
    enum waterfall_shape shape;
    double shares[LANES], claim[LANES], cap[LANES], strike[LANES];
    double capped_price[LANES], convert_price[LANES]; /* by waterfall_column_prepare */
};

/* 0 where there are shares, else INFINITY: a class without shares never changes its branch. */
static inline double waterfall_column_never(double shares)
{
    return shares > 0 ? 0 : HUGE_VAL;
}

/* The prices at which the class changes its branch, once its four columns are filled. */
static inline void waterfall_column_prepare(struct waterfall_column *column)
{
    const double *shares = column->shares, *claim = column->claim, *cap = column->cap;
    if (column->shape == WATERFALL_CLAIM_OR_SHARES)
        for (size_t lane = 0; lane < LANES; lane++)
            column->convert_price[lane] =
                claim[lane] / (shares[lane] > 0 ? shares[lane] : 1) + waterfall_column_never(shares[lane]);
    if (column->shape == WATERFALL_OPTION)
        for (size_t lane = 0; lane < LANES; lane++)
            column->convert_price[lane] = column->strike[lane] + waterfall_column_never(shares[lane]);
    if (column->shape != WATERFALL_CAPPED)
        return;
    for (size_t lane = 0; lane < LANES; lane++) {
        double inverse = 1 / (shares[lane] > 0 ? shares[lane] : 1), never = waterfall_column_never(shares[lane]);
        column->capped_price[lane] = (cap[lane] - claim[lane]) * inverse + never;
        column->convert_price[lane] = cap[lane] * inverse + never;
    }
}

enum { WATERFALL_LANES = 32 }; /* at once, so that the columns of many classes stay in the first-level cache */

/* The classes that share from the first dollar on, as one. */
struct waterfall_linear {
    double shares[WATERFALL_LANES], claims[WATERFALL_LANES];
};

static inline void waterfall_column_add(const struct waterfall_column *column, size_t first,
                                        const double *restrict price, double *restrict total)
{
    const double *restrict shares = column->shares + first, *restrict claim = column->claim + first;
    const double *restrict cap = column->cap + first, *restrict strike = column->strike + first;
    if (column->shape == WATERFALL_CLAIM_OR_SHARES) {
        for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
            double converted = shares[lane] * price[lane];
            total[lane] += claim[lane] > converted ? claim[lane] : converted;
        }
    } else if (column->shape == WATERFALL_CAPPED) {
        for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
            double converted = shares[lane] * price[lane], claimed = claim[lane] + converted;
            claimed = claimed < cap[lane] ? claimed : cap[lane];
            total[lane] += claimed > converted ? claimed : converted;
        }
    } else if (column->shape == WATERFALL_OPTION) {
        for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
            double gain = price[lane] - strike[lane];
            total[lane] += shares[lane] * (gain > 0 ? gain : 0);
        }
    }
}

/* low = candidate where it is larger and total(candidate) < proceeds. */
static inline void waterfall_column_try(const struct waterfall_column *columns, size_t count, size_t first,
                                        const struct waterfall_linear *linear, const double *restrict candidate,
                                        const double *restrict proceeds, double *restrict low)
{
    double price[WATERFALL_LANES], total[WATERFALL_LANES];
    for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
        price[lane] = candidate[lane] < 1e300 ? candidate[lane] : 0; /* 0 shares x INFINITY must not make a NaN */
        total[lane] = linear->claims[lane] + linear->shares[lane] * price[lane];
    }
    for (size_t i = 0; i < count; i++)
        waterfall_column_add(&columns[i], first, price, total);
    for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
        double below = total[lane] < proceeds[lane] ? price[lane] : 0;
        low[lane] = below > low[lane] ? below : low[lane];
    }
}

/* The price on the linear piece above `low`. */
static inline void waterfall_column_finish(const struct waterfall_column *columns, size_t count, size_t first,
                                           const struct waterfall_linear *linear, const double *restrict proceeds,
                                           const double *restrict low, double *restrict price)
{
    double claims[WATERFALL_LANES], fixed[WATERFALL_LANES], active[WATERFALL_LANES];
    for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
        claims[lane] = fixed[lane] = linear->claims[lane];
        active[lane] = linear->shares[lane];
    }
    for (size_t i = 0; i < count; i++) {
        const struct waterfall_column *c = &columns[i];
        if (c->shape == WATERFALL_LINEAR)
            continue;
        bool claimed = c->shape != WATERFALL_OPTION, capped = c->shape == WATERFALL_CAPPED;
        for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
            size_t at = first + lane;
            double shares = c->shares[at], claim = claimed ? c->claim[at] : 0;
            double switched = claimed ? 0 : -shares * c->strike[at];
            double shares_below = capped && low[lane] < c->capped_price[at] ? shares : 0;
            double below = capped && low[lane] >= c->capped_price[at] ? c->cap[at] : claim;
            bool converted = low[lane] >= c->convert_price[at];
            claims[lane] += claim;
            fixed[lane] += converted ? switched : below;
            active[lane] += converted ? shares : shares_below;
        }
    }
    for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
        double slope = active[lane] > 0 ? active[lane] : 1;
        double solved = active[lane] > 0 ? (proceeds[lane] - fixed[lane]) / slope : low[lane];
        solved = solved > low[lane] ? solved : low[lane];
        price[lane] = proceeds[lane] > claims[lane] ? solved : 0;
    }
}

/* price[lane]: of a common share; 0 where the proceeds do not pass the claims. */
static inline void waterfall_column_price(const struct waterfall_column *columns, size_t count,
                                          const double *restrict proceeds, double *restrict price)
{
    for (size_t first = 0; first < LANES; first += WATERFALL_LANES) {
        struct waterfall_linear linear = {{0}, {0}};
        double low[WATERFALL_LANES] = {0};
        for (size_t i = 0; i < count; i++)
            for (size_t lane = 0; columns[i].shape == WATERFALL_LINEAR && lane < WATERFALL_LANES; lane++) {
                linear.shares[lane] += columns[i].shares[first + lane];
                linear.claims[lane] += columns[i].claim[first + lane];
            }
        for (size_t i = 0; i < count; i++) {
            if (columns[i].shape == WATERFALL_CAPPED)
                waterfall_column_try(columns, count, first, &linear, columns[i].capped_price + first, proceeds + first,
                                     low);
            if (columns[i].shape != WATERFALL_LINEAR)
                waterfall_column_try(columns, count, first, &linear, columns[i].convert_price + first, proceeds + first,
                                     low);
        }
        waterfall_column_finish(columns, count, first, &linear, proceeds + first, low, price + first);
    }
}

/* Payout of the whole of one class. `ahead`: claims senior to it; `level`: claims of its seniority, its own included.
 */
static inline void waterfall_column_payout(const struct waterfall_column *column, const double *restrict ahead,
                                           const double *restrict level, const double *restrict proceeds,
                                           const double *restrict price, double *restrict payout)
{
    bool option = column->shape == WATERFALL_OPTION, linear = column->shape == WATERFALL_LINEAR;
    bool capped = column->shape == WATERFALL_CAPPED;
    for (size_t lane = 0; lane < LANES; lane++) {
        double shares = column->shares[lane], claim = option ? 0 : column->claim[lane];
        double left = proceeds[lane] - ahead[lane], due = level[lane] > 0 ? level[lane] : 1;
        double paid_frac = (left > 0 ? left : 0) / due;
        double gain = price[lane] - (option ? column->strike[lane] : 0);
        double converted = shares * (gain > 0 ? gain : 0), claimed = claim + converted;
        double cap = capped ? column->cap[lane] : claim;
        claimed = linear || claimed < cap ? claimed : cap;
        claimed = claimed > converted ? claimed : converted;
        payout[lane] = left < level[lane] ? claim * paid_frac : claimed;
    }
}

#endif
