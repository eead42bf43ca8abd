/* When to exercise: each year's bill, and what it brings. */
#ifndef OUTPUTS_VIEWS_EXERCISE_DAYS_VIEW_H
#define OUTPUTS_VIEWS_EXERCISE_DAYS_VIEW_H

#include "analysis/report.h"

/* Adds a table; nothing where the report has no such days (analysis/exercise_days.h). */
void exercise_days_view(struct report *report);

#endif
