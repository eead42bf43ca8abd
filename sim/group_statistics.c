/* Groups: shares of paths, means over a group's paths, and their part of the whole mean. */
#include "sim/sample.h"

#include <math.h>

enum { FEW_PATHS = 30 }; /* in a group: their spread says too little about the error of their mean */

struct group_sums {
    double paths, members; /* each path counted for its weight */
    double counted;        /* the group's paths, as they are */
    double sum, square;
};

/* Counts are whole multiples of a small weight; a share that is known is the sum of the weights that sums have. */
static double members_of(const struct tally *tally, size_t group)
{
    if (tally->layout.weighted && tally->layout.group_share)
        return tally->layout.group_share[group] * (double)tally->paths;
    return (double)tally->group_weight[group] / (double)tally_one(&tally->layout);
}

static struct group_sums sums_of(const struct sample *s, size_t unit, size_t group, size_t group_column)
{
    const struct tally *tally = unit == s->units ? s->pooled : s->unit[unit];
    size_t at = group * tally->layout.group_columns + group_column;
    return (struct group_sums){(double)tally->paths, members_of(tally, group), (double)tally->group_paths[group],
                               exact_sum_value(&tally->group_sum[at]),
                               tally->group_square ? exact_sum_value(&tally->group_square[at]) : 0};
}

/* Where the points of every stratum end in one group, the share is known and not estimated. */
static struct figure known_share(const struct sample *s, double share)
{
    return (struct figure){share, 0, share, share, s->level, "exact", "ok", NULL};
}

struct figure sample_group_share(const struct sample *s, size_t group)
{
    const struct tally_layout *layout = &s->pooled->layout;
    if (layout->weighted && layout->group_share && s->pooled->paths)
        return known_share(s, layout->group_share[group]);
    double *hits = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r <= s->units; r++) {
        const struct tally *tally = r == s->units ? s->pooled : s->unit[r];
        hits[r] = members_of(tally, group);
        paths[r] = (double)tally->paths;
    }
    return sample_proportion(s, hits, paths);
}

/* Few paths of the group may agree, or be all missing from most replicates: then there is no interval, never +- 0. */
static struct figure figure_of_sums(const struct sample *s, double estimate, const double *influence,
                                    const double *paths, double independent_sd, double independent_paths,
                                    double counted)
{
    if (counted < FEW_PATHS) {
        struct figure figure = figure_without_interval(estimate);
        figure_tell(&figure, counted > 0 ? "too few paths" : "no paths");
        return figure;
    }
    if (s->independent)
        return figure_of_independent(estimate, independent_sd, independent_paths, s->level);
    double *kept = sample_numbers(s);
    size_t used = 0;
    for (size_t r = 0; r < s->units; r++)
        if (paths[r] > 0)
            kept[used++] = influence[r];
    return figure_of_replicates(estimate, kept, used, s->level);
}

/* A ratio of means: influence 1[group] (y - m) / share. */
struct figure sample_group_mean(const struct sample *s, size_t group, size_t group_column)
{
    struct group_sums all = sums_of(s, s->units, group, group_column);
    if (!(all.members > 0))
        return figure_unknown("no paths");
    double mean = all.sum / all.members, *influence = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r < s->units; r++) {
        struct group_sums own = sums_of(s, r, group, group_column);
        paths[r] = own.paths;
        if (own.paths > 0)
            influence[r] = (own.sum - mean * own.members) / own.paths / (all.members / all.paths);
    }
    double spread = all.members > 1 ? (all.square - all.sum * mean) / (all.members - 1) : 0;
    return figure_of_sums(s, mean, influence, paths, sqrt(spread > 0 ? spread : 0), all.members, all.counted);
}

/* A cut t of an n-point replicate is off by f or 1 - f points, f the fraction of n t: variance f(1 - f), times the
 * square of what a point's move over it changes, here by `effect` (docs/statistics.md). */
static double cut_variance(double points, double cut, double effect)
{
    const double summing = 1e-9; /* of a point, which the chances of groups may be off by */
    double part = points * cut - floor(points * cut);
    return cut > 0 && part > summing && part < 1 - summing ? part * (1 - part) * effect * effect : 0;
}

/* Points move into a group, or out of it, over the two cuts that it lies between, and over no other. */
static double rounding_variance(const struct sample *s, size_t group, size_t group_column)
{
    const struct tally_cuts *cuts = s->pooled->layout.cuts;
    double points = (double)s->unit[0]->paths;
    double low = group > 0 ? fmin(cuts->cut[group - 1], 1) : 0;
    double high = group < cuts->count ? fmin(cuts->cut[group], 1) : 1, share = high - low;
    if (group > cuts->count || !(share > 0))
        return 0;
    struct group_sums sums = sums_of(s, s->units, group, group_column);
    double effect = sums.sum / sums.paths / share;
    double variance = cut_variance(points, low, effect) + cut_variance(points, high, effect);
    return variance / points / points / (double)s->units;
}

/* The figure, a part that a group has in a mean, with at least the error of rounding at the cuts between groups. */
static struct figure rounded(const struct sample *s, struct figure figure, size_t group, size_t group_column)
{
    if (s->independent || !s->pooled->layout.cuts || !(s->unit[0]->paths > 0))
        return figure;
    return figure_no_surer(figure, sqrt(rounding_variance(s, group, group_column)), s->units);
}

/* Of groups [first, end) together. */
static struct group_sums sums_over(const struct sample *s, size_t unit, size_t first, size_t end, size_t group_column)
{
    struct group_sums sums = {0};
    for (size_t g = first; g < end; g++) {
        struct group_sums own = sums_of(s, unit, g, group_column);
        sums = (struct group_sums){own.paths, sums.members + own.members, sums.counted + own.counted,
                                   sums.sum + own.sum, sums.square + own.square};
    }
    return sums;
}

/* Mean over all paths of a group column, counted where the path is in groups [first, end). */
static struct figure mean_over_groups(const struct sample *s, size_t first, size_t end, size_t group_column)
{
    struct group_sums all = {0};
    double *influence = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r <= s->units; r++) {
        struct group_sums sums = sums_over(s, r, first, end, group_column);
        all = sums; /* the last one is the pooled sample */
        paths[r] = sums.paths;
        influence[r] = sums.paths > 0 ? sums.sum / sums.paths : 0;
    }
    if (!(all.paths > 0))
        return figure_unknown("no paths");
    double mean = all.sum / all.paths;
    for (size_t r = 0; r < s->units; r++)
        influence[r] -= mean;
    double spread = all.paths > 1 ? (all.square - all.sum * mean) / (all.paths - 1) : 0;
    return figure_of_sums(s, mean, influence, paths, sqrt(spread > 0 ? spread : 0), all.paths, all.counted);
}

struct figure sample_group_contribution(const struct sample *s, size_t group, size_t group_column)
{
    return rounded(s, mean_over_groups(s, group, group + 1, group_column), group, group_column);
}

struct figure sample_total_mean(const struct sample *s, size_t group_column)
{
    struct figure mean = mean_over_groups(s, 0, s->pooled->layout.groups, group_column);
    return sample_no_surer(s, mean, s->pooled->layout.columns + group_column);
}

struct figure sample_total_difference(const struct sample *s, size_t group_column, size_t other)
{
    size_t groups = s->pooled->layout.groups;
    struct group_sums all = sums_over(s, s->units, 0, groups, group_column);
    if (!(all.paths > 0))
        return figure_unknown("no paths");
    double mean = (all.sum - sums_over(s, s->units, 0, groups, other).sum) / all.paths;
    if (s->independent)
        return figure_without_interval(mean); /* joint moments of paths are not kept */
    double *influence = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r < s->units; r++) {
        struct group_sums own = sums_over(s, r, 0, groups, group_column);
        paths[r] = own.paths;
        influence[r] = own.paths > 0 ? (own.sum - sums_over(s, r, 0, groups, other).sum) / own.paths - mean : 0;
    }
    return figure_of_sums(s, mean, influence, paths, 0, all.paths, all.counted);
}

struct figure sample_total_share(const struct sample *s, size_t flag)
{
    const double rounding = 1e-12; /* of weights, which sum to the paths but for it */
    double *hits = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r <= s->units; r++) {
        struct group_sums sums = sums_over(s, r, 0, s->pooled->layout.groups, flag);
        paths[r] = sums.paths;
        hits[r] = fabs(sums.sum - sums.paths) < rounding * sums.paths ? sums.paths : sums.sum;
    }
    return sample_proportion(s, hits, paths);
}

/* A ratio of means, as that of a group. */
struct figure sample_flagged_mean(const struct sample *s, size_t group_column, size_t flag)
{
    size_t groups = s->pooled->layout.groups;
    struct group_sums all = sums_over(s, s->units, 0, groups, group_column);
    double members = sums_over(s, s->units, 0, groups, flag).sum;
    if (!(members > 0))
        return figure_unknown("no paths");
    double mean = all.sum / members, *influence = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r < s->units; r++) {
        struct group_sums own = sums_over(s, r, 0, groups, group_column);
        double flagged = sums_over(s, r, 0, groups, flag).sum;
        paths[r] = own.paths;
        influence[r] = own.paths > 0 ? (own.sum - mean * flagged) / own.paths / (members / all.paths) : 0;
    }
    double spread = members > 1 ? (all.square - all.sum * mean) / (members - 1) : 0;
    return figure_of_sums(s, mean, influence, paths, sqrt(spread > 0 ? spread : 0), members, members);
}

static double mean_of(const struct sample *s, size_t unit, size_t group_column)
{
    struct group_sums sums = sums_over(s, unit, 0, s->pooled->layout.groups, group_column);
    return sums.paths > 0 ? sums.sum / sums.paths : 0;
}

/* The influence of a product: that of each factor times the other. */
struct figure sample_total_products(const struct sample *s, const size_t *factor, size_t products)
{
    double *influence = sample_numbers(s), *paths = sample_numbers(s), estimate = 0;
    for (size_t k = 0; k < products; k++) {
        double a = mean_of(s, s->units, factor[2 * k]), b = mean_of(s, s->units, factor[2 * k + 1]);
        estimate += a * b;
        for (size_t r = 0; r < s->units; r++)
            influence[r] += (mean_of(s, r, factor[2 * k]) - a) * b + a * (mean_of(s, r, factor[2 * k + 1]) - b);
    }
    for (size_t r = 0; r < s->units; r++)
        paths[r] = (double)s->unit[r]->paths;
    if (s->independent)
        return figure_without_interval(estimate);
    return figure_of_sums(s, estimate, influence, paths, 0, (double)s->pooled->paths, (double)s->pooled->paths);
}
