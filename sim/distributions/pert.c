/* PERT: a beta over [min, max] with the given mode and lambda = 4 (Malcolm et al. 1959; Vose 2000):
 * alpha = 1 + 4 (mode - min)/(max - min), beta = 1 + 4 (max - mode)/(max - min). Parameters: min, mode, max. */
#include "sim/distribution_reading.h"
#include "sim/scaled_beta.h"

extern const struct distribution_kind distribution_kind_pert;

static bool pert_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                      struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_pert};
    return reading_min_mode_max(&reading, out->parameter);
}

static struct scaled_beta pert_beta(const struct distribution *d)
{
    double min = d->parameter[0], mode = d->parameter[1], max = d->parameter[2], width = max - min;
    return (struct scaled_beta){1.0 + 4.0 * ((mode - min) / width), 1.0 + 4.0 * ((max - mode) / width), min, max};
}

static double pert_mean(const struct distribution *d)
{
    return (d->parameter[0] + 4.0 * d->parameter[1] + d->parameter[2]) / 6.0;
}

static double pert_quantile(const struct distribution *d, double u)
{
    struct scaled_beta beta = pert_beta(d);
    return scaled_beta_quantile(&beta, u);
}

static double pert_below(const struct distribution *d, double x)
{
    struct scaled_beta beta = pert_beta(d);
    return scaled_beta_below(&beta, x);
}

static struct curve pert_prepare(struct arena *arena, const struct distribution *d)
{
    struct scaled_beta beta = pert_beta(d);
    return scaled_beta_prepare(arena, &beta);
}

const struct distribution_kind distribution_kind_pert = {
    .name = "pert",
    .summary = "a smooth hump over min to max with its top at mode",
    .keys = (const struct distribution_key[]){{"min", ARGUMENT_VALUE, "the lower end"},
                                              {"mode", ARGUMENT_VALUE, "the most likely value"},
                                              {"max", ARGUMENT_VALUE, "the upper end"},
                                              {0}},
    .read = pert_read,
    .mean = pert_mean,
    .quantile = pert_quantile,
    .below = pert_below,
    .prepare = pert_prepare,
};
