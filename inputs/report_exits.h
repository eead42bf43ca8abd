/* A table of exits of a report: rows that are sums are checked and left out, values that are not the company's are told
 * apart, rows without an exit become the remainder. */
#ifndef INPUTS_REPORT_EXITS_H
#define INPUTS_REPORT_EXITS_H

#include "inputs/report_cells.h"

/* Appends `exits`, and `remainder` where a row says that there is no exit. */
void report_exits_add(struct report *report, const struct report_table *table);

#endif
