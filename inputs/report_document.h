/* All tables of a report -> the tree of the offer. */
#ifndef INPUTS_REPORT_DOCUMENT_H
#define INPUTS_REPORT_DOCUMENT_H

#include "inputs/report_cells.h"

/* Appends what the grids hold to report->document. *scorecard: the table that became the scorecard; grid NULL: none. */
void report_document_fill(struct report *report, struct report_table *scorecard);

#endif
