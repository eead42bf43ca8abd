/* A scorecard of a report: its rows, and its total checked against them. */
#ifndef INPUTS_REPORT_SCORECARD_H
#define INPUTS_REPORT_SCORECARD_H

#include "inputs/report_cells.h"

/* A total is a row of that name, which is left out, or what the report says of itself elsewhere. */
bool report_scorecard_is_total(const char *name);
/* The sum of score times weight over the rows. False: a cell does not read. */
bool report_scorecard_sum(const struct report *report, const struct report_table *table, double *sum);
/* Warns where a stated total is not that sum, to the digits it is written in. */
void report_scorecard_check(struct report *report, const char *stated, struct place at, const char *what, double sum);
/* The totals of the table itself. */
void report_scorecard_check_rows(struct report *report, const struct report_table *table, double sum);

#endif
