#include "sim/figure.h"

#include "sim/critical.h"
#include "sim/proportion.h"
#include "sim/statistics.h"

#include <float.h>
#include <math.h>

enum { FEW_HITS = 5 };

void figure_tell(struct figure *figure, const char *why)
{
    if (isfinite(figure->estimate))
        figure->note = why;
    else
        figure->status = why;
}

double figure_error(const struct figure *figure)
{
    if (isfinite(figure->std_error) && figure->std_error > 0)
        return figure->std_error;
    return figure->ci_high > figure->ci_low ? (figure->ci_high - figure->ci_low) / 4 : (double)NAN;
}

struct figure figure_unknown(const char *status)
{
    return (struct figure){(double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN, "none", status, NULL};
}

struct figure figure_without_interval(double estimate)
{
    struct figure figure = figure_unknown(isfinite(estimate) ? "ok" : "not a finite number");
    if (isfinite(estimate))
        figure.estimate = estimate + 0.0; /* -0 is 0 */
    return figure;
}

static struct figure figure_around(double estimate, double std_error, double critical, double level, const char *method)
{
    if (!isfinite(estimate) || !isfinite(std_error)) {
        struct figure figure = figure_without_interval(estimate);
        if (isfinite(estimate))
            figure_tell(&figure, "no interval");
        return figure;
    }
    estimate += 0.0;
    double half = critical * std_error;
    return (struct figure){estimate, std_error, estimate - half, estimate + half, level, method, "ok", NULL};
}

struct figure figure_from(double whole, struct figure figure)
{
    double high = whole - figure.ci_low;
    figure.estimate = whole - figure.estimate;
    figure.ci_low = whole - figure.ci_high;
    figure.ci_high = high;
    return figure;
}

struct figure figure_of_replicates(double estimate, const double *influence_mean, size_t replicates, double level)
{
    if (replicates < 2) {
        struct figure figure = figure_without_interval(estimate);
        if (isfinite(estimate))
            figure_tell(&figure, "too few replicates");
        return figure;
    }
    double count = (double)replicates, mean = 0, squares = 0;
    for (size_t r = 0; r < replicates; r++)
        mean += influence_mean[r] / count;
    for (size_t r = 0; r < replicates; r++)
        squares += (influence_mean[r] - mean) * (influence_mean[r] - mean);
    double std_error = sqrt(squares / (count - 1) / count);
    if (std_error < DBL_EPSILON * fabs(estimate)) /* what rounding left of means that agree */
        std_error = 0;
    return figure_around(estimate, std_error, critical_t(level, count - 1), level, "replicates-t");
}

struct figure figure_no_surer(struct figure figure, double std_error, size_t replicates)
{
    if (!(figure.std_error < std_error))
        return figure;
    double critical = replicates ? critical_t(figure.level, (double)replicates - 1) : critical_normal(figure.level);
    struct figure wider = figure_around(figure.estimate, std_error, critical, figure.level, figure.method);
    wider.note = figure.note;
    return wider;
}

struct figure figure_of_independent(double estimate, double influence_sd, double paths, double level)
{
    if (!(paths >= 2)) {
        struct figure figure = figure_without_interval(estimate);
        if (isfinite(estimate))
            figure_tell(&figure, "too few paths");
        return figure;
    }
    return figure_around(estimate, influence_sd / sqrt(paths), critical_normal(level), level, "normal");
}

struct figure figure_of_proportion(double hits, double paths, double level)
{
    if (!(paths > 0))
        return figure_unknown("no paths");
    bool few = hits < FEW_HITS || paths - hits < FEW_HITS;
    struct proportion_bounds bounds =
        few ? proportion_clopper_pearson(hits, paths, level) : proportion_wilson(hits, paths, level);
    double share = hits / paths;
    /* No hit, or no miss, is no proof: that is what the bounds say; the standard error is the plain one everywhere. */
    double std_error = sqrt(share * (1 - share) / paths);
    return (struct figure){share, std_error, bounds.low, bounds.high, level, few ? "clopper-pearson" : "wilson",
                           "ok",  NULL};
}
