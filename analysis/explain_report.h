/* The answer to `explain`: paths step by step for people, and draw by draw for another program. */
#ifndef ANALYSIS_EXPLAIN_REPORT_H
#define ANALYSIS_EXPLAIN_REPORT_H

#include "analysis/report.h"
#include "models/explain.h"
#include "models/run.h"

extern const struct result_form explain_report_path_form, explain_report_steps_form, explain_report_draws_form,
    explain_report_amounts_form;

/* `count` paths in a row, at least one. */
void explain_report_add(struct report *report, const struct told_path *told, size_t count);

/* A step's unit; "money" stands for the report's currency. */
const char *explain_report_unit(const struct report *report, const struct story_line *line);

#endif
