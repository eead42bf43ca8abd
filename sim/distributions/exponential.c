/* Exponential, from an origin that is 0 unless a reading of an open end sets it. Parameters: mean, origin. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_exponential;

static bool exponential_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                             struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_exponential};
    if (!reading_numbers(&reading, (const char *const[]){"mean", NULL}, out->parameter))
        return false;
    out->parameter[1] = 0.0;
    return out->parameter[0] > 0.0 || reading_fault(&reading, "mean must be above 0");
}

static double exponential_mean(const struct distribution *d)
{
    return d->parameter[1] + d->parameter[0];
}

static double exponential_quantile(const struct distribution *d, double u)
{
    return d->parameter[1] + d->parameter[0] * numeric_exponential_inverse(u);
}

static double exponential_below(const struct distribution *d, double x)
{
    return x > d->parameter[1] ? -numeric_expm1(-(x - d->parameter[1]) / d->parameter[0]) : 0.0;
}

static struct curve exponential_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_EXPONENTIAL, .a = d->parameter[1], .b = d->parameter[0]};
}

const struct distribution_kind distribution_kind_exponential = {
    .name = "exponential",
    .summary = "waiting time at a constant rate",
    .keys = (const struct distribution_key[]){{"mean", ARGUMENT_VALUE, "above 0"}, {0}},
    .unbounded = true,
    .read = exponential_read,
    .mean = exponential_mean,
    .quantile = exponential_quantile,
    .below = exponential_below,
    .prepare = exponential_prepare,
};
