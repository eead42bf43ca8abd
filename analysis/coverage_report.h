/* The answer to `coverage`: a run repeated with the seeds S, S+1, ..., and how often its intervals hold what one long
 * run by another sampler came to. */
#ifndef ANALYSIS_COVERAGE_REPORT_H
#define ANALYSIS_COVERAGE_REPORT_H

#include "analysis/question.h"
#include "analysis/subject.h"

enum { COVERAGE_LEVELS = 5 }; /* 50, 80, 90, 95, 99% */

struct coverage_shown {
    uint64_t repeats;
    const char *reference_sampler;
    uint64_t reference_paths;
};

extern const struct result_form coverage_report_form, coverage_report_curve_form;

/* Statuses of a share that chance does not explain. */
extern const char coverage_report_less[], coverage_report_more[];

/* Rows: STATISTIC, the share that cover; STATISTIC_reference, _bias, _error_ratio beside it; of each money metric the
 * share of repeats that warn of its tails. STATUS_STOPPED: there is no report. */
enum status coverage_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                               struct report **report, struct coverage_shown *shown) MUST_CHECK;

#endif
