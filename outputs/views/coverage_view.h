/* What `coverage` shows: the share of intervals that cover, by statistic and metric. */
#ifndef OUTPUTS_VIEWS_COVERAGE_VIEW_H
#define OUTPUTS_VIEWS_COVERAGE_VIEW_H

#include "outputs/report.h"

struct coverage_view {
    uint64_t repeats;
    const char *reference_sampler;
    uint64_t reference_paths;
};

/* Statuses of a share that chance does not explain. */
extern const char coverage_view_less[], coverage_view_more[];

/* Reads the rows with unit "share" whose statistic has a row STATISTIC_reference. */
void coverage_view(struct report *report, const struct coverage_view *view);

#endif
