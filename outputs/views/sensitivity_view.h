/* What `sensitivity` shows: the tornado, the shares of the variance, and what to find out first. */
#ifndef OUTPUTS_VIEWS_SENSITIVITY_VIEW_H
#define OUTPUTS_VIEWS_SENSITIVITY_VIEW_H

#include "analysis/sensitivity_report.h"

/* Blocks only; the rows are the caller's. */
void sensitivity_view(struct report *report, const struct sensitivity_shown *shown);

#endif
