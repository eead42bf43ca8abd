/* The sheet Statistics: one row for one statistic, as in the CSV, each estimate with a name that formulas can use. */
#ifndef OUTPUTS_XLSX_STATISTICS_H
#define OUTPUTS_XLSX_STATISTICS_H

#include "outputs/formats.h"
#include "outputs/xlsx_book.h"

/* Rows that the sheet would have below its headings. */
size_t xlsx_statistics_count(const struct report *report, const struct output_style *style);
void xlsx_statistics_put(struct xlsx_sheet *sheet, const struct report *report, const struct output_style *style);
/* What rounds a figure for the eye: its standard error, else a quarter of its interval, else NAN. */
double xlsx_statistics_error(const struct figure *figure);

#endif
