/* Offers on the same random numbers: each offer's metrics, each pair's differences, and what follows from them. */
#ifndef ANALYSIS_COMPARE_REPORT_H
#define ANALYSIS_COMPARE_REPORT_H

#include "analysis/estimate.h"
#include "analysis/subject.h"
#include "sim/verdict.h"

struct compared {      /* one offer */
    const char *label; /* its name; distinct from the others' */
    struct subject subject;
};

/* Simulates and fills a report: the header, with the offers' assumptions and warnings told once where they are the
 * same; then rows, in this order: of each offer (group: its label) the statistics of the metrics,
 * `mean_without_equity` (and the distribution of net_advantage, under its label), and `certainty_equivalent` where the
 * question has a risk aversion; of each pair ("A - B") and money metric `difference`, `p_better`, `correlation`,
 * `variance_reduction`, and for net_advantage the dominance; of the whole choice ("A among A, B") `expected_regret`,
 * and `evpi`. *report stays NULL where there is none: STATUS_STOPPED, or STATUS_ACCURACY with *fault. */
enum status compare_report_of(struct arena *arena, const struct question *question, const struct compared *offers,
                              size_t count, struct report **report, const char **fault) MUST_CHECK;

/* The head of a report about several offers: their notes, told once where they are the same, and where they come from.
 */
void compare_report_header(struct report *report, const struct compared *offers, size_t count,
                           const struct question *question, const struct sampling *sampling);

/* What the offers are held against: each its own market job, one market job for all, or none: then net advantage is
 * pay and equity together. */
enum compare_against { COMPARE_OWN_JOBS, COMPARE_ONE_JOB, COMPARE_NO_JOB };

struct compare_verdict {
    const char *sentence;
    const char *best;    /* label of the best offer; NULL: a tie, or not resolved */
    size_t first, rival; /* the offer of the highest mean, and the one that it leads least surely... */
    struct figure by;    /* ...by so much */
    struct verdict lead;
};

/* Status and notes of a dominance that has no answer of its own: offers can be alike as far as the paths tell, and the
 * same. */
#define COMPARE_NOT_RESOLVED "not resolved at this number of paths"
#define COMPARE_ALIKE "cannot be told apart"
#define COMPARE_SAME "the same distribution"

extern const struct result_form compare_report_offers_form, compare_report_verdict_form;

/* Which is best, in one sentence: where its lower bound beats all others; else a tie (analysis/verdicts.h), or that so
 * many paths do not tell. Adds the tables of the offers and of
 * the verdict. */
struct compare_verdict compare_report_verdict(struct report *report, const struct compared *offers, size_t count,
                                              enum compare_against against);

/* For --target: the figures of a metric and statistic of every offer; `difference` is a statistic too. */
bool compare_report_target(const struct sample *sample, size_t metric, const char *statistic, size_t i,
                           struct figure *figure);

#endif
