/* Normal. Parameters: mean, sd. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_normal;

static bool normal_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                        struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_normal};
    const char *const moments[] = {"mean", "sd", NULL};
    if (reading_is_exactly(&reading, moments)) {
        if (!reading_numbers(&reading, moments, out->parameter))
            return false;
        return out->parameter[1] > 0.0 || reading_fault(&reading, "sd must be above 0");
    }
    double level[2], value[2];
    if (!reading_two_percentiles(&reading, "needs mean and sd, or two percentiles such as p5 and p95", level, value))
        return false;
    double low = numeric_normal_inverse(level[0]), high = numeric_normal_inverse(level[1]);
    out->parameter[1] = (value[1] - value[0]) / (high - low);
    out->parameter[0] = value[0] - out->parameter[1] * low;
    return true;
}

static double normal_mean(const struct distribution *d)
{
    return d->parameter[0];
}

static double normal_quantile(const struct distribution *d, double u)
{
    return d->parameter[0] + d->parameter[1] * numeric_normal_inverse(u);
}

static double normal_below(const struct distribution *d, double x)
{
    return numeric_normal_cdf((x - d->parameter[0]) / d->parameter[1]);
}

static struct curve normal_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_NORMAL, .a = d->parameter[0], .b = d->parameter[1]};
}

const struct distribution_kind distribution_kind_normal = {
    .name = "normal",
    .summary = "the bell curve, by mean and sd or by two percentiles",
    .keys = (const struct distribution_key[]){{"mean", ARGUMENT_VALUE, "with sd"},
                                              {"sd", ARGUMENT_VALUE, "above 0"},
                                              {"p*", ARGUMENT_VALUE, "two percentiles, e.g. p5 and p95"},
                                              {0}},
    .unbounded = true,
    .read = normal_read,
    .mean = normal_mean,
    .quantile = normal_quantile,
    .below = normal_below,
    .prepare = normal_prepare,
};
