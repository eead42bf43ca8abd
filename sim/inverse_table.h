/* A slow quantile function, tabulated once: polynomials of degree 5 over segments of w = min(u, 1 - u).
 *
 * Every octave 2^-(k+1) <= w < 2^-k, k = 1 ... INVERSE_OCTAVES, has 2^s equal segments, so the segment number and the
 * place t in [0, 1) inside the segment are bit fields of w. A segment holds the quintic Hermite polynomial in t through
 * value, first and second derivative at both ends: neighbours join smoothly, and the table does not fall by more than
 * rounding (4 ulp of the largest nearby coefficient) where the distribution function rises. 2^s is doubled from 16
 * until the measured error is below INVERSE_TOLERANCE times the larger of |x| and the distance between the quartiles.
 *
 * Layout of curve->y: INVERSE_STRIDE doubles a segment, coefficients c0 ... c5 and padding to one cache line; first the
 * lower side (w = u < 1/2) from the smallest w up, then the upper side likewise, each with one segment more for w =
 * 1/2. curve->count is s. Below w = 2^-(INVERSE_OCTAVES + 1) the value stays constant. */
#ifndef SIM_INVERSE_TABLE_H
#define SIM_INVERSE_TABLE_H

#include "sim/distribution.h"

enum { INVERSE_OCTAVES = 53, INVERSE_STRIDE = 8, INVERSE_LEAST_SHIFT = 4, INVERSE_MOST_SHIFT = 9 };

#define INVERSE_LEAST_W 0x1p-54
#define INVERSE_TOLERANCE 2e-10
#define INVERSE_LEAST_SHAPE                                                                                            \
    1e-3 /* of a beta or a gamma: with smaller ones segments are too wide for the jump at the end */

struct inverse_point {
    double value;     /* x(w) */
    double slope;     /* dx/dw */
    double curvature; /* d2x/dw2 */
};

/* The exact inverse, from either side: x with P(X <= x) = w, or with P(X > x) = w when `upper`. `guess` is a value near
 * x (NAN: none). */
struct inverse_source {
    struct inverse_point (*at)(const void *context, double w, bool upper, double guess);
    const void *context;
};

/* `scale` and `origin` map the tabulated variable to the curve's: origin + scale x. */
struct curve inverse_table(struct arena *arena, const struct inverse_source *source, double origin, double scale);

#endif
