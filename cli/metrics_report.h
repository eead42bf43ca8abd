/* The figures of one estimate as report rows: every statistic of the five metrics, the exits, the chain of losses. */
#ifndef CLI_METRICS_REPORT_H
#define CLI_METRICS_REPORT_H

#include "cli/estimate.h"
#include "inputs/offer_input.h"
#include "outputs/report.h"

/* Header: input, run, assumptions and warnings of the reading and of the plan. */
void metrics_report_header(struct report *report, const struct offer_input *input, const struct plan *plan,
                           const struct options *options, const struct sampling *sampling);
/* Of the header only how it was run. */
void metrics_report_run(struct report *report, const struct options *options, const struct sampling *sampling);
/* One metric from column `column` of the sample. */
void metrics_report_column(struct report *report, const struct sample *sample, size_t column, const char *metric,
                           const char *group, const char *unit, const double *above, size_t above_count);
void metrics_report_exits(struct report *report, const struct sample *sample, const struct plan *plan);
void metrics_report_chain(struct report *report, const struct sample *sample, const struct plan *plan);
void metrics_report_tails(struct report *report, const struct sample *sample);
void metrics_report_targets(struct report *report, const struct estimate *estimate);

/* All of the above. */
void metrics_report_fill(struct report *report, const struct estimate *estimate, const struct plan *plan,
                         const double *above, size_t above_count);

void metrics_report_warn(struct report *report, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
