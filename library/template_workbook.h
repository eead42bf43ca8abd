/* An offer as a workbook to fill in: the sheet Offer with a key and a value in each row, and a sheet for each table
 * with the columns of its CSV, with hints and lists to choose from. Read back (inputs/offer_sheets.h) it is the same
 * offer. */
#ifndef LIBRARY_TEMPLATE_WORKBOOK_H
#define LIBRARY_TEMPLATE_WORKBOOK_H

#include "outputs/text_buffer.h"
#include "sim/status.h"

/* `offer` is the text of an offer file, JSON, without mistakes of form. STATUS_LIMIT with a fault: more than a workbook
 * holds. */
enum status template_workbook(const char *offer, struct text_buffer *out, const char **fault) MUST_CHECK;

#endif
