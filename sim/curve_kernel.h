/* A curve over a column of uniforms: plain loops without branches, so that each is vectorised. A function of several
 * steps takes a loop each: short chains of operations overlap in the processor, long ones wait for themselves.
 *
 * Every u lies strictly inside (0, 1). The arithmetic is that of the kinds' own `quantile` (CURVE_TABLE: within the
 * table's error), so a column does not depend on the instruction set. lanes <= LANES. */
#ifndef SIM_CURVE_KERNEL_H
#define SIM_CURVE_KERNEL_H

#include "sim/distribution.h"
#include "sim/inverse_table.h"
#include "sim/isa.h"
#include "sim/numeric.h"

enum { CURVE_COUNTED_STEPS = 64 }; /* up to here counting all steps is quicker than searching them */

/* rank[i] = number of x[j] < u[i] */
static inline void curve_rank(const double *restrict x, size_t count, const double *restrict u, double *restrict rank,
                              size_t lanes)
{
    for (size_t i = 0; i < lanes; i++)
        rank[i] = 0.0;
    if (count <= CURVE_COUNTED_STEPS) {
        for (size_t j = 0; j < count; j++)
            for (size_t i = 0; i < lanes; i++)
                rank[i] += x[j] < u[i] ? 1.0 : 0.0;
        return;
    }
    for (size_t i = 0; i < lanes; i++) {
        const double *base = x;
        for (size_t left = count; left > 1; left -= left / 2) /* the answer stays within [base, base + left] */
            base = base[left / 2 - 1] < u[i] ? base + left / 2 : base;
        rank[i] = (double)(base - x) + (base[0] < u[i] ? 1.0 : 0.0);
    }
}

static inline void curve_steps(const struct curve *curve, const double *restrict u, double *restrict x, size_t lanes)
{
    const double *restrict y = curve->y;
    double rank[LANES];
    if (curve->x) {
        curve_rank(curve->x, curve->count, u, rank, lanes);
    } else {
        double count = (double)curve->count;
        for (size_t i = 0; i < lanes; i++) { /* ceil(u count) - 1, at least 0 */
            double place = u[i] * count, whole = floor(place);
            double k = place > whole ? whole : whole - 1.0;
            rank[i] = k > 0.0 ? k : 0.0;
        }
    }
    for (size_t i = 0; i < lanes; i++)
        x[i] = y[(int32_t)rank[i]];
}

static inline void curve_cubic(const struct curve *curve, const double *restrict u, double *restrict x, size_t lanes)
{
    const double *restrict knot = curve->x, *restrict y = curve->y;
    double rank[LANES];
    curve_rank(knot + 1, curve->count - 2, u, rank, lanes);
    for (size_t i = 0; i < lanes; i++) {
        int32_t k = (int32_t)rank[i];
        double t = u[i] - knot[k];
        const double *c = y + 4 * k;
        x[i] = c[0] + t * (c[1] + t * (c[2] + t * c[3]));
    }
}

static inline void curve_table(const struct curve *curve, const double *restrict u, double *restrict x, size_t lanes)
{
    const double *restrict y = curve->y;
    const unsigned shift = (unsigned)curve->count, drop = 52 - shift;
    const uint64_t first = (uint64_t)(1023 - INVERSE_OCTAVES - 1) << shift;
    const uint64_t side = ((uint64_t)INVERSE_OCTAVES << shift) + 1;
    for (size_t i = 0; i < lanes; i++) {
        double v = 1.0 - u[i];
        bool upper = v < u[i];
        double w = upper ? v : u[i];
        w = w < INVERSE_LEAST_W ? INVERSE_LEAST_W : w;
        uint64_t bits = numeric_bits(w);
        int64_t k = (int64_t)((bits >> drop) - first + (upper ? side : 0));
        double t = numeric_from_bits(((bits << shift) & 0x000fffffffffffff) | 0x3ff0000000000000) - 1.0;
        const double *c = y + k * INVERSE_STRIDE;
        x[i] = c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
    }
}

static inline void curve_column(const struct curve *curve, const double *restrict u, double *restrict x, size_t lanes)
{
    const double a = curve->a, b = curve->b;
    switch (curve->family) {
    case CURVE_AFFINE:
        for (size_t i = 0; i < lanes; i++)
            x[i] = a + b * u[i];
        return;
    case CURVE_EXPONENTIAL:
        for (size_t i = 0; i < lanes; i++)
            x[i] = a + b * numeric_exponential_inverse(u[i]);
        return;
    case CURVE_POWER:
        for (size_t i = 0; i < lanes; i++)
            x[i] = numeric_exponential_inverse(u[i]);
        for (size_t i = 0; i < lanes; i++)
            x[i] = b * numeric_log(x[i]);
        for (size_t i = 0; i < lanes; i++)
            x[i] = a * numeric_exp(x[i]);
        return;
    case CURVE_PARETO:
        for (size_t i = 0; i < lanes; i++)
            x[i] = numeric_exponential_inverse(u[i]);
        for (size_t i = 0; i < lanes; i++)
            x[i] = a * numeric_exp(b * x[i]);
        return;
    case CURVE_NORMAL:
        for (size_t i = 0; i < lanes; i++)
            x[i] = numeric_normal_root(u[i]);
        for (size_t i = 0; i < lanes; i++)
            x[i] = a + b * numeric_normal_at_root(u[i], x[i]);
        return;
    case CURVE_LOGNORMAL:
        for (size_t i = 0; i < lanes; i++)
            x[i] = numeric_normal_root(u[i]);
        for (size_t i = 0; i < lanes; i++)
            x[i] = a + b * numeric_normal_at_root(u[i], x[i]);
        for (size_t i = 0; i < lanes; i++)
            x[i] = numeric_exp(x[i]);
        return;
    case CURVE_TRIANGULAR: {
        const double c = curve->x[0], left = curve->x[1], right = curve->x[2];
        for (size_t i = 0; i < lanes; i++) {
            bool below = u[i] < c;
            double root = sqrt(below ? left * u[i] : right * (1.0 - u[i]));
            x[i] = below ? a + root : b - root;
        }
        return;
    }
    case CURVE_STEPS:
        curve_steps(curve, u, x, lanes);
        return;
    case CURVE_CUBIC:
        curve_cubic(curve, u, x, lanes);
        return;
    case CURVE_TABLE:
        curve_table(curve, u, x, lanes);
        return;
    }
}

#endif
