/* The recipe that turns what units came to into a figure: influence means, and hits of paths. */
#include "sim/sample.h"

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

struct figure sample_proportion(const struct sample *s, const double *hits, const double *paths)
{
    enum { FEW_HITS = 5 };
    double all_hits = hits[s->units], all_paths = paths[s->units], first_share = -1;
    double *share = sample_numbers(s);
    bool differ = false;
    size_t used = 0;
    for (size_t r = 0; r < s->units; r++) {
        if (!(paths[r] > 0))
            continue;
        share[used] = hits[r] / paths[r];
        first_share = used ? first_share : share[0];
        differ = differ || share[used] < first_share || share[used] > first_share;
        used++;
    }
    /* Where the replicates can't tell an error (too few hits, or all agree), the paths are taken as independent: that
     * is too wide rather than too narrow. */
    if (s->independent || !differ || all_hits < FEW_HITS || all_paths - all_hits < FEW_HITS)
        return figure_of_proportion(all_hits, all_paths, s->level);
    struct figure figure = figure_of_replicates(all_hits / all_paths, share, used, s->level);
    figure.ci_low = within_unit(figure.ci_low);
    figure.ci_high = within_unit(figure.ci_high);
    return figure;
}
