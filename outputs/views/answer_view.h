/* The answer of `run` on one screen: the verdict, how outcomes spread, the money that moves, what to do next. Every
 * number is one of the report's figures, rounded as people round (outputs/people.h). */
#ifndef OUTPUTS_VIEWS_ANSWER_VIEW_H
#define OUTPUTS_VIEWS_ANSWER_VIEW_H

#include "analysis/fragility_report.h"
#include "analysis/negotiate.h"
#include "analysis/report.h"

/* The last of the views: it points to the histogram of run_view. NULL: nothing is known of what else the offer could
 * mean, or of what to ask for. */
void answer_view(struct report *report, const struct fragility *fragility, const struct negotiation *negotiation);

#endif
