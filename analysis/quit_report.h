/* When to leave, and what the option to leave is worth: the offer with a stay of each whole month, on the same random
 * numbers (models/leaving_month.h). */
#ifndef ANALYSIS_QUIT_REPORT_H
#define ANALYSIS_QUIT_REPORT_H

#include "analysis/question.h"
#include "analysis/report.h"
#include "analysis/subject.h"

struct quit_month {
    struct figure net_mean;   /* of net_advantage, staying until the end of this month */
    struct figure difference; /* from the offer as it stands, path by path */
};

struct quit {
    size_t months;            /* candidates: 1 to this one */
    struct quit_month *month; /* [months]: month m is month[m - 1] */
    struct quit_month base;   /* the offer's own stay */
    size_t best;              /* the month of the highest mean; of equal ones the earlier */
    /* The difference of the best month's mean. The month is chosen on half of the replicates and valued on the other
     * half, both ways, and averaged: choosing by chance would make it look better than it is. */
    struct figure option;
    struct sampling sampling;
};

/* The figures alone, from the first `paths` of the question at most (0: all). STATUS_STOPPED where it was stopped. */
enum status quit_of(struct arena *arena, const struct question *question, const struct plan *plan, uint64_t paths,
                    struct quit *quit) MUST_CHECK;

extern const struct result_form quit_report_form, quit_report_months_form;

/* The answer to `quit`. *report stays NULL where it was stopped. */
enum status quit_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                           struct quit *quit, struct report **report) MUST_CHECK;

#endif
