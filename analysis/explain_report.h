/* The answer to `explain`: one path, step by step. */
#ifndef ANALYSIS_EXPLAIN_REPORT_H
#define ANALYSIS_EXPLAIN_REPORT_H

#include "analysis/report.h"
#include "models/run.h"

extern const struct result_form explain_report_path_form, explain_report_steps_form;

void explain_report_add(struct report *report, uint64_t path, const struct story *story);

/* A step's unit; "money" stands for the report's currency. */
const char *explain_report_unit(const struct report *report, const struct story_line *line);

#endif
