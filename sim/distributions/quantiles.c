/* A quantile function through given percentiles: a monotone cubic in the probability, with the slopes of Fritsch and
 * Butland (1984) inside and the shape-preserving three-point slopes at the ends (as PCHIP; Moler 2004, 3.6). Below the
 * first and above the last percentile it goes on as a line with the slope it has there.
 * The arrays: values and their levels, ascending. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_quantiles;

static bool quantiles_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                           struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_quantiles};
    double *level = arena_alloc(arena, count + 1, sizeof *level), *value = arena_alloc(arena, count + 1, sizeof *value);
    if (!reading_percentiles(&reading, false, &out->count, level, value))
        return false;
    out->value = value;
    out->probability = level;
    return out->count >= 3 || reading_fault(&reading, "needs three percentiles or more, such as p5, p50 and p95");
}

static double width(const struct distribution *d, size_t k)
{
    return d->probability[k + 1] - d->probability[k];
}

static double secant(const struct distribution *d, size_t k)
{
    return (d->value[k + 1] - d->value[k]) / width(d, k);
}

/* At an end: of the parabola through three points, kept between 0 and three times the first secant. */
static double end_slope(double h0, double h1, double s0, double s1)
{
    double slope = ((2.0 * h0 + h1) * s0 - h0 * s1) / (h0 + h1);
    return slope < 0.0 ? 0.0 : slope > 3.0 * s0 ? 3.0 * s0 : slope;
}

static double slope_at(const struct distribution *d, size_t k)
{
    size_t last = d->count - 1;
    if (k == 0)
        return end_slope(width(d, 0), width(d, 1), secant(d, 0), secant(d, 1));
    if (k == last)
        return end_slope(width(d, last - 1), width(d, last - 2), secant(d, last - 1), secant(d, last - 2));
    double before = secant(d, k - 1), after = secant(d, k);
    if (before == 0.0 || after == 0.0)
        return 0.0;
    double w1 = 2.0 * width(d, k) + width(d, k - 1), w2 = width(d, k) + 2.0 * width(d, k - 1);
    return (w1 + w2) / (w1 / before + w2 / after);
}

/* Piece 0 ends at the first level, piece k lies between levels k - 1 and k, the last begins at the last level. */
struct piece {
    double from, to; /* levels */
    double c[4];     /* rising powers of (u - from) */
};

static struct piece piece_of(const struct distribution *d, size_t k)
{
    if (k == 0) {
        double slope = slope_at(d, 0), to = d->probability[0];
        return (struct piece){0.0, to, {d->value[0] - slope * to, slope, 0.0, 0.0}};
    }
    double from = d->probability[k - 1], value = d->value[k - 1], slope = slope_at(d, k - 1);
    if (k == d->count)
        return (struct piece){from, 1.0, {value, slope, 0.0, 0.0}};
    double h = width(d, k - 1), s = secant(d, k - 1), next = slope_at(d, k);
    return (struct piece){from,
                          d->probability[k],
                          {value, slope, (3.0 * s - 2.0 * slope - next) / h, (slope + next - 2.0 * s) / (h * h)}};
}

static double quantiles_mean(const struct distribution *d)
{
    double sum = 0.0;
    for (size_t k = 0; k <= d->count; k++) {
        struct piece p = piece_of(d, k);
        double h = p.to - p.from;
        sum += h * (p.c[0] + h * (p.c[1] / 2.0 + h * (p.c[2] / 3.0 + h * p.c[3] / 4.0)));
    }
    return sum;
}

static double quantiles_quantile(const struct distribution *d, double u)
{
    size_t k = 0;
    while (k < d->count && d->probability[k] < u)
        k++;
    struct piece p = piece_of(d, k);
    double t = u - p.from;
    return p.c[0] + t * (p.c[1] + t * (p.c[2] + t * p.c[3]));
}

static struct curve quantiles_prepare(struct arena *arena, const struct distribution *d)
{
    size_t pieces = d->count + 1;
    double *x = arena_alloc(arena, pieces + 1, sizeof *x), *y = arena_alloc(arena, 4 * pieces, sizeof *y);
    for (size_t k = 0; k < pieces; k++) {
        struct piece p = piece_of(d, k);
        x[k] = p.from;
        for (size_t i = 0; i < 4; i++)
            y[4 * k + i] = p.c[i];
    }
    x[pieces] = 1.0;
    return (struct curve){.family = CURVE_CUBIC, .count = pieces + 1, .x = x, .y = y};
}

static bool quantiles_certain(const struct distribution *d, double *value)
{
    *value = d->value[0];
    return d->value[0] == d->value[d->count - 1];
}

const struct distribution_kind distribution_kind_quantiles = {
    .name = "quantiles",
    .summary = "a smooth curve through three or more percentiles",
    .keys = (const struct distribution_key[]){{"p*", ARGUMENT_VALUE, "three or more of p0 to p100"}, {0}},
    .read = quantiles_read,
    .mean = quantiles_mean,
    .quantile = quantiles_quantile,
    .prepare = quantiles_prepare,
    .certain = quantiles_certain,
};
