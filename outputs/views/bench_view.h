/* What `bench` shows: times and errors by sampler, and what has changed since an earlier result. */
#ifndef OUTPUTS_VIEWS_BENCH_VIEW_H
#define OUTPUTS_VIEWS_BENCH_VIEW_H

#include "analysis/bench_report.h"

/* Reads the rows of analysis/bench_report.c, scenario by scenario, and those of the group "earlier". */
void bench_view(struct report *report, const struct bench_shown *shown);

#endif
