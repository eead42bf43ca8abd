/* The warning about options that are exercised on leaving, whatever the price: where that is worse on average than
 * forfeiting them, and by how much. */
#ifndef ANALYSIS_EXERCISE_WARNING_H
#define ANALYSIS_EXERCISE_WARNING_H

#include "analysis/question.h"
#include "analysis/subject.h"

/* Compares each such grant with the same one forfeited, on the same draws, and warns where even the upper bound of the
 * mean difference is below 0. */
void exercise_warning_add(struct report *report, const struct question *question, const struct subject *subject);

#endif
