/* How much of an answer hangs on what an offer does not say: the offer as it stands and other readings of it, on the
 * same random numbers. Readings come prepared (library/fragility_reader.h makes them of an offer).
 *
 * Of one offer the answer is its net advantage; of several, each read in the same way, which of them is best: then a
 * row's net is that of the best offer as given less that of the best of the others in that reading. */
#ifndef ANALYSIS_FRAGILITY_REPORT_H
#define ANALYSIS_FRAGILITY_REPORT_H

#include "analysis/compare_report.h"
#include "analysis/question.h"
#include "analysis/report.h"
#include "sim/verdict.h"

struct fragility_reading {
    const char *name;               /* of its row: "job-loss-costs" */
    const char *settings;           /* "search=5 months, reemployed_at=90%" */
    const char *source;             /* who says so */
    const struct plan *const *plan; /* of each offer: as it stands where the reading does not apply to it */
    const char *fault;              /* why there are no plans; else NULL */
};

enum { FRAGILITY_OFFERS_MAX = 4 }; /* columns grow with their pairs, and plans with the readings of each */

struct fragility_row {
    struct figure net_mean, p_better; /* of net_advantage: mean, p_positive */
    struct figure difference;         /* of the mean from that of the same offers as they stand, path by path */
    size_t rival;                     /* of several offers: the best of the others */
    enum verdict_side side;
    const char *verdict; /* that in a word: verdict_names (analysis/verdicts.h) */
    const char *changes; /* "sign" (of several offers "best"): the verdict is the opposite; "odds": p_better crosses
                            one half; "sign, odds"; else "" */
};

struct fragility {
    size_t offers, best;                     /* of several: the best as given */
    size_t count;                            /* of readings */
    const struct fragility_reading *reading; /* as given */
    struct fragility_row base, *row;         /* [count] */
    size_t sign_changes, unresolved;         /* readings of which the paths tell so, and do not tell the verdict */
    struct sampling sampling;
};

/* Of the `offers` plans as they stand. The table alone, from the first `paths` of the question at most (0: all of
 * them): for a line beside another answer. STATUS_STOPPED where it was stopped. */
enum status fragility_of(struct arena *arena, const struct question *question, const struct plan *const *plan,
                         size_t offers, const struct fragility_reading *reading, size_t count, uint64_t paths,
                         struct fragility *fragility) MUST_CHECK;

/* "5 of 8 readings change the sign." "2 of 8 readings make another offer the best." */
const char *fragility_sentence(struct arena *arena, const struct fragility *fragility);

extern const struct result_form fragility_report_form;

/* The answer to `fragility`. *report stays NULL where it was stopped. */
enum status fragility_report_of(struct arena *arena, const struct question *question, const struct compared *offers,
                                size_t offer_count, const struct fragility_reading *reading, size_t count,
                                struct fragility *fragility, struct report **report) MUST_CHECK;

#endif
