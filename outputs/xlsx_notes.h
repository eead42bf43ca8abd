/* Sheets of words: what was assumed, and what was read. Several offers have a column that names theirs. */
#ifndef OUTPUTS_XLSX_NOTES_H
#define OUTPUTS_XLSX_NOTES_H

#include "outputs/xlsx_book.h"

void xlsx_notes_assumptions(struct xlsx_sheet *sheet, const struct report *report);
/* The resolved offer, path and value; what JSON would write as a number is a number. */
void xlsx_notes_inputs(struct xlsx_sheet *sheet, const struct report *report);
bool xlsx_notes_has_inputs(const struct report *report);
/* A table as it is, without figures or tables in it: for sorting, filtering and computing. */
void xlsx_notes_table(struct xlsx_sheet *sheet, const struct result_table *table);

#endif
