/* Questions to a column of a sample, whose values are kept or counted. Internal to the statistics.
 *
 * Kept values answer exactly. A histogram has them to a bin: inside a bin, mass is spread evenly between the bin's ends
 * (cut at the least and largest value), unless the pilot shows that the bin holds atoms, that is the same exact value
 * twice or more, or holds every path of the bin: then the pilot's values in the bin stand for all of it. So an atom
 * keeps its exact value. */
#ifndef SIM_SAMPLE_H
#define SIM_SAMPLE_H

#include "sim/bin_place.h"
#include "sim/statistics.h"

struct ranked;

enum { CHUNK_BINS = 256, CHUNKS = (HISTOGRAM_BINS + CHUNK_BINS - 1) / CHUNK_BINS };

struct pilot_bin { /* a bin for which the pilot stands: its values first .. first + values - 1 */
    uint32_t bin;
    bool repeats;
    size_t first, values;
};

struct sample_index {
    /* Where values are counted, below[(unit * columns + column) * (CHUNKS + 1) + k]: paths in bins before
     * k * CHUNK_BINS; unit s->units is pooled. */
    uint64_t *below;
    struct pilot_bin **pilot_bin; /* [column], ascending */
    size_t *pilot_bins;           /* [column], how many */
    /* Where they are kept, made when first asked for: */
    struct ranked **ranked;       /* [unit * columns + column] */
    unsigned char *scans;         /* likewise: how often a unit's values were counted one by one, without */
    struct histogram **histogram; /* likewise */
};

/* Unit s->units is all units pooled. */
/* Paths with finite values, each counted for its weight; those of a bin; the largest weight of any. */
double sample_paths(const struct sample *s, size_t unit, size_t column);
double sample_count(const struct sample *s, size_t unit, size_t column, uint32_t bin);
double sample_largest_weight(const struct sample *s);
/* Bin by bin, also of values that are kept. */
const struct histogram *sample_histogram(const struct sample *s, size_t unit, size_t column);
struct bin_place sample_place(const struct sample *s, size_t column, uint32_t bin);

/* Whether mass sits on exactly y, which is a value of the sample; and how many paths do. */
bool sample_is_atom(const struct sample *s, size_t column, double y);
double sample_count_at(const struct sample *s, size_t column, double y);

/* The value of the k-th smallest path (type 1), pooled; rank is cut to 1 .. paths. Where paths have weights a rank is
 * what they count for up to the middle of a path: rank - 1/2 is the weight at or below. */
double sample_value_of_rank(const struct sample *s, size_t column, double rank);
/* What that value is at least (side -1) or at most (1): counted values are known to a bin, and where the bins beside it
 * hold more on one side, its own are not spread evenly. */
double sample_bound_of_rank(const struct sample *s, size_t column, double rank, int side);
/* How much the share of paths at or below y may be off by for the same reason. */
double sample_placing_error(const struct sample *s, size_t column, double y);
/* The rank of the smallest value with so many paths at or below it. */
double sample_rank_of(const struct sample *s, double paths);
double sample_type1(const struct sample *s, size_t column, double p);
/* Paths of a unit at or below y (or below it). */
double sample_hits_below(const struct sample *s, size_t unit, size_t column, double y, bool or_at);

/* Means per unit of a function of the values from `low` to `high`, or of the bins that hold these; the others count as
 * 0. A kept value is a place of its own. units + 1 results, pooled last. */
void sample_means(const struct sample *s, size_t column, double low, double high,
                  double (*f)(const struct bin_place *place, const void *context), const void *context, double *means);

/* The recipe: the influence means are means - estimate-like centre; units without paths are left out. */
struct figure sample_figure(const struct sample *s, size_t column, double estimate, const double *influence_mean,
                            double influence_sd);
/* The figure of a mean with at least the error that replicates share; columns as in struct shared_error. */
struct figure sample_no_surer(const struct sample *s, struct figure figure, size_t column);
/* A proportion from hits per unit (pooled last) of paths per unit. */
struct figure sample_proportion(const struct sample *s, const double *hits, const double *paths);
double *sample_numbers(const struct sample *s); /* units + 1 zeros */

#endif
