/* A workbook -> the tree that an offer file would be. Its sheets are read as reports are (inputs/report_document.h),
 * but for an offer that `init` wrote (inputs/offer_sheets.h); hidden sheets are not, and sheets without a known table
 * are named. Old .xls files, encrypted ones and what is no workbook are refused by their first bytes, each in its own
 * words. */
#ifndef INPUTS_WORKBOOK_DOCUMENT_H
#define INPUTS_WORKBOOK_DOCUMENT_H

#include "inputs/document.h"
#include "inputs/grid.h"

bool workbook_recognised(const struct source *source); /* by its first bytes */
/* The sheets that are seen; false with a problem. */
bool workbook_grids(struct arena *arena, const struct source *source, struct problems *problems, struct grid **grid,
                    size_t *count) MUST_CHECK;
struct node *workbook_document(struct arena *arena, const struct source *source, struct problems *problems);

#endif
