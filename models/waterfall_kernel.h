/* The waterfall of a block of paths whose capital differs from path to path (rounds, dividends, new shares). For kernel
 * files: no libm, no branch on a lane. The mathematics is that of models/waterfall.h; a class that a path does not have
 * is one with no shares and no claim there.
 *
 * Every breakpoint of every class is tried on every lane: the largest one whose total stays below the proceeds is the
 * lower end of the linear piece. That is quadratic in the classes, but straight-line code: 8 classes cost about 20 ns a
 * path with AVX-512. */
#ifndef MODELS_WATERFALL_KERNEL_H
#define MODELS_WATERFALL_KERNEL_H

#include "sim/isa.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* One class on all lanes. The caller fills the first four columns by the formula in models/waterfall.h (cap = claim for
 * non-participating preferred, INFINITY for common and for uncapped participation, 0 for options). */
struct waterfall_column {
    double shares[LANES], claim[LANES], cap[LANES], strike[LANES];
    double capped_price[LANES], convert_price[LANES]; /* by waterfall_column_prepare */
    bool capped;                                      /* participating with a cap: its capped_price counts */
    bool converts; /* non-participating, capped or option: its convert_price counts */
};

/* The prices at which the class changes branch. */
static inline void waterfall_column_prepare(struct waterfall_column *column)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        double shares = column->shares[lane], none = shares > 0 ? 0 : INFINITY, divisor = shares > 0 ? shares : 1;
        column->capped_price[lane] = (column->cap[lane] - column->claim[lane]) / divisor + none;
        column->convert_price[lane] = column->cap[lane] / divisor + column->strike[lane] + none;
    }
}

enum { WATERFALL_LANES = 16 }; /* at once, so that the columns of many classes stay in the first-level cache */

/* low = candidate where it is larger and total(candidate) < proceeds. */
static inline void waterfall_column_try(const struct waterfall_column *columns, size_t count, size_t first,
                                        const double *restrict candidate, const double *restrict proceeds,
                                        double *restrict low)
{
    double total[WATERFALL_LANES] = {0};
    for (size_t i = 0; i < count; i++) {
        const double *shares = columns[i].shares + first, *claim = columns[i].claim + first;
        const double *cap = columns[i].cap + first, *strike = columns[i].strike + first;
        for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
            /* A class without shares or claim may have an infinite breakpoint: it must not make a NaN. */
            double price = candidate[lane] < 1e300 ? candidate[lane] : 1e300;
            double claimed = claim[lane] + shares[lane] * price, converted = shares[lane] * (price - strike[lane]);
            claimed = claimed < cap[lane] ? claimed : cap[lane];
            total[lane] += claimed > converted ? claimed : converted;
        }
    }
    for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
        bool better = (total[lane] < proceeds[lane]) & (candidate[lane] > low[lane]) & (candidate[lane] < 1e300);
        low[lane] = better ? candidate[lane] : low[lane];
    }
}

/* price[lane]: of a common share; 0 where the proceeds do not pass the claims. */
static inline void waterfall_column_price(const struct waterfall_column *columns, size_t count,
                                          const double *restrict proceeds, double *restrict price)
{
    for (size_t first = 0; first < LANES; first += WATERFALL_LANES) {
        double low[WATERFALL_LANES] = {0}, claims[WATERFALL_LANES] = {0};
        double fixed[WATERFALL_LANES] = {0}, active[WATERFALL_LANES] = {0};
        const double *to_pay = proceeds + first;
        for (size_t i = 0; i < count; i++) {
            if (columns[i].capped)
                waterfall_column_try(columns, count, first, columns[i].capped_price + first, to_pay, low);
            if (columns[i].converts)
                waterfall_column_try(columns, count, first, columns[i].convert_price + first, to_pay, low);
        }
        for (size_t i = 0; i < count; i++) {
            for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
                size_t at = first + lane;
                double shares = columns[i].shares[at], claim = columns[i].claim[at], cap = columns[i].cap[at];
                bool converted = low[lane] >= columns[i].convert_price[at];
                bool flat = !converted & (low[lane] >= columns[i].capped_price[at]);
                double unconverted = flat ? cap : claim;
                claims[lane] += claim;
                fixed[lane] += converted ? -shares * columns[i].strike[at] : unconverted;
                active[lane] += flat ? 0 : shares;
            }
        }
        for (size_t lane = 0; lane < WATERFALL_LANES; lane++) {
            double slope = active[lane] > 0 ? active[lane] : 1;
            double solved = active[lane] > 0 ? (to_pay[lane] - fixed[lane]) / slope : low[lane];
            solved = solved > low[lane] ? solved : low[lane];
            price[first + lane] = to_pay[lane] > claims[lane] ? solved : 0;
        }
    }
}

/* Payout of the whole of one class. `ahead`: claims senior to it; `level`: claims of its seniority, its own included.
 */
static inline void waterfall_column_payout(const struct waterfall_column *column, const double *restrict ahead,
                                           const double *restrict level, const double *restrict proceeds,
                                           const double *restrict price, double *restrict payout)
{
    for (size_t lane = 0; lane < LANES; lane++) {
        double shares = column->shares[lane], claim = column->claim[lane], cap = column->cap[lane];
        double left = proceeds[lane] - ahead[lane], due = level[lane] > 0 ? level[lane] : 1;
        double paid_frac = (left > 0 ? left : 0) / due;
        double claimed = claim + shares * price[lane], converted = shares * (price[lane] - column->strike[lane]);
        claimed = claimed < cap ? claimed : cap;
        claimed = claimed > converted ? claimed : converted;
        payout[lane] = left < level[lane] ? claim * paid_frac : claimed;
    }
}

#endif
