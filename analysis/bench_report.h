/* The answer to `bench`: what was timed, as rows of a scenario for each offer; metric = the sampler, group = "" or the
 * metric whose mean is meant. */
#ifndef ANALYSIS_BENCH_REPORT_H
#define ANALYSIS_BENCH_REPORT_H

#include "analysis/bench_timing.h"
#include "analysis/subject.h"

struct bench_shown {
    uint64_t seed, paths, replicates, repeats;
    unsigned threads;
    const char *isa;
};

extern const struct result_form bench_report_form;

/* Times `count` offers, each with its name. STATUS_STOPPED: there is no report. */
enum status bench_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                            const char *const *name, size_t count, struct report **report,
                            struct bench_shown *shown) MUST_CHECK;

#endif
