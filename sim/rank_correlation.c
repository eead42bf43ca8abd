#include "sim/rank_correlation.h"

#include "sim/statistics.h"

#include <math.h>
#include <stdlib.h>

struct ranked {
    double value;
    size_t at;
};

static int ascending(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->value < right->value || left->value > right->value)
        return left->value < right->value ? -1 : 1;
    return (left->at > right->at) - (left->at < right->at);
}

struct ranks ranks_of(struct arena *arena, const double *value, size_t count)
{
    struct ranked *sorted = arena_alloc(arena, count, sizeof *sorted);
    size_t *order = arena_alloc(arena, count, sizeof *order);
    double *mid = arena_alloc(arena, count, sizeof *mid), *ties = arena_alloc(arena, count, sizeof *ties);
    double n = (double)count, variance = 0;
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct ranked){value[i], i};
    qsort(sorted, count, sizeof *sorted, ascending);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && !(sorted[end].value > sorted[first].value); end++)
            ;
        for (size_t i = first; i < end; i++) {
            size_t at = sorted[i].at;
            order[i] = at;
            mid[at] = ((double)first + (double)end) / (2 * n) - 0.5;
            ties[at] = (double)(end - first) / n;
            variance += mid[at] * mid[at] / n;
        }
    }
    return (struct ranks){count, order, mid, ties, variance};
}

/* Of value i of one side: the mean over all j of weight[j] (1[value_i < value_j] + 1[equal]/2): what i adds to the
 * ranks of the others. */
static void add_pull(const struct ranks *side, const double *weight, double *influence)
{
    double above = 0, n = (double)side->count; /* sum of the weights of larger values */
    for (size_t end = side->count, first; end > 0; end = first) {
        size_t last = side->order[end - 1];
        size_t tied = (size_t)(side->ties[last] * n + 0.5);
        double equal = 0;
        first = end - tied;
        for (size_t i = first; i < end; i++)
            equal += weight[side->order[i]];
        for (size_t i = first; i < end; i++)
            influence[side->order[i]] += (above + equal / 2) / n;
        above += equal;
    }
}

/* Variance of mid-ranks is (1 - sum t^3)/12 over the ties' shares t, which is (1 - mean of t^2)/12; its influence is
 * -(t_i^2 - mean t^2)/4. */
static double variance_influence(const struct ranks *side, size_t i)
{
    double mean_square = 1 - 12 * side->variance;
    return -(side->ties[i] * side->ties[i] - mean_square) / 4;
}

/* rho = C/sqrt(Vx Vy), C the mean of mid_x mid_y; psi = (psi_C - rho (psi_Vx sqrt(Vy/Vx) + psi_Vy sqrt(Vx/Vy))/2)
 * / sqrt(Vx Vy). psi_C has three parts: the path itself, and what it does to the ranks of the others on either side. */
struct figure rank_correlation(struct arena *arena, const struct ranks *x, const struct ranks *y, size_t units,
                               double level)
{
    size_t count = x->count, each = count / units;
    double covariance = 0, n = (double)count;
    if (!(x->variance > 0) || !(y->variance > 0))
        return figure_unknown("does not vary");
    double *influence = arena_alloc(arena, count, sizeof *influence);
    double *mean = arena_alloc(arena, units, sizeof *mean);
    add_pull(x, y->mid, influence);
    add_pull(y, x->mid, influence);
    for (size_t i = 0; i < count; i++)
        covariance += x->mid[i] * y->mid[i] / n;
    double scale = sqrt(x->variance * y->variance), rho = covariance / scale;
    double weight_x = rho / 2 * sqrt(y->variance / x->variance), weight_y = rho / 2 * sqrt(x->variance / y->variance);
    for (size_t i = 0; i < each * units; i++)
        mean[i / each] += (influence[i] + x->mid[i] * y->mid[i] - 3 * covariance - weight_x * variance_influence(x, i) -
                           weight_y * variance_influence(y, i)) /
                          scale / (double)each;
    struct figure figure = figure_of_replicates(rho, mean, units, level);
    figure.ci_low = figure.ci_low < -1 ? -1 : figure.ci_low;
    figure.ci_high = figure.ci_high > 1 ? 1 : figure.ci_high;
    return figure;
}
