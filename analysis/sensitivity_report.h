/* The answer to `sensitivity`: what each uncertain input does to the mean of net_advantage. */
#ifndef ANALYSIS_SENSITIVITY_REPORT_H
#define ANALYSIS_SENSITIVITY_REPORT_H

#include "analysis/question.h"
#include "analysis/subject.h"

struct sensitivity_line { /* an input, or a table as one group (then only first and total) */
    const char *name;
    const char *low_name, *high_name; /* what its ends are */
    bool at_percentiles;              /* the ends are the 10th and the 90th percentile */
    struct figure low, high, swing, spearman, first, total, evppi;
    bool turns, group;
};

struct sensitivity_outcome { /* one level of an input that is a choice: an exit */
    const char *name;
    double share;
    struct figure mean, evppi;
};

struct sensitivity_shown {
    const char *metric, *unit; /* "net_advantage"; a currency */
    struct figure mean, evpi;
    size_t line_count, outcome_count;
    const struct sensitivity_line *line;
    const struct sensitivity_outcome *outcome;
};

/* Simulates and fills: rows of net_advantage; `shown` is the same for people. Without a report: STATUS_STOPPED, or
 * STATUS_LIMIT with *fault. */
enum status sensitivity_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                                  struct report **report, struct sensitivity_shown *shown,
                                  const char **fault) MUST_CHECK;

#endif
