/* Triangular. Parameters: min, mode, max. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_triangular;

static bool triangular_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                            struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_triangular};
    return reading_min_mode_max(&reading, out->parameter);
}

static double triangular_mean(const struct distribution *d)
{
    return (d->parameter[0] + d->parameter[1] + d->parameter[2]) / 3.0;
}

static double triangular_quantile(const struct distribution *d, double u)
{
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2], width = max - min;
    if (u < (mode - min) / width)
        return min + sqrt((mode - min) * width * u);
    return max - sqrt((max - mode) * width * (1.0 - u));
}

static double triangular_below(const struct distribution *d, double x)
{
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2], width = max - min;
    if (x <= min || x >= max)
        return x <= min ? 0.0 : 1.0;
    if (x < mode)
        return (x - min) / width * ((x - min) / (mode - min));
    return 1.0 - (max - x) / width * ((max - x) / (max - mode));
}

static struct curve triangular_prepare(struct arena *arena, const struct distribution *d)
{
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2], width = max - min;
    double *x = arena_alloc(arena, 3, sizeof *x);
    x[0] = (mode - min) / width;
    x[1] = (mode - min) * width;
    x[2] = (max - mode) * width;
    return (struct curve){.family = CURVE_TRIANGULAR, .a = min, .b = max, .count = 3, .x = x};
}

const struct distribution_kind distribution_kind_triangular = {
    .name = "triangular",
    .summary = "rises in a line from min to mode, falls in a line to max",
    .keys = (const struct distribution_key[]){{"min", ARGUMENT_VALUE, "the lower end"},
                                              {"mode", ARGUMENT_VALUE, "the most likely value"},
                                              {"max", ARGUMENT_VALUE, "the upper end"},
                                              {0}},
    .read = triangular_read,
    .mean = triangular_mean,
    .quantile = triangular_quantile,
    .below = triangular_below,
    .prepare = triangular_prepare,
};
