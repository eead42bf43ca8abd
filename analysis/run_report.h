/* The answer to `run`: one offer simulated, and all that is told of it. */
#ifndef ANALYSIS_RUN_REPORT_H
#define ANALYSIS_RUN_REPORT_H

#include "analysis/estimate.h"
#include "analysis/prose.h"
#include "analysis/scorecard.h"

struct run_answer {
    struct report *report; /* NULL: there is none */
    struct estimate estimate;
    struct scorecard_shown scorecard;
    struct prose_shown prose;
};

/* Simulates and fills. Without a report: STATUS_STOPPED, or STATUS_ACCURACY with *fault. */
enum status run_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                          struct run_answer *answer, const char **fault) MUST_CHECK;

#endif
