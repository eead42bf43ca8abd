/* Quantiles: type 1 of the pooled paths, with intervals on the scale of probability. Replicate quantiles are never
 * averaged: that is biased, and its interval covers far too seldom. */
#include "sim/critical.h"
#include "sim/sample.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double exact_paths = 1e6; /* above, GSL's binomial CDF may not converge, and a normal one is as good */

/* The smallest k with P(Binomial(paths, p) <= k) >= share. */
static double binomial_quantile(double paths, double p, double share)
{
    if (paths > exact_paths) {
        /* Cornish and Fisher's first correction for skewness: within a rank or so at these sizes. */
        double z = critical_rounded(gsl_cdf_ugaussian_Pinv(share));
        double sd = sqrt(paths * p * (1 - p));
        double k = ceil(paths * p + z * sd + (1 - 2 * p) * (z * z - 1) / 6 - 0.5);
        return fmin(fmax(k, 0), paths);
    }
    unsigned low = 0, high = (unsigned)paths;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (gsl_cdf_binomial_P(middle, p, (unsigned)paths) >= share)
            high = middle;
        else
            low = middle + 1;
    }
    return (double)low;
}

struct quantile_ranks quantile_ranks(double paths, double p, double level)
{
    double tail = (1 - level) / 2;
    return (struct quantile_ranks){binomial_quantile(paths, p, tail), binomial_quantile(paths, p, 1 - tail) + 1};
}

/* Half-width, as a probability, of the interval of replicates: t sd(G_r)/sqrt(R) with G_r the share of replicate r at
 * or below q. At least a rank and a half, so that the neighbouring paths are inside: on one smooth dimension all G_r
 * can agree, and the paths next to q are then all that is known of it. NAN: no replicates. */
static double half_width(const struct sample *s, size_t column, double q)
{
    double *share = sample_numbers(s), paths = sample_paths(s, s->units, column);
    size_t used = 0;
    for (size_t r = 0; r < s->units; r++) {
        double own = sample_paths(s, r, column);
        if (own > 0)
            share[used++] = sample_hits_below(s, r, column, q, true) / own;
    }
    struct figure of_share = figure_of_replicates(0, share, used, s->level);
    return isnan(of_share.ci_high) ? of_share.ci_high : fmax(of_share.ci_high, 1.5 * sample_largest_weight(s) / paths);
}

/* Where the pilot places the mass of a bin, its own error joins: that of the share of its values at or below q. As a
 * share of all paths; nothing where all of its values are one atom, or where it holds every path of the bin. */
static double pilot_error(const struct sample *s, size_t column, double q)
{
    if (s->pooled->layout.kept)
        return 0;
    uint32_t bin = histogram_bin(q);
    struct bin_place place = sample_place(s, column, bin);
    double count = sample_count(s, s->units, column, bin);
    if (!place.value || (double)place.values >= count || !(place.value[0] < place.value[place.values - 1]))
        return 0;
    double below = bin_place_share_below(&place, q, true);
    return count / sample_paths(s, s->units, column) * sqrt(below * (1 - below) / (double)place.values);
}

/* Ranks whose values bound the p-quantile; outside 1 .. paths: no such bound. False: too few replicates. */
static bool bounding_ranks(const struct sample *s, size_t column, double p, double q, struct quantile_ranks *ranks)
{
    double paths = sample_paths(s, s->units, column), placing = pilot_error(s, column, q);
    if (s->independent) {
        *ranks = quantile_ranks(paths, p, s->level);
        double more = ceil(critical_normal(s->level) * placing * paths);
        ranks->low -= more;
        ranks->high += more;
        return true;
    }
    double half = half_width(s, column, q);
    if (isnan(half))
        return false;
    half += critical_normal(s->level) * placing;
    ranks->low = p - half > 0 ? sample_rank_of(s, (p - half) * paths) : 0;
    ranks->high = p + half < 1 ? sample_rank_of(s, (p + half) * paths) : paths + 1;
    return true;
}

struct figure sample_quantile(const struct sample *s, size_t column, double p)
{
    double paths = sample_paths(s, s->units, column);
    if (!(paths > 0))
        return figure_unknown("no paths");
    double q = sample_type1(s, column, p);
    struct figure figure = figure_without_interval(q);
    struct quantile_ranks ranks;
    if (!bounding_ranks(s, column, p, q, &ranks)) {
        figure_tell(&figure, "too few replicates");
        return figure;
    }
    double critical = s->independent ? critical_normal(s->level) : critical_t(s->level, (double)s->units - 1);
    figure.method = s->independent ? "order-statistics" : "cdf-inversion";
    figure.level = s->level;
    if (ranks.low > 0.5)
        figure.ci_low = fmin(sample_bound_of_rank(s, column, ranks.low, -1), q) + 0.0;
    if (ranks.high < paths + 1)
        figure.ci_high = fmax(sample_bound_of_rank(s, column, ranks.high, 1), q) + 0.0;
    figure.std_error = (figure.ci_high - figure.ci_low) / (2 * critical);
    if (isnan(figure.ci_low) || isnan(figure.ci_high))
        figure_tell(&figure, !isnan(figure.ci_high)  ? "too few paths for a lower bound"
                             : !isnan(figure.ci_low) ? "too few paths for an upper bound"
                                                     : "too few paths");
    else if (figure.ci_low >= figure.ci_high && sample_is_atom(s, column, q))
        figure_tell(&figure, "atom");
    return figure;
}
