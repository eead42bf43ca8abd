/* What `waterfall` shows: payouts by class at each exit, and the breakpoints. */
#ifndef OUTPUTS_VIEWS_WATERFALL_VIEW_H
#define OUTPUTS_VIEWS_WATERFALL_VIEW_H

#include "analysis/waterfall_report.h"

void waterfall_view(struct report *report, const struct waterfall_shown *shown);

#endif
