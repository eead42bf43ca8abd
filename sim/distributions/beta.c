/* Beta, over [0, 1] unless min and max are given. Parameters: alpha, beta, min, max. */
#include "sim/distribution_reading.h"
#include "sim/inverse_table.h"
#include "sim/scaled_beta.h"

extern const struct distribution_kind distribution_kind_beta;

static bool beta_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                      struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_beta};
    double *p = out->parameter;
    if (!reading_numbers(&reading, (const char *const[]){"alpha", "beta", NULL}, p))
        return false;
    if (p[0] <= 0.0 || p[1] <= 0.0)
        return reading_fault(&reading, "alpha and beta must be above 0");
    if (p[0] < INVERSE_LEAST_SHAPE || p[1] < INVERSE_LEAST_SHAPE)
        return reading_fault(&reading, "alpha and beta must be at least 0.001");
    p[2] = 0.0;
    p[3] = 1.0;
    if (reading_argument(&reading, "min") || reading_argument(&reading, "max"))
        if (!reading_numbers(&reading, (const char *const[]){"min", "max", NULL}, p + 2))
            return false;
    return p[2] < p[3] || reading_fault(&reading, "min must be below max");
}

static struct scaled_beta beta_scaled(const struct distribution *d)
{
    return (struct scaled_beta){d->parameter[0], d->parameter[1], d->parameter[2], d->parameter[3]};
}

static double beta_mean(const struct distribution *d)
{
    struct scaled_beta beta = beta_scaled(d);
    return scaled_beta_mean(&beta);
}

static double beta_quantile(const struct distribution *d, double u)
{
    struct scaled_beta beta = beta_scaled(d);
    return scaled_beta_quantile(&beta, u);
}

static double beta_below(const struct distribution *d, double x)
{
    struct scaled_beta beta = beta_scaled(d);
    return scaled_beta_below(&beta, x);
}

static struct curve beta_prepare(struct arena *arena, const struct distribution *d)
{
    struct scaled_beta beta = beta_scaled(d);
    return scaled_beta_prepare(arena, &beta);
}

const struct distribution_kind distribution_kind_beta = {
    .name = "beta",
    .summary = "a share between 0 and 1, or stretched over min to max",
    .keys = (const struct distribution_key[]){{"alpha", ARGUMENT_NUMBER, "first shape, above 0"},
                                              {"beta", ARGUMENT_NUMBER, "second shape, above 0"},
                                              {"min", ARGUMENT_VALUE, "the lower end; 0 unless given"},
                                              {"max", ARGUMENT_VALUE, "the upper end; 1 unless given"},
                                              {0}},
    .read = beta_read,
    .mean = beta_mean,
    .quantile = beta_quantile,
    .below = beta_below,
    .prepare = beta_prepare,
};
