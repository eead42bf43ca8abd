/* How the outcomes of a metric spread: the histogram that JSON tells, and the curve of exceedance that charts draw. */
#ifndef ANALYSIS_DISTRIBUTION_REPORT_H
#define ANALYSIS_DISTRIBUTION_REPORT_H

#include "analysis/report.h"
#include "sim/statistics.h"

/* Both tables of one metric. The curve has a row for each edge of the histogram, and two for each atom (a value that
 * at least 1% of the paths share): P(Y >= value), then P(Y > value), so that it steps down there. */
void distribution_report_add(struct report *report, const struct sample *sample, size_t column, const char *metric);

#endif
