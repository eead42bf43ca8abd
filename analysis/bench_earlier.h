/* What has changed since an earlier result of `bench`. */
#ifndef ANALYSIS_BENCH_EARLIER_H
#define ANALYSIS_BENCH_EARLIER_H

#include "analysis/report.h"

/* Adds, after the rows of each scenario of the same name, rows of the group "earlier": now over then, with the status
 * "better", "worse" or "within the noise". Two figures differ when their intervals lie apart; where the yardsticks do,
 * times are taken in its measure, with a warning. */
void bench_earlier_compare(struct report *report, const struct report *earlier);

#endif
