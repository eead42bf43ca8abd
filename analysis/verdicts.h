/* What a sentence may say of an estimate: one rule for every place that puts a figure into words (sim/verdict.h). */
#ifndef ANALYSIS_VERDICTS_H
#define ANALYSIS_VERDICTS_H

#include "analysis/report.h"
#include "sim/statistics.h"
#include "sim/verdict.h"

/* "not resolved", "behind", "ahead", "even": by enum verdict_side. */
extern const char *const verdict_names[];

/* Is a mean gain ahead, behind, or even, that is surely within a hundredth of the range from the 5th to the 95th
 * percentile of outcomes from 0? */
struct verdict verdict_of_mean(const struct figure *mean, double p5, double p95, double paths);
/* Of the rows of a group's net advantage in a report; unresolved where it has none. */
struct verdict report_verdict(const struct report *report, const char *group);
/* An average that a few futures carry is no good news: the mean net advantage of a group is a gain, and less than every
 * second future has one. */
bool report_gains_but_seldom(const struct report *report, const char *group);
struct verdict sample_verdict(const struct sample *sample, size_t column);

/* "4,096 paths do not tell (about 65,536 would)", or without what is in brackets. */
const char *verdict_unresolved(struct arena *arena, const struct verdict *verdict, double paths);

#endif
