/* Uniform between two ends. Parameters: min, max. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_uniform;

static bool uniform_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                         struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_uniform};
    if (!reading_numbers(&reading, (const char *const[]){"min", "max", NULL}, out->parameter))
        return false;
    return out->parameter[0] <= out->parameter[1] || reading_fault(&reading, "min must not be above max");
}

static double uniform_mean(const struct distribution *d)
{
    return 0.5 * d->parameter[0] + 0.5 * d->parameter[1];
}

static double uniform_quantile(const struct distribution *d, double u)
{
    return d->parameter[0] + (d->parameter[1] - d->parameter[0]) * u;
}

static double uniform_below(const struct distribution *d, double x)
{
    double share = (x - d->parameter[0]) / (d->parameter[1] - d->parameter[0]);
    return x < d->parameter[0] ? 0.0 : x >= d->parameter[1] ? 1.0 : share;
}

static struct curve uniform_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_AFFINE, .a = d->parameter[0], .b = d->parameter[1] - d->parameter[0]};
}

static bool uniform_certain(const struct distribution *d, double *value)
{
    *value = d->parameter[0];
    return d->parameter[0] == d->parameter[1];
}

const struct distribution_kind distribution_kind_uniform = {
    .name = "uniform",
    .summary = "every value between min and max equally likely",
    .keys = (const struct distribution_key[]){{"min", ARGUMENT_VALUE, "the lower end"},
                                              {"max", ARGUMENT_VALUE, "the upper end"},
                                              {0}},
    .read = uniform_read,
    .mean = uniform_mean,
    .quantile = uniform_quantile,
    .below = uniform_below,
    .prepare = uniform_prepare,
    .certain = uniform_certain,
};
