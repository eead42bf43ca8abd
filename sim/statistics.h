/* From tallies to figures: every statistic with its interval, by the one recipe.
 *
 * For a statistic T with influence values psi(y) at the pooled estimate:
 *   independent paths: SE = sd(psi)/sqrt(n), T +- z SE;
 *   replicates:        Psi_r = mean of psi in replicate r, SE = sd(Psi_r)/sqrt(R), T +- t(R-1) SE.
 * Quantiles are type 1 of the pooled sample; their intervals come from inverting the pooled CDF (replicates) or from
 * exact order statistics (independent). Formulas and sources: docs/statistics.md. */
#ifndef SIM_STATISTICS_H
#define SIM_STATISTICS_H

#include "sim/arena.h"
#include "sim/figure.h"
#include "sim/tally.h"

#include <stdbool.h>
#include <stddef.h>

/* A few paths' exact values, sorted, per column: they place mass inside a bin that holds atoms (sim/sample.h). */
struct pilot {
    size_t paths;
    const double *const *sorted;   /* [column], ascending */
    const uint64_t *const *weight; /* of each of them, in units of tally_one; NULL: all alike */
};

struct sample;

/* What the means of all replicates are off by together, which their spread does not show. NULL: nothing. */
struct shared_error {
    /* The standard error of a column's mean, or from layout.columns on of a group column's over all paths: the one
     * shown, or more. */
    double (*of_mean)(struct shared_error *shared, const struct sample *s, size_t column, double shown);
    void *context;
};

struct sample_index; /* sim/sample.h: what was made of the counts or values to answer questions */

struct sample {
    struct arena *arena;
    size_t units; /* replicates; 1 for independent paths */
    bool independent;
    const struct tally *const *unit;
    const struct tally *pooled;
    struct pilot pilot; /* paths 0: none; of no use where values are kept */
    double level;
    struct shared_error *shared_error; /* or NULL */
    struct sample_index *index;
};

/* Statistics are over the finite values; column->not_finite counts the others. A figure of nothing is all NAN with the
 * status "no paths". Everything may be called in any order; memory comes from the arena. */
struct sample sample_of(struct arena *arena, const struct tally *const *unit, size_t units, bool independent,
                        const struct pilot *pilot, double level);

struct figure sample_mean(const struct sample *s, size_t column);
struct figure sample_sd(const struct sample *s, size_t column);
struct figure sample_variance(const struct sample *s, size_t column);
struct figure sample_min(const struct sample *s, size_t column); /* null bounds, method "none" */
struct figure sample_max(const struct sample *s, size_t column);
struct figure sample_quantile(const struct sample *s, size_t column, double p);
struct figure sample_cvar(const struct sample *s, size_t column,
                          double a); /* mean of the lowest share a; a < 0: of the highest share -a */
struct figure sample_p_zero(const struct sample *s, size_t column);
struct figure sample_p_positive(const struct sample *s, size_t column);
struct figure sample_p_negative(const struct sample *s, size_t column);
struct figure sample_p_above(const struct sample *s, size_t column, double amount); /* P(Y > amount) */
struct figure sample_p_below(const struct sample *s, size_t column, double amount); /* P(Y <= amount) */

/* Mean of any function of a column. Where values are counted f is taken at the middle of a bin (1/1024 of the value
 * wide, zero and atoms exact), so f should be smooth but for kinks at 0. */
struct figure sample_expectation(const struct sample *s, size_t column, double (*f)(double y, const void *context),
                                 const void *context);
/* P(Y > 0) + P(Y = 0)/2 of a difference column A - B. */
struct figure sample_p_better(const struct sample *s, size_t column);
/* max(E max(Y, 0) - max(E Y, 0), 0): value of perfect information of "Y or nothing". */
struct figure sample_evpi(const struct sample *s, size_t column);
/* Of columns a, b and their difference d = a - b. */
struct figure sample_correlation(const struct sample *s, size_t a, size_t b, size_t d);
struct figure sample_variance_reduction(const struct sample *s, size_t a, size_t b,
                                        size_t d); /* (var a + var b)/var d */

/* Groups: the share of paths in the group; the mean of a group column over the group's paths; its contribution to the
 * mean over all paths. */
struct figure sample_group_share(const struct sample *s, size_t group);
struct figure sample_group_mean(const struct sample *s, size_t group, size_t group_column);
struct figure sample_group_contribution(const struct sample *s, size_t group, size_t group_column);
struct figure sample_total_mean(const struct sample *s,
                                size_t group_column); /* over all paths, every path being in a group */
/* A column that is 0 or 1: its share of the paths; and the mean of another over the paths on which it is 1, where that
 * one is 0 on all others. */
struct figure sample_total_share(const struct sample *s, size_t flag);
struct figure sample_flagged_mean(const struct sample *s, size_t group_column, size_t flag);
/* The sum of products of two means, factor[2 k] and factor[2 k + 1]; no interval where paths are independent. */
struct figure sample_total_products(const struct sample *s, const size_t *factor, size_t products);
/* The mean of column less other, path by path; no interval where paths are independent. */
struct figure sample_total_difference(const struct sample *s, size_t group_column, size_t other);

/* From any estimate and its replicate influence means (or iid sd): the recipe itself. */
struct figure figure_of_replicates(double estimate, const double *influence_mean, size_t replicates, double level);
struct figure figure_of_independent(double estimate, double influence_sd, double paths, double level);
struct figure figure_of_proportion(double hits, double paths, double level); /* Wilson; Clopper-Pearson below 5 */
/* The figure of replicates (0: of independent paths), with the interval of this standard error where its own is less.
 */
struct figure figure_no_surer(struct figure figure, double std_error, size_t replicates);
struct figure figure_without_interval(double estimate);
struct figure figure_unknown(const char *status); /* all NAN, and why */

/* Ranks (from 1) of the order statistics that enclose the p-quantile of independent paths, equal tails; low < 1 or
 * high > paths: no such bound. */
struct quantile_ranks {
    double low, high;
};
struct quantile_ranks quantile_ranks(double paths, double p, double level);

/* Equal-width view of the histogram for people: `bins` shares between round edges that sum to 1. edges has bins + 1
 * room. A share is of the values from its left edge on and below its right edge; the last one includes its right edge.
 * Where a tail is long, the first or the last bin reaches out to the minimum or maximum and is wider than the others.
 */
void sample_shares(const struct sample *s, size_t column, size_t bins, double *edges, double *shares);
/* Values that at least `least` of the paths share, ascending, as the exact values of the pilot or of all paths show
 * them (zero without, too); at most `room`. How many. */
size_t sample_atoms(const struct sample *s, size_t column, double least, size_t room, double *values);
/* Share of paths at or below y, pooled; NAN without paths. */
double sample_cdf(const struct sample *s, size_t column, double y);

struct tail_diagnosis {
    double k_low, k_high; /* Pareto k-hat of each tail (Vehtari et al. 2024); NAN when the tail is too short or an atom,
                             and where the column is bounded: there is none */
    size_t paths_in_tail;
};
struct tail_diagnosis sample_tails(const struct sample *s, size_t column);
/* Share of the mean carried by the top 1% of paths; NAN when the mean is not positive. */
double sample_top_share(const struct sample *s, size_t column);

#endif
