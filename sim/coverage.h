/* How often intervals cover: of one statistic, over many repeats of a run, against a value taken for the truth.
 *
 * An interval covers when low <= truth <= high; a bound that does not exist bounds nothing; [atom, atom] covers only
 * the very same double. Counts and exact sums: the order of the repeats does not matter. */
#ifndef SIM_COVERAGE_H
#define SIM_COVERAGE_H

#include "sim/exact_sum.h"
#include "sim/figure.h"

#include <stdint.h>

struct coverage { /* all zero: no repeat yet */
    uint64_t repeats;
    uint64_t intervals;             /* repeats whose figure had at least one bound */
    uint64_t covered, above, below; /* of the intervals: they cover, lie above the truth, lie below it */
    uint64_t errors;                /* repeats with an estimate and a standard error: what the sums are over */
    struct exact_sum error, square_error, variance; /* of estimate - truth, its square, std_error^2 */
};

void coverage_add(struct coverage *coverage, const struct figure *figure, double truth);
/* Share of the intervals that cover, with Wilson's interval; nothing to count: NAN, with the status. */
struct figure coverage_share(const struct coverage *coverage, double level);
/* Printed over true: sqrt(mean std_error^2 / mean (estimate - truth)^2). NAN: no errors. */
double coverage_error_ratio(const struct coverage *coverage);
/* Mean of estimate - truth with its own interval. */
struct figure coverage_bias(const struct coverage *coverage, double level);

/* Where the share of covering intervals must lie, 999 times in 1000, if each of `intervals` covers with chance
 * `nominal`. */
struct coverage_band {
    double low, high;
};
struct coverage_band coverage_band(uint64_t intervals, double nominal);

#endif
