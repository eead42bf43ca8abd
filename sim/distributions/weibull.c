/* Weibull: P(X > x) = exp(-(x/scale)^shape). Parameters: shape, scale. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_weibull;

static bool weibull_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                         struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_weibull};
    if (!reading_numbers(&reading, (const char *const[]){"shape", "scale", NULL}, out->parameter))
        return false;
    return (out->parameter[0] > 0.0 && out->parameter[1] > 0.0) ||
           reading_fault(&reading, "shape and scale must be above 0");
}

static double weibull_mean(const struct distribution *d)
{
    return d->parameter[1] * numeric_exp(numeric_lgamma(1.0 + 1.0 / d->parameter[0]));
}

static double weibull_quantile(const struct distribution *d, double u)
{
    return d->parameter[1] * numeric_power(numeric_exponential_inverse(u), 1.0 / d->parameter[0]);
}

static double weibull_below(const struct distribution *d, double x)
{
    return x > 0.0 ? -numeric_expm1(-numeric_power(x / d->parameter[1], d->parameter[0])) : 0.0;
}

static struct curve weibull_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_POWER, .a = d->parameter[1], .b = 1.0 / d->parameter[0]};
}

const struct distribution_kind distribution_kind_weibull = {
    .name = "weibull",
    .summary = "times to an event whose rate rises (shape above 1) or falls",
    .keys = (const struct distribution_key[]){{"shape", ARGUMENT_NUMBER, "above 0"},
                                              {"scale", ARGUMENT_VALUE, "above 0; 63% lie below it"},
                                              {0}},
    .unbounded = true,
    .read = weibull_read,
    .mean = weibull_mean,
    .quantile = weibull_quantile,
    .below = weibull_below,
    .prepare = weibull_prepare,
};
