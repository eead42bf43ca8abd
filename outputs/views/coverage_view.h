/* What `coverage` shows: the share of intervals that cover, by statistic and metric. */
#ifndef OUTPUTS_VIEWS_COVERAGE_VIEW_H
#define OUTPUTS_VIEWS_COVERAGE_VIEW_H

#include "analysis/coverage_report.h"

/* Reads the rows with unit "share" whose statistic has a row STATISTIC_reference. */
void coverage_view(struct report *report, const struct coverage_shown *shown);

#endif
