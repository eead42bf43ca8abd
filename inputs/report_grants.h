/* Grants in a report: a table with one a row, and what the words around a grant tell of its type. */
#ifndef INPUTS_REPORT_GRANTS_H
#define INPUTS_REPORT_GRANTS_H

#include "inputs/report_cells.h"

/* Reads a table of grants that begins in that row. Returns the row behind it; the row itself when there is none. */
size_t report_grants_take(struct report *report, const struct grid *grid, size_t header);

/* Puts people's word for a type in the place of a node's text; says what it takes for granted. */
void report_grants_type(struct report *report, struct node *type);

/* The type that words tell, "ISO" or "12,000 RSUs", put into a grant that has none; words that tell none, or NULL, put
 * none. */
void report_grants_type_told(struct report *report, struct node *grant, const char *words, struct place at);

/* Grants whose type nothing told: a strike makes them options. */
void report_grants_end(struct report *report);

#endif
