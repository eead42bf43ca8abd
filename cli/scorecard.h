/* The offers' scorecards in a report: rows and blocks. */
#ifndef CLI_SCORECARD_H
#define CLI_SCORECARD_H

#include "models/offer.h"
#include "outputs/report.h"

#include <stdint.h>

/* Nothing when the offer has no scorecard. Rows of metric "scorecard": group "" with total, p5, p95 (the outcome
 * range); group = dimension with weight, score. */
void scorecard_add(struct report *report, const struct offer *offer, uint64_t seed);

/* For a pair of offers with scorecards of the same dimensions; else nothing. Rows of metric "scorecard": group "A - B"
 * with difference, p_better, weightings_better; group "A - B: DIMENSION" with weight, flip_weight. */
void scorecard_add_ranking(struct report *report, const struct offer *a, const char *label_a, const struct offer *b,
                           const char *label_b, uint64_t seed);

#endif
