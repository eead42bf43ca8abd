/* A certain value. Parameter: value. */
#include "sim/distribution_reading.h"

extern const struct distribution_kind distribution_kind_point;

static bool point_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                       struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_point};
    return reading_numbers(&reading, (const char *const[]){"value", NULL}, out->parameter);
}

static double point_mean(const struct distribution *d)
{
    return d->parameter[0];
}

static double point_quantile(const struct distribution *d, double u)
{
    (void)u;
    return d->parameter[0];
}

static double point_below(const struct distribution *d, double x)
{
    return x >= d->parameter[0] ? 1.0 : 0.0;
}

static struct curve point_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_AFFINE, .a = d->parameter[0]};
}

static bool point_certain(const struct distribution *d, double *value)
{
    *value = d->parameter[0];
    return true;
}

const struct distribution_kind distribution_kind_point = {
    .name = "point",
    .summary = "one certain value",
    .keys = (const struct distribution_key[]){{"value", ARGUMENT_VALUE, "the value"}, {0}},
    .read = point_read,
    .mean = point_mean,
    .quantile = point_quantile,
    .below = point_below,
    .prepare = point_prepare,
    .certain = point_certain,
};
