/* A scorecard: weights x scores out of ten. Scores (and weights) may be ranges; their spread is an outcome range, what
 * the total may be, and no error of an estimate. */
#ifndef MODELS_SCORE_TOTAL_H
#define MODELS_SCORE_TOTAL_H

#include "models/offer.h"
#include "sim/arena.h"

#include <stdint.h>

struct score_total {
    double mean;      /* exact: sum of mean weight x mean score */
    bool uncertain;   /* some score or weight is a range; else low = high = mean */
    double low, high; /* 5th and 95th percentile */
};

struct score_total score_total_of(struct arena *arena, const struct scorecard *card, uint64_t seed);

/* How the order of two scorecards hangs on the weights. Differences are A less B. */
struct score_dimension {
    const char *name;
    double weight;     /* mean of both cards', as a share of all weights */
    double difference; /* of the mean scores */
    double flip; /* the weight at which the order turns while the others keep their proportions; NAN: none in [0, 1] */
};
struct score_ranking {
    bool comparable; /* both score the same dimensions; else nothing below means anything */
    double difference;
    double better; /* chance that A's total is the larger one, given the ranges; half of ties */
    double
        weightings; /* of all ways to weigh (uniform over the simplex), the share in which A is ahead; half of ties */
    size_t count;
    const struct score_dimension *dimension; /* in A's order */
};

struct score_ranking score_ranking_of(struct arena *arena, const struct scorecard *a, const struct scorecard *b,
                                      uint64_t seed);

#endif
