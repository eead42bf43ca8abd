/* Lognormal. Parameters: mean and sd of the logarithm. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_lognormal;

static bool from_moments(const struct distribution_reading *reading, double mean, double sd, double *parameter)
{
    if (mean <= 0.0 || sd <= 0.0)
        return reading_fault(reading, "mean and sd must be above 0");
    double variance = numeric_log1p(sd / mean * (sd / mean)); /* of the logarithm */
    parameter[0] = numeric_log(mean) - 0.5 * variance;
    parameter[1] = sqrt(variance);
    return true;
}

static bool from_median(const struct distribution_reading *reading, double median, double sigma, double *parameter)
{
    if (median <= 0.0 || sigma <= 0.0)
        return reading_fault(reading, "median and sigma must be above 0");
    parameter[0] = numeric_log(median);
    parameter[1] = sigma;
    return true;
}

static bool lognormal_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                           struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_lognormal};
    const char *const moments[] = {"mean", "sd", NULL}, *const middle[] = {"median", "sigma", NULL};
    double number[2], level[2];
    if (reading_is_exactly(&reading, moments))
        return reading_numbers(&reading, moments, number) &&
               from_moments(&reading, number[0], number[1], out->parameter);
    if (reading_is_exactly(&reading, middle))
        return reading_numbers(&reading, middle, number) && from_median(&reading, number[0], number[1], out->parameter);
    if (!reading_two_percentiles(
            &reading, "needs mean and sd, or two percentiles such as p5 and p95, or median and sigma", level, number))
        return false;
    if (number[0] <= 0.0)
        return reading_fault(&reading, "a lognormal is above 0, so its percentiles must be above 0");
    double low = numeric_normal_inverse(level[0]), high = numeric_normal_inverse(level[1]);
    out->parameter[1] = (numeric_log(number[1]) - numeric_log(number[0])) / (high - low);
    out->parameter[0] = numeric_log(number[0]) - out->parameter[1] * low;
    return true;
}

static double lognormal_mean(const struct distribution *d)
{
    return numeric_exp(d->parameter[0] + 0.5 * d->parameter[1] * d->parameter[1]);
}

static double lognormal_quantile(const struct distribution *d, double u)
{
    return numeric_exp(d->parameter[0] + d->parameter[1] * numeric_normal_inverse(u));
}

static double lognormal_below(const struct distribution *d, double x)
{
    return x > 0.0 ? numeric_normal_cdf((numeric_log(x) - d->parameter[0]) / d->parameter[1]) : 0.0;
}

static struct curve lognormal_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_LOGNORMAL, .a = d->parameter[0], .b = d->parameter[1]};
}

const struct distribution_kind distribution_kind_lognormal = {
    .name = "lognormal",
    .summary = "positive and skewed: its logarithm is normal",
    .keys = (const struct distribution_key[]){{"mean", ARGUMENT_VALUE, "of the value itself; with sd"},
                                              {"sd", ARGUMENT_VALUE, "of the value itself"},
                                              {"median", ARGUMENT_VALUE, "with sigma"},
                                              {"sigma", ARGUMENT_NUMBER, "sd of the natural logarithm"},
                                              {"p*", ARGUMENT_VALUE, "two percentiles, e.g. p5 and p95"},
                                              {0}},
    .unbounded = true,
    .read = lognormal_read,
    .mean = lognormal_mean,
    .quantile = lognormal_quantile,
    .below = lognormal_below,
    .prepare = lognormal_prepare,
};
