#include "sim/credible_band.h"

#include "sim/ascending.h"

#include <math.h>

/* The smallest value that at least a share p does not exceed. */
static double quantile(const double *sorted, size_t count, double p)
{
    double rank = ceil(p * (double)count - 1e-9);
    return sorted[rank < 1 ? 0 : rank > (double)count ? count - 1 : (size_t)rank - 1];
}

struct credible_band credible_band_of(struct arena *arena, const double *estimate, const double *std_error,
                                      size_t count, double level)
{
    double *value = arena_alloc(arena, count, sizeof *value), n = (double)count, total = 0, error = 0;
    struct credible_band band = {0};
    for (size_t k = 0; k < count; k++) {
        band.mean += estimate[k] / n;
        error += isfinite(std_error[k]) ? std_error[k] * std_error[k] / n : 0;
    }
    for (size_t k = 0; k < count && count > 1; k++)
        total += (estimate[k] - band.mean) * (estimate[k] - band.mean) / (n - 1);
    double between = total > error ? total - error : 0, shrink = total > 0 ? sqrt(between / total) : 0;
    for (size_t k = 0; k < count; k++)
        value[k] = band.mean + shrink * (estimate[k] - band.mean);
    ascending(arena, value, count);
    band.low = quantile(value, count, (1 - level) / 2);
    band.high = quantile(value, count, (1 + level) / 2);
    band.epistemic_sd = sqrt(between);
    band.monte_carlo_error = sqrt(error);
    band.raw_sd = sqrt(total);
    return band;
}
