/* What people are shown of `sweep`: one line per scenario. */
#ifndef OUTPUTS_VIEWS_SWEEP_VIEW_H
#define OUTPUTS_VIEWS_SWEEP_VIEW_H

#include "analysis/report.h"

struct sweep_labels {
    const char *heading;                                     /* "Your grant" */
    const char *values;                                      /* "your grant, how long you stay"; NULL: one alone */
    const char *(*label)(const void *context, size_t index); /* of a scenario: "0.01%, 2-3 years", or its name */
    const void *context;
};

/* Reads the scenarios and their rows. `statistics`: which of them to show, the first few; "METRIC.STATISTIC". */
void sweep_view(struct report *report, const struct sweep_labels *labels, const char *const *statistics, size_t count);

#endif
