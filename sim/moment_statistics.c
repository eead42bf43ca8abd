/* Mean, variance, correlation: from exact sums; group means and shares. */
#include "sim/sample.h"

#include <math.h>

static const struct tally *tally_of(const struct sample *s, size_t unit)
{
    return unit == s->units ? s->pooled : s->unit[unit];
}

/* Mean of the deviations from the shift. */
static double mean_deviation(const struct sample *s, size_t unit, size_t column)
{
    return exact_sum_value(&tally_of(s, unit)->column[column].deviation) / sample_paths(s, unit, column);
}

/* Mean of (y - centre)^2 in a unit, where centre is a deviation from the shift. */
static double mean_square(const struct sample *s, size_t unit, size_t column, double centre)
{
    const struct column_tally *tally = &tally_of(s, unit)->column[column];
    double paths = sample_paths(s, unit, column);
    double square = exact_sum_value(&tally->square) / paths -
                    2 * centre * (exact_sum_value(&tally->deviation) / paths) + centre * centre;
    return square > 0 ? square : 0;
}

static double pooled_variance(const struct sample *s, size_t column)
{
    const struct column_tally *tally = &s->pooled->column[column];
    double paths = sample_paths(s, s->units, column);
    if (!(tally->min < tally->max) || paths < 2)
        return 0;
    /* n/(n-1) undoes the bias of independent paths. The mean of nets is far nearer to the truth: there it would be one.
     */
    double correction = s->independent ? paths / (paths - 1) : 1;
    return mean_square(s, s->units, column, mean_deviation(s, s->units, column)) * correction;
}

struct figure sample_mean(const struct sample *s, size_t column)
{
    double paths = sample_paths(s, s->units, column);
    if (!(paths > 0))
        return figure_unknown("no paths");
    double centre = mean_deviation(s, s->units, column), *influence = sample_numbers(s);
    for (size_t r = 0; r < s->units; r++)
        influence[r] = mean_deviation(s, r, column) - centre;
    struct figure figure =
        sample_figure(s, column, s->pooled->layout.shift[column] + centre, influence, sqrt(pooled_variance(s, column)));
    figure = sample_no_surer(s, figure, column);
    if (tally_is_flag(&s->pooled->layout, column)) {
        figure.ci_low = figure.ci_low < 0 ? 0 : figure.ci_low; /* NAN stays */
        figure.ci_high = figure.ci_high > 1 ? 1 : figure.ci_high;
    }
    return figure;
}

static double fourth_power(const struct bin_place *place, const void *context)
{
    double deviation = bin_place_mean(place) - *(const double *)context;
    return deviation * deviation * deviation * deviation;
}

/* sd of the influence (y - mean)^2 - v of independent paths: the fourth moment comes from the histogram. */
static double square_sd(const struct sample *s, size_t column, double variance)
{
    double mean = s->pooled->layout.shift[column] + mean_deviation(s, s->units, column);
    double *fourth = sample_numbers(s);
    sample_means(s, column, -(double)INFINITY, (double)INFINITY, fourth_power, &mean, fourth);
    double spread = fourth[s->units] - variance * variance;
    return spread > 0 ? sqrt(spread) : 0;
}

/* scale turns the influence of the variance into that of a function of it. */
static struct figure figure_of_variance(const struct sample *s, size_t column, bool as_sd)
{
    double paths = sample_paths(s, s->units, column);
    if (!(paths > 0))
        return figure_unknown("no paths");
    double variance = pooled_variance(s, column), estimate = as_sd ? sqrt(variance) : variance;
    if (paths < 2) {
        struct figure figure = figure_unknown("too few paths");
        return figure;
    }
    double scale = !as_sd ? 1 : variance > 0 ? 1 / (2 * estimate) : 0;
    double centre = mean_deviation(s, s->units, column), *influence = sample_numbers(s);
    for (size_t r = 0; !s->independent && r < s->units; r++)
        influence[r] = scale * (mean_square(s, r, column, centre) - variance);
    double influence_sd = s->independent ? scale * square_sd(s, column, variance) : 0;
    struct figure figure = sample_figure(s, column, estimate, influence, influence_sd);
    if (figure.ci_low < 0)
        figure.ci_low = 0;
    return figure;
}

struct figure sample_variance(const struct sample *s, size_t column)
{
    return figure_of_variance(s, column, false);
}

struct figure sample_sd(const struct sample *s, size_t column)
{
    return figure_of_variance(s, column, true);
}

struct figure sample_min(const struct sample *s, size_t column)
{
    return sample_paths(s, s->units, column) > 0 ? figure_without_interval(s->pooled->column[column].min)
                                                 : figure_unknown("no paths");
}

struct figure sample_max(const struct sample *s, size_t column)
{
    return sample_paths(s, s->units, column) > 0 ? figure_without_interval(s->pooled->column[column].max)
                                                 : figure_unknown("no paths");
}

/* Influence of weight[0] var a + weight[1] var b + weight[2] var d. Independent paths: the joint fourth moments are not
 * tallied, so the three parts are added as if they moved together, which is never too small. */
static struct figure figure_of_variances(const struct sample *s, const size_t column[3], const double variance[3],
                                         const double weight[3], double estimate)
{
    double *influence = sample_numbers(s), influence_sd = 0;
    for (int i = 0; i < 3; i++) {
        if (s->independent) {
            influence_sd += fabs(weight[i]) * square_sd(s, column[i], variance[i]);
            continue;
        }
        double centre = mean_deviation(s, s->units, column[i]);
        for (size_t r = 0; r < s->units; r++)
            influence[r] += weight[i] * (mean_square(s, r, column[i], centre) - variance[i]);
    }
    struct figure figure = sample_figure(s, column[2], estimate, influence, influence_sd);
    if (s->independent && isfinite(figure.ci_low))
        figure_tell(&figure, "conservative");
    return figure;
}

/* Why a pair of columns has no such figure; NULL when it has one. */
static const char *pair_fault(const struct sample *s, const size_t column[3], double variance[3])
{
    for (int i = 0; i < 3; i++) {
        if (sample_paths(s, s->units, column[i]) < 2)
            return "too few paths";
        variance[i] = pooled_variance(s, column[i]);
    }
    return NULL;
}

/* rho = (va + vb - vd)/(2 sa sb); d rho = dva (1/(2 sa sb) - rho/(2 va)) + the like for b - dvd/(2 sa sb). */
struct figure sample_correlation(const struct sample *s, size_t a, size_t b, size_t d)
{
    const size_t column[3] = {a, b, d};
    double v[3];
    const char *fault = pair_fault(s, column, v);
    if (fault)
        return figure_unknown(fault);
    if (!(v[0] > 0 && v[1] > 0))
        return figure_unknown("one of the two does not vary");
    double both = 2 * sqrt(v[0]) * sqrt(v[1]), rho = (v[0] + v[1] - v[2]) / both;
    rho = rho > 1 ? 1 : rho < -1 ? -1 : rho;
    const double weight[3] = {1 / both - rho / (2 * v[0]), 1 / both - rho / (2 * v[1]), -1 / both};
    struct figure figure = figure_of_variances(s, column, v, weight, rho);
    if (figure.ci_low < -1)
        figure.ci_low = -1;
    if (figure.ci_high > 1)
        figure.ci_high = 1;
    return figure;
}

struct figure sample_variance_reduction(const struct sample *s, size_t a, size_t b, size_t d)
{
    const size_t column[3] = {a, b, d};
    double v[3];
    const char *fault = pair_fault(s, column, v);
    if (fault)
        return figure_unknown(fault);
    if (!(v[2] > 0))
        return figure_unknown("the difference does not vary");
    double factor = (v[0] + v[1]) / v[2];
    const double weight[3] = {1 / v[2], 1 / v[2], -factor / v[2]};
    struct figure figure = figure_of_variances(s, column, v, weight, factor);
    if (figure.ci_low < 0)
        figure.ci_low = 0;
    return figure;
}
