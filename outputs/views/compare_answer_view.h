/* The answer of `compare` on one screen: which offer, by how much, in how many futures, what it hangs on, and the cash
 * of each year. Every number is one of the report's figures, rounded as people round (outputs/people.h). */
#ifndef OUTPUTS_VIEWS_COMPARE_ANSWER_VIEW_H
#define OUTPUTS_VIEWS_COMPARE_ANSWER_VIEW_H

#include "analysis/compare_report.h"
#include "analysis/fragility_report.h"

/* The last of the views: it points to a chart of compare_view. `fragility` NULL: nothing is known of what else the
 * offers could mean. Where paths are left out there is no answer but the report. */
void compare_answer_view(struct report *report, const struct compared *offers, size_t count,
                         const struct compare_verdict *verdict, enum compare_against against,
                         const struct fragility *fragility);

#endif
