#include "sim/evppi.h"

#include "sim/statistics.h"

#include <math.h>

enum { UNITS_MAX = 4096 };

static double part_at(const struct decision_parts *parts, size_t decision, size_t unit, size_t level)
{
    const double *part = parts->part[decision];
    return part ? part[unit * parts->levels + level] : 0;
}

enum { DECISIONS_MAX = 64 };

/* The half that a replicate is not in chooses for it. */
struct choice {
    size_t by_even, by_odd;
};

static size_t largest(const double *sum, size_t count)
{
    size_t best = 0;
    for (size_t d = 1; d < count; d++)
        best = sum[d] > sum[best] ? d : best;
    return best;
}

/* pays(parts, decision, unit, level): what a decision pays in a unit. */
static struct choice choose(const struct decision_parts *parts, size_t level,
                            double (*pays)(const struct decision_parts *, size_t, size_t, size_t))
{
    double sum[2][DECISIONS_MAX] = {{0}};
    for (size_t d = 0; d < parts->decisions; d++)
        for (size_t r = 0; r < parts->units; r++)
            sum[r % 2][d] += pays(parts, d, r, level);
    return (struct choice){largest(sum[0], parts->decisions), largest(sum[1], parts->decisions)};
}

static size_t chosen_for(struct choice choice, size_t unit)
{
    return unit % 2 ? choice.by_even : choice.by_odd;
}

static double unit_mean(const struct decision_parts *parts, size_t decision, size_t unit, size_t level)
{
    double mean = 0;
    (void)level;
    for (size_t k = 0; k < parts->levels; k++)
        mean += part_at(parts, decision, unit, k);
    return mean;
}

struct figure evppi_of(const struct decision_parts *parts, const struct figure *most, double level)
{
    double gain[UNITS_MAX] = {0}, mean = 0;
    if (parts->units < 2 || parts->units > UNITS_MAX || parts->decisions > DECISIONS_MAX)
        return figure_unknown("too few replicates");
    for (size_t k = 0; k < parts->levels; k++) {
        struct choice choice = choose(parts, k, part_at);
        for (size_t r = 0; r < parts->units; r++)
            gain[r] += part_at(parts, chosen_for(choice, r), r, k);
    }
    struct choice blind = choose(parts, 0, unit_mean); /* once and for all */
    for (size_t r = 0; r < parts->units; r++)
        gain[r] -= unit_mean(parts, chosen_for(blind, r), r, 0);
    for (size_t r = 0; r < parts->units; r++)
        mean += gain[r] / (double)parts->units;
    struct figure figure = figure_of_replicates(mean, gain, parts->units, level);
    if (most && figure.estimate > most->estimate)
        return *most;
    if (figure.estimate < 0) { /* the interval moves with it */
        figure.ci_high -= figure.estimate;
        figure.estimate = 0;
    }
    figure.ci_low = figure.ci_low < 0 ? 0 : figure.ci_low;
    return figure;
}

/* psi = max_d y_d - y_best - EVPI */
struct figure evppi_of_everything(const double *best, const double *const *mean, size_t decisions, size_t units,
                                  double level)
{
    double gain[UNITS_MAX], most = -HUGE_VAL, value = 0;
    size_t chosen = 0;
    if (units < 2 || units > UNITS_MAX)
        return figure_unknown("too few replicates");
    for (size_t d = 0; d < decisions; d++) {
        double sum = 0;
        for (size_t r = 0; mean[d] && r < units; r++)
            sum += mean[d][r];
        chosen = sum > most ? d : chosen;
        most = sum > most ? sum : most;
    }
    for (size_t r = 0; r < units; r++) {
        gain[r] = best[r] - (mean[chosen] ? mean[chosen][r] : 0);
        value += gain[r] / (double)units;
    }
    struct figure figure = figure_of_replicates(value, gain, units, level);
    figure.estimate = figure.estimate < 0 ? 0 : figure.estimate;
    figure.ci_low = figure.ci_low < 0 ? 0 : figure.ci_low;
    return figure;
}
