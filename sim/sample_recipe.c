/* The recipe that turns what units came to into a figure: influence means, and hits of paths. */
#include "sim/sample.h"

#include "sim/critical.h"

#include <math.h>

struct figure sample_figure(const struct sample *s, size_t column, double estimate, const double *influence_mean,
                            double influence_sd)
{
    double paths = sample_paths(s, s->units, column);
    if (s->independent)
        return figure_of_independent(estimate, influence_sd, paths, s->level);
    double *kept = sample_numbers(s);
    size_t used = 0;
    for (size_t r = 0; r < s->units; r++)
        if (sample_paths(s, r, column) > 0)
            kept[used++] = influence_mean[r];
    return figure_of_replicates(estimate, kept, used, s->level);
}

struct figure sample_no_surer(const struct sample *s, struct figure figure, size_t column)
{
    if (!s->shared_error || isnan(figure.std_error))
        return figure;
    double std_error = s->shared_error->of_mean(s->shared_error, s, column, figure.std_error);
    return figure_no_surer(figure, std_error, s->independent ? 0 : s->units);
}

static double within_unit(double share)
{
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Standard deviation of a count that is floor or ceil of one number, of which `upper` of n replicates are the ceil: so
 * few tell the number's fraction by the rule of succession, so that one or none of a kind is not taken for certainty.
 */
static double count_error(double upper, double n)
{
    double part = (upper + 1) / (n + 2);
    return sqrt(part * (1 - part));
}

/* All replicates agree: either every stratum is wholly in or out, or their counts round alike. Which of the two is not
 * known, so in each stratum a count is taken for a floor. */
static struct figure rounded_proportion(const struct sample *s, double share, double std_error)
{
    double half = critical_t(s->level, (double)s->units - 1) * std_error;
    return (struct figure){
        share, std_error, within_unit(share - half), within_unit(share + half), s->level, "replicates-t", "ok", NULL};
}

/* Of the mean share, where the replicates' counts lie within a path of each other. */
static double floor_or_ceil_error(const double *share, size_t count, double path)
{
    double least = share[0], most = share[0], upper = 0, n = (double)count;
    for (size_t r = 1; r < count; r++) {
        least = fmin(least, share[r]);
        most = fmax(most, share[r]);
    }
    if (most - least > path * (1 + 0x1p-20))
        return 0;
    for (size_t r = 0; r < count; r++)
        upper += (share[r] - least) / (most - least);
    return path * count_error(upper, n) / sqrt(n);
}

struct figure sample_proportion(const struct sample *s, const double *hits, const double *paths)
{
    enum { FEW_HITS = 5 };
    double all_hits = hits[s->units], all_paths = paths[s->units], first_share = -1;
    double *share = sample_numbers(s);
    const struct tally_layout *layout = &s->pooled->layout;
    bool differ = false, missing = !layout->weighted; /* of weighted paths: some replicate has no hit, or no miss */
    size_t used = 0;
    for (size_t r = 0; r < s->units; r++) {
        if (!(paths[r] > 0))
            continue;
        missing = missing || !(hits[r] > 0) || !(hits[r] < paths[r]);
        share[used] = hits[r] / paths[r];
        first_share = used ? first_share : share[0];
        differ = differ || share[used] < first_share || share[used] > first_share;
        used++;
    }
    /* Where the replicates can't tell an error (too few hits, or all agree), the paths are taken as independent: that
     * is too wide rather than too narrow. */
    if (layout->weighted && (!(all_hits > 0) || !(all_hits < all_paths)))
        return figure_of_proportion(all_hits > 0 ? all_paths / layout->largest_weight : 0,
                                    all_paths / layout->largest_weight, s->level);
    if (!differ && layout->weighted && used > 1)
        return rounded_proportion(s, all_hits / all_paths,
                                  count_error(0, (double)used) * 2 * layout->rounding * sqrt((double)used) / all_paths);
    if (s->independent || !differ || (missing && (all_hits < FEW_HITS || all_paths - all_hits < FEW_HITS)))
        return figure_of_proportion(all_hits, all_paths, s->level);
    struct figure figure = figure_of_replicates(all_hits / all_paths, share, used, s->level);
    if (layout->weighted)
        figure = figure_no_surer(
            figure, floor_or_ceil_error(share, used, layout->largest_weight * (double)used / all_paths), used);
    figure.ci_low = within_unit(figure.ci_low);
    figure.ci_high = within_unit(figure.ci_high);
    return figure;
}
