/* Where the capital is the same on all paths, every payout is a continuous piecewise linear function of the proceeds
 * (models/waterfall.h): it is found once, and a path costs about a nanosecond. */
#ifndef MODELS_PRICE_CURVE_H
#define MODELS_PRICE_CURVE_H

#include "models/waterfall.h"
#include "sim/arena.h"

/* value(D) = value[k] + slope[k] (D - proceeds[k]) for the last k with D > proceeds[k], and value[0] = 0 at
 * D <= proceeds[0] = 0. Knots ascend; where several share one proceeds the last one holds above it. */
struct price_curve {
    size_t count; /* at least 1; at most 2 + 2 x classes (price), 4 + 2 x classes (payout) */
    const double *proceeds;
    const double *value; /* money per share (price), money (payout) */
    const double *slope;
};

/* Price of a common share as a function of what is distributed. */
struct price_curve price_curve_of_common(struct arena *arena, const struct waterfall_class *classes, size_t count);

/* Payout of the whole class `which`. */
struct price_curve price_curve_of_class(struct arena *arena, const struct waterfall_class *classes, size_t count,
                                        size_t which);

/* One value; columns: models/price_curve_kernel.h. */
double price_curve_at(const struct price_curve *curve, double proceeds);

#endif
