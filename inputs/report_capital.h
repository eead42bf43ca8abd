/* Cap tables: by holder or by class, with or without the terms of the classes, over several tables -> `capital`. */
#ifndef INPUTS_REPORT_CAPITAL_H
#define INPUTS_REPORT_CAPITAL_H

#include "inputs/report_cells.h"

struct capital_found; /* what the tables told so far */

struct capital_found *report_capital_begin(struct report *report);
/* Takes the table of a cap table that begins in that row. Returns the row behind it; the row itself when there is none.
 */
size_t report_capital_take(struct capital_found *found, const struct grid *grid, size_t row);
/* Appends `capital`, where there were holdings. */
void report_capital_end(struct capital_found *found);

#endif
