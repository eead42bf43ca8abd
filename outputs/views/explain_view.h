/* What `explain` shows: one path, step by step. */
#ifndef OUTPUTS_VIEWS_EXPLAIN_VIEW_H
#define OUTPUTS_VIEWS_EXPLAIN_VIEW_H

#include "analysis/report.h"
#include "models/explain.h"

/* A unit "money" stands for the report's currency; "": the text alone matters. */
void explain_view(struct report *report, uint64_t path, const struct story_line *line, size_t count);

#endif
