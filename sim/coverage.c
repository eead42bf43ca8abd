#include "sim/coverage.h"

#include "sim/proportion.h"
#include "sim/statistics.h"

#include <math.h>

void coverage_add(struct coverage *coverage, const struct figure *figure, double truth)
{
    coverage->repeats++;
    if (!isnan(figure->ci_low) || !isnan(figure->ci_high)) {
        bool above = figure->ci_low > truth, below = figure->ci_high < truth;
        coverage->intervals++;
        coverage->above += above;
        coverage->below += below;
        coverage->covered += !above && !below;
    }
    double error = figure->estimate - truth;
    if (!isfinite(error * error) || !isfinite(figure->std_error * figure->std_error))
        return;
    coverage->errors++;
    exact_sum_add(&coverage->error, error);
    exact_sum_add(&coverage->square_error, error * error);
    exact_sum_add(&coverage->variance, figure->std_error * figure->std_error);
}

struct figure coverage_share(const struct coverage *coverage, double level)
{
    if (!coverage->intervals)
        return figure_unknown("no interval in any repeat");
    double hits = (double)coverage->covered, count = (double)coverage->intervals, share = hits / count;
    struct proportion_bounds bounds = proportion_wilson(hits, count, level);
    return (struct figure){share, sqrt(share * (1 - share) / count), bounds.low, bounds.high, level, "wilson", "ok",
                           NULL};
}

double coverage_error_ratio(const struct coverage *coverage)
{
    double square_error = exact_sum_value(&coverage->square_error);
    return square_error > 0 ? sqrt(exact_sum_value(&coverage->variance) / square_error) : (double)NAN;
}

struct figure coverage_bias(const struct coverage *coverage, double level)
{
    double count = (double)coverage->errors;
    if (!coverage->errors)
        return figure_unknown("no error in any repeat");
    double mean = exact_sum_value(&coverage->error) / count;
    double variance = exact_sum_value(&coverage->square_error) / count - mean * mean;
    return figure_of_independent(mean, sqrt(fmax(variance, 0)), count, level);
}

struct coverage_band coverage_band(uint64_t intervals, double nominal)
{
    double count = (double)intervals;
    struct quantile_ranks ranks = quantile_ranks(count, nominal, 0.999);
    return (struct coverage_band){ranks.low / count, (ranks.high - 1) / count};
}
