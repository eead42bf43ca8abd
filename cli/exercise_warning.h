/* The warning about options that are exercised on leaving, whatever the price: where that is worse on average than
 * forfeiting them, and by how much. */
#ifndef CLI_EXERCISE_WARNING_H
#define CLI_EXERCISE_WARNING_H

#include "inputs/offer_input.h"
#include "outputs/report.h"

struct options;
struct plan;

/* Compares each such grant with the same one forfeited, on the same draws, and warns where even the upper bound of the
 * mean difference is below 0. */
void exercise_warning_add(struct report *report, const struct options *options, const struct offer_input *input,
                          const struct plan *plan);

#endif
