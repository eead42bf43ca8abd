/* The column of values of a table of exits: whether it is the company's, and what makes it so. */
#ifndef INPUTS_REPORT_EXIT_VALUES_H
#define INPUTS_REPORT_EXIT_VALUES_H

#include "inputs/report_cells.h"

/* True: the column holds something else (what the person gets, a value already weighted, one of today, or small prices
 * that may be of a share); a problem was added. `values`: per row of the grid, NAN where a cell tells none. */
bool report_exit_values_refused(struct report *report, const struct report_table *table, const double *values);

/* A cell of that column with what makes it the company's value: "$85" under a price per share is "$85 per share", "10x"
 * under a multiple of revenue "10x revenue". */
const char *report_exit_value_text(const struct report *report, const struct report_table *table, const char *text);

#endif
