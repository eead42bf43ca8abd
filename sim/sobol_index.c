#include "sim/sobol_index.h"

#include "sim/statistics.h"

#include <math.h>

enum { UNITS_MAX = 4096 };

struct ratio { /* of one replicate, means of a path */
    double above, below;
};

/* Mean of (y - mean)^2 from sums. */
static double spread(double square, double value, double paths, double mean)
{
    return (square - 2 * mean * value) / paths + mean * mean;
}

static double changed_spread(const struct sobol_base *base, const struct sobol_change *change, double mean)
{
    return spread(base->square + 2 * change->change_by_value + change->change_square, base->value + change->change,
                  base->paths, mean);
}

static struct ratio first_ratio(const struct sobol_base *base, const struct sobol_change *change, double mean)
{
    double copy = spread(base->copy_square, base->copy_value, base->paths, mean);
    return (struct ratio){(change->change_by_copy - mean * change->change) / base->paths,
                          (copy + changed_spread(base, change, mean)) / 2};
}

static struct ratio total_ratio(const struct sobol_base *base, const struct sobol_change *change, double mean)
{
    double own = spread(base->square, base->value, base->paths, mean);
    return (struct ratio){change->change_square / (2 * base->paths), (own + changed_spread(base, change, mean)) / 2};
}

static struct figure index_of(const struct sobol_base *base, const struct sobol_change *change, size_t units,
                              double level, double mean,
                              struct ratio (*ratio_of)(const struct sobol_base *, const struct sobol_change *, double))
{
    double influence[UNITS_MAX];
    struct ratio all = {0, 0};
    for (size_t r = 0; r < units; r++) {
        struct ratio one = ratio_of(&base[r], &change[r], mean);
        all.above += one.above / (double)units;
        all.below += one.below / (double)units;
    }
    double index = all.above / all.below;
    for (size_t r = 0; r < units; r++) {
        struct ratio one = ratio_of(&base[r], &change[r], mean);
        influence[r] = (one.above - index * one.below) / all.below;
    }
    struct figure figure = figure_of_replicates(index, influence, units, level);
    if (figure.estimate < 0) { /* the interval moves with it */
        figure.ci_high -= figure.estimate;
        figure.estimate = 0;
    }
    figure.ci_low = figure.ci_low < 0 ? 0 : figure.ci_low;
    return figure;
}

struct sobol_index sobol_index_of(const struct sobol_base *base, const struct sobol_change *change, size_t units,
                                  double level)
{
    double paths = 0, value = 0, square = 0;
    for (size_t r = 0; r < units; r++) {
        paths += base[r].paths;
        value += base[r].value;
        square += base[r].square;
    }
    double mean = value / paths;
    if (units > UNITS_MAX || !(square / paths - mean * mean > 1e-24 * (mean * mean + square / paths)))
        return (struct sobol_index){figure_unknown("does not vary"), figure_unknown("does not vary")};
    return (struct sobol_index){index_of(base, change, units, level, mean, first_ratio),
                                index_of(base, change, units, level, mean, total_ratio)};
}
