/* What people are shown of `breakeven`. */
#ifndef OUTPUTS_VIEWS_BREAKEVEN_VIEW_H
#define OUTPUTS_VIEWS_BREAKEVEN_VIEW_H

#include "analysis/breakeven.h"

/* Reads the rows of metric and group `path` whose statistic begins with "breakeven". Makes the JSON's own members. */
void breakeven_view(struct report *report, const struct breakeven_shown *shown);

#endif
