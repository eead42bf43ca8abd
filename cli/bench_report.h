/* What was timed, as report rows: metric = the sampler, group = "" or the metric whose mean is meant. */
#ifndef CLI_BENCH_REPORT_H
#define CLI_BENCH_REPORT_H

#include "cli/bench_timing.h"

/* Rows of one offer, as scenario `scenario` of the report. */
void bench_report_add(struct report *report, const struct bench *bench, size_t scenario);

#endif
