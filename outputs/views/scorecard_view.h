/* Scorecards, where an offer has one: its rows and total; and how the order of two hangs on the weights. */
#ifndef OUTPUTS_VIEWS_SCORECARD_VIEW_H
#define OUTPUTS_VIEWS_SCORECARD_VIEW_H

#include "analysis/scorecard.h"

/* Nothing where the offer has no scorecard. */
void scorecard_view(struct report *report, const struct scorecard_shown *card);
/* Nothing where the scorecards can't be compared. */
void scorecard_view_ranking(struct report *report, const struct scorecard_ranking_shown *ranking);

#endif
