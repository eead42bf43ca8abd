/* What `waterfall` shows: payouts by class at each exit, and the breakpoints. */
#ifndef OUTPUTS_VIEWS_WATERFALL_VIEW_H
#define OUTPUTS_VIEWS_WATERFALL_VIEW_H

#include "analysis/waterfall_report.h"

/* csv_of_breaks: the CSV holds the breakpoints, not the payouts. */
void waterfall_view(struct report *report, const struct waterfall_shown *shown, bool csv_of_breaks);

#endif
