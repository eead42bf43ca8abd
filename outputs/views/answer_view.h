/* The answer of `run` on one screen: the verdict, how outcomes spread, the money that moves, what to do next. Every
 * number is one of the report's figures, rounded as people round (outputs/people.h). */
#ifndef OUTPUTS_VIEWS_ANSWER_VIEW_H
#define OUTPUTS_VIEWS_ANSWER_VIEW_H

#include "analysis/fragility_report.h"
#include "analysis/negotiate.h"
#include "analysis/report.h"

struct answer_shown {                      /* what is known besides the report; NULL: nothing */
    const struct fragility *fragility;     /* what else the offer could mean */
    const struct negotiation *negotiation; /* what to ask for */
    const struct report *odds;             /* with the credible bands of analysis/second_order.h: odds are guesses */
};

/* The last of the views: it points to the histogram of run_view. */
void answer_view(struct report *report, const struct answer_shown *shown);

#endif
