/* A workbook that is an offer, as `offercast init -o offer.xlsx` writes it -> the tree. Its sheet Offer has a key path
 * and a value in each row, under the headings Key and Value; the sheets Exits, Risks, Grants, ... are tables with the
 * columns that CSV tables have (inputs/offer_tables.h). */
#ifndef INPUTS_OFFER_SHEETS_H
#define INPUTS_OFFER_SHEETS_H

#include "inputs/document.h"
#include "inputs/xlsx_sheets.h"

/* NULL: it is another workbook, to be read as reports are. */
struct node *offer_sheets_document(struct arena *arena, const struct source *source, const struct workbook *workbook,
                                   struct problems *problems);

#endif
