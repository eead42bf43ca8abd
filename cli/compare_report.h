/* The figures of `compare` as report rows: each offer's metrics, each pair's differences, and what follows from them.
 */
#ifndef CLI_COMPARE_REPORT_H
#define CLI_COMPARE_REPORT_H

#include "cli/estimate.h"
#include "inputs/offer_input.h"
#include "outputs/report.h"
#include "outputs/views/compare_view.h"

struct compared {      /* one offer */
    const char *label; /* its name; distinct from the others' */
    struct offer_input input;
    struct plan *plan;
};

/* Header of the report: input, run, the offers' assumptions and warnings, told once where they are the same. */
void compare_report_header(struct report *report, const struct compared *offers, size_t count,
                           const struct options *options, const struct sampling *sampling);

/* Rows, in this order: of each offer (group: its label) the statistics of the metrics, `mean_without_equity`, and
 * `certainty_equivalent` with --risk-aversion; of each pair ("A - B") and money metric `difference`, `p_better`,
 * `correlation`, `variance_reduction`, and for net_advantage the dominance; of the whole choice ("A among A, B")
 * `expected_regret`, and `evpi`. */
void compare_report_fill(struct report *report, const struct estimate *estimate, const struct compared *offers,
                         size_t count, const struct options *options, const double *above);

/* Which is best, in one sentence: "tie" unless its lower bound beats all others. */
struct compare_verdict compare_report_verdict(const struct report *report, const struct compared *offers, size_t count);

const char *compare_report_pair(struct arena *arena, const struct compared *a, const struct compared *b);

/* For --target: the figures of a metric and statistic of every offer; `difference` is a statistic too. */
bool compare_report_target(const struct sample *sample, const char *metric, const char *statistic, size_t i,
                           struct figure *figure);

#endif
