/* What people are shown of `run`: blocks made from the report's rows, no figure computed. */
#ifndef OUTPUTS_VIEWS_RUN_VIEW_H
#define OUTPUTS_VIEWS_RUN_VIEW_H

#include "analysis/report.h"

/* Adds, in this order, what the report has rows or histograms for:
 *   the headline (sheet "Summary"), how to read the intervals, the metrics ("Summary"), the distribution of
 *   net_advantage ("Distribution"), exits ("Exits"), where the grant's value goes ("Grant value"), and charts.
 * Rows it reads: the five metrics' statistics (group ""); per exit (metric equity_value, group = exit) probability,
 * share, mean, contribution; grant_value with the chain's stages as statistics; per exit, metric exit_years with p5,
 * p50, p95 (optional: bars in the timeline). */
void run_view(struct report *report);

/* Charts of run_view (outputs/views/run_charts.c), each added where the report has what it shows. */
void run_charts_distribution(struct report *report, const char *metric);
void run_charts_exceedance(struct report *report);
void run_charts_chain(struct report *report);
void run_charts_exits(struct report *report);
void run_charts_timeline(struct report *report);

#endif
