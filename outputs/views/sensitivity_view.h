/* What `sensitivity` shows: the tornado, the shares of the variance, and what to find out first. */
#ifndef OUTPUTS_VIEWS_SENSITIVITY_VIEW_H
#define OUTPUTS_VIEWS_SENSITIVITY_VIEW_H

#include "outputs/report.h"

#include <stdbool.h>

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

/* Blocks only; the rows are the caller's. */
void sensitivity_view(struct report *report, const struct sensitivity_shown *shown);

#endif
