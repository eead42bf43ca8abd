/* CVaR and the value of perfect information: means of the part of a column beyond a point. */
#include "sim/sample.h"

#include <math.h>

struct shortfall {
    double from; /* q, times side */
    double side; /* 1: max(q - y, 0); -1: max(y - q, 0) */
    int power;   /* 1 or 2 */
};

static double raised(double base, int power)
{
    return power == 2 ? base * base : base;
}

static double shortfall_at(double y, const void *context)
{
    const struct shortfall *f = context;
    return raised(fmax(f->from - f->side * y, 0), f->power);
}

/* Mean over a bin of max(from - y, 0)^power: exact for pilot values and for mass spread evenly. */
static double shortfall_of(const struct bin_place *place, const void *context)
{
    const struct shortfall *f = context;
    if (place->value)
        return bin_place_mean_of(place, shortfall_at, context);
    double low = f->side > 0 ? place->low : -place->high, high = f->side > 0 ? place->high : -place->low;
    double reach = f->from - low, rest = f->from - high, width = high - low;
    if (reach <= 0)
        return 0;
    if (!(width > 0))
        return raised(reach, f->power);
    if (rest < 0)
        return f->power == 2 ? reach * reach * reach / (3 * width) : reach * reach / (2 * width);
    double middle = rest + width / 2;
    return f->power == 2 ? middle * middle + width * width / 12 : middle;
}

static void shortfall_means(const struct sample *s, size_t column, double q, double side, int power, double *means)
{
    struct shortfall f = {side * q, side, power};
    sample_means(s, column, side > 0 ? -(double)INFINITY : q, side > 0 ? q : (double)INFINITY, shortfall_of, &f, means);
}

/* Estimate = start + factor * mean shortfall; the influence is that of the shortfall, for q may move without changing
 * the first order (Rockafellar and Uryasev 2000). */
static struct figure figure_of_shortfall(const struct sample *s, size_t column, double start, double factor, double q,
                                         double side)
{
    double *means = sample_numbers(s), *influence = sample_numbers(s), influence_sd = 0;
    shortfall_means(s, column, q, side, 1, means);
    double pooled = means[s->units];
    for (size_t r = 0; r < s->units; r++)
        influence[r] = factor * (means[r] - pooled);
    if (s->independent) {
        double *squares = sample_numbers(s);
        shortfall_means(s, column, q, side, 2, squares);
        influence_sd = fabs(factor) * sqrt(fmax(squares[s->units] - pooled * pooled, 0));
    }
    return sample_figure(s, column, start + factor * pooled, influence, influence_sd);
}

/* C = q - mean(max(q - y, 0))/a with q the a-quantile; for the upper tail C = q + mean(max(y - q, 0))/a with q the
 * (1-a)-quantile. Both split an atom at q rightly (Rockafellar and Uryasev 2002). */
struct figure sample_cvar(const struct sample *s, size_t column, double a)
{
    double paths = sample_paths(s, s->units, column), share = fabs(a), side = a > 0 ? 1 : -1;
    if (!(paths > 0))
        return figure_unknown("no paths");
    double q = sample_type1(s, column, a > 0 ? share : 1 - share);
    struct figure figure = figure_of_shortfall(s, column, q, -side / share, q, side);
    if (paths * share < 2) {
        figure = figure_without_interval(figure.estimate);
        figure_tell(&figure, "too few paths");
    } else if (figure.ci_low >= figure.ci_high && sample_is_atom(s, column, q)) {
        figure_tell(&figure, "atom");
    }
    return figure;
}

/* EVPI of "Y or nothing" = E max(Y, 0) - max(E Y, 0) = E max(-Y, 0) where Y is the better choice, else E max(Y, 0). */
struct figure sample_evpi(const struct sample *s, size_t column)
{
    struct figure mean = sample_mean(s, column);
    if (isnan(mean.estimate))
        return mean;
    struct figure figure = figure_of_shortfall(s, column, 0, 1, 0, mean.estimate > 0 ? 1 : -1);
    if (figure.ci_low < 0)
        figure.ci_low = 0;
    return figure;
}
