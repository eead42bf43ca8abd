#include "sim/inverse_table.h"

#include "sim/numeric.h"

static double border(size_t index, unsigned shift)
{
    /* The inverse of the bit field: exponent in the high bits, segment in the highest bits of the mantissa. */
    return numeric_from_bits((((uint64_t)(1023 - INVERSE_OCTAVES - 1) << shift) + index) << (52 - shift));
}

static double predicted(const struct inverse_point *from, double step)
{
    return from->value + step * (from->slope + 0.5 * step * from->curvature);
}

/* All borders of one side; those that `coarse` (one shift less) has are taken over. */
static struct inverse_point *points_of(struct arena *arena, const struct inverse_source *source, bool upper,
                                       unsigned shift, const struct inverse_point *coarse)
{
    size_t segments = (size_t)INVERSE_OCTAVES << shift;
    struct inverse_point *point = arena_alloc(arena, segments + 1, sizeof *point);
    double guess = (double)NAN;
    for (size_t i = segments + 1; i-- > 0;) { /* from the middle outwards */
        double w = border(i, shift);
        point[i] = coarse && i % 2 == 0 ? coarse[i / 2] : source->at(source->context, w, upper, guess);
        if (i)
            guess = predicted(&point[i], border(i - 1, shift) - w);
    }
    return point;
}

static void hermite(const struct inverse_point *left, const struct inverse_point *right, double width, double *c)
{
    double v0 = width * left->slope, v1 = width * right->slope;
    double a0 = 0.5 * width * width * left->curvature, a1 = 0.5 * width * width * right->curvature;
    double d = right->value - left->value - v0 - a0, e = v1 - v0 - 2.0 * a0, g = a1 - a0;
    c[0] = left->value;
    c[1] = v0;
    c[2] = a0;
    c[3] = 10.0 * d - 4.0 * e + g;
    c[4] = -15.0 * d + 7.0 * e - 2.0 * g;
    c[5] = 6.0 * d - 3.0 * e + g;
}

/* Largest error of the coarse polynomials at the finer borders between theirs, in units of max(|x|, spread). */
static double error_of(const struct inverse_point *coarse, const struct inverse_point *fine, unsigned coarse_shift,
                       double spread)
{
    double worst = 0.0;
    for (size_t i = 0; i < (size_t)INVERSE_OCTAVES << coarse_shift; i++) {
        double c[6], exact = fine[2 * i + 1].value;
        hermite(&coarse[i], &coarse[i + 1], border(i + 1, coarse_shift) - border(i, coarse_shift), c);
        double x = c[0] + 0.5 * (c[1] + 0.5 * (c[2] + 0.5 * (c[3] + 0.5 * (c[4] + 0.5 * c[5]))));
        double unit = fabs(exact) > spread ? fabs(exact) : spread;
        double error = fabs(x - exact) / unit;
        worst = error > worst ? error : worst;
    }
    return worst;
}

static double *fill(double *y, const struct inverse_point *point, unsigned shift, double origin, double scale)
{
    size_t segments = (size_t)INVERSE_OCTAVES << shift;
    for (size_t i = 0; i < segments; i++, y += INVERSE_STRIDE) {
        hermite(&point[i], &point[i + 1], border(i + 1, shift) - border(i, shift), y);
        for (size_t k = 0; k < 6; k++)
            y[k] *= scale;
        y[0] += origin;
    }
    y[0] = origin + scale * point[segments].value;
    return y + INVERSE_STRIDE;
}

struct curve inverse_table(struct arena *arena, const struct inverse_source *source, double origin, double scale)
{
    struct arena *scratch = arena_create();
    unsigned shift = INVERSE_LEAST_SHIFT;
    struct inverse_point *side[2];
    for (int upper = 0; upper < 2; upper++)
        side[upper] = points_of(scratch, source, upper, shift - 1, NULL);
    size_t quarter = (size_t)(INVERSE_OCTAVES - 1) << (shift - 1);
    double spread = side[1][quarter].value - side[0][quarter].value;
    for (;; shift++) {
        double error = 0.0;
        for (int upper = 0; upper < 2; upper++) {
            struct inverse_point *fine = points_of(scratch, source, upper, shift, side[upper]);
            double here = error_of(side[upper], fine, shift - 1, spread);
            error = here > error ? here : error;
            side[upper] = fine;
        }
        /* Half the width leaves 2^-6 of the error; 2^-5 is on the safe side. */
        if (error < 32.0 * INVERSE_TOLERANCE || shift == INVERSE_MOST_SHIFT)
            break;
    }
    size_t segments = ((size_t)INVERSE_OCTAVES << shift) + 1;
    double *table = arena_alloc(arena, 2 * segments * INVERSE_STRIDE, sizeof *table);
    fill(fill(table, side[0], shift, origin, scale), side[1], shift, origin, scale);
    arena_destroy(scratch);
    return (struct curve){.family = CURVE_TABLE, .a = origin, .b = scale, .count = shift, .y = table};
}
