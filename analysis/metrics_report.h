/* The figures of one estimate as report rows: every statistic of the five metrics, the exits, the chain of losses. */
#ifndef ANALYSIS_METRICS_REPORT_H
#define ANALYSIS_METRICS_REPORT_H

#include "analysis/estimate.h"
#include "analysis/subject.h"

/* Header: input, run, assumptions and warnings of the reading and of the plan. `sampling` NULL: nothing is run. */
void metrics_report_header(struct report *report, const struct subject *subject, const struct question *question,
                           const struct sampling *sampling);
/* Adds the tables that the offer's taxes go by, each once. */
void metrics_report_tables(struct report *report, const struct tax_setting *tax);
/* Of the header only how it was run. */
void metrics_report_run(struct report *report, const struct question *question, const struct sampling *sampling);
/* Answers once for all metrics which of their statistics are chosen: for a choice that many reports have. */
void metrics_report_index(struct arena *arena, struct report_choice *choice);
/* One metric from column `column` of the sample. */
void metrics_report_column(struct report *report, const struct sample *sample, size_t column, const char *metric,
                           const char *group, const char *unit, const double *above, size_t above_count);
void metrics_report_exits(struct report *report, const struct sample *sample, const struct plan *plan);
void metrics_report_chain(struct report *report, const struct sample *sample, const struct plan *plan);
#define METRICS_REPORT_TOO_NARROW "heavy tail: too narrow" /* the note of a figure whose interval is */

void metrics_report_tails(struct report *report, const struct sample *sample);

/* All of the above. */
void metrics_report_fill(struct report *report, const struct estimate *estimate, const struct plan *plan,
                         const double *above, size_t above_count);

void metrics_report_warn(struct report *report, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
