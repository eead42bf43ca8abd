/* What `bench` shows: times and errors by sampler, and what has changed since an earlier result. */
#ifndef OUTPUTS_VIEWS_BENCH_VIEW_H
#define OUTPUTS_VIEWS_BENCH_VIEW_H

#include "outputs/report.h"

struct bench_view {
    uint64_t seed, paths, replicates, repeats;
    unsigned threads;
    const char *isa;
};

/* Reads the rows of cli/bench_report.c, scenario by scenario, and those of the group "earlier". */
void bench_view(struct report *report, const struct bench_view *view);

#endif
