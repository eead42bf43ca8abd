/* The offers' scorecards in a report. */
#ifndef ANALYSIS_SCORECARD_H
#define ANALYSIS_SCORECARD_H

#include "analysis/report.h"
#include "models/offer.h"

#include <stdint.h>

struct scorecard_dimension {
    const char *name;
    double weight, score; /* means; score out of ten */
};

struct scorecard_shown {
    double total;     /* out of ten */
    double low, high; /* outcome range p5 to p95; low = high: nothing is uncertain */
    size_t count;     /* 0: the offer has no scorecard */
    const struct scorecard_dimension *dimension;
};

/* Rows of metric "scorecard": group "" with total, p5, p95 (the outcome range); group = dimension with weight, score.
 */
struct scorecard_shown scorecard_add(struct report *report, const struct offer *offer, uint64_t seed);

struct scorecard_flip {
    const char *name;
    double weight, flip; /* NAN: no weight turns the order */
};

struct scorecard_ranking_shown {
    const char *a, *b;                     /* labels */
    double difference, better, weightings; /* a less b; chance and share for a */
    size_t count;                          /* 0: they can't be compared */
    const struct scorecard_flip *dimension;
};

/* For a pair of offers with scorecards of the same dimensions. Rows of metric "scorecard": group "A - B" with
 * difference, p_better, weightings_better; group "A - B: DIMENSION" with weight, flip_weight. */
struct scorecard_ranking_shown scorecard_add_ranking(struct report *report, const struct offer *a, const char *label_a,
                                                     const struct offer *b, const char *label_b, uint64_t seed);

#endif
