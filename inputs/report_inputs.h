/* Tables of a report that are no list of exits or risks: pay here and elsewhere side by side, grants one a row, labels
 * with a value beside each. */
#ifndef INPUTS_REPORT_INPUTS_H
#define INPUTS_REPORT_INPUTS_H

#include "inputs/report_cells.h"

/* Reads such a table that begins in that row. Returns the row behind it; the row itself when there is none. */
size_t report_inputs_take(struct report *report, const struct grid *grid, size_t row);

/* Whether labels of the row are key paths, which no other table has for headings. */
bool report_inputs_are_paths(struct report *report, const struct grid *grid, size_t row);

/* A line "Salary: $150,000" of a report, where its label leaves no doubt and nothing else told the value. */
void report_inputs_line(struct report *report, const char *label, const struct grid_cell *cell);

/* What key paths as labels say, and the types of grants, once all tables and lines are read. */
void report_inputs_end(struct report *report);

/* A cell as a node with the unit of its heading; NULL: it says nothing. */
struct node *report_inputs_cell(struct report *report, const struct grid *grid, size_t row, size_t column,
                                const char *heading, enum cell_kind kind);
/* A bonus in money becomes a share of the salary beside it. */
void report_inputs_bonus(struct report *report);

#endif
