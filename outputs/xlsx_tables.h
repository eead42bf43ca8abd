/* Sheets that are one table: every statistic in full, what was assumed, what was read, a command's own table. Several
 * offers have a column that names theirs. */
#ifndef OUTPUTS_XLSX_TABLES_H
#define OUTPUTS_XLSX_TABLES_H

#include "outputs/formats.h"
#include "outputs/xlsx_book.h"

/* One row for one statistic, as in the CSV, each estimate with a name that formulas can use. */
void xlsx_tables_statistics(struct xlsx_book *book, const struct report *report, const struct output_style *style);
/* Rows that it would have below its headings. */
size_t xlsx_tables_statistics_count(const struct report *report, const struct output_style *style);
void xlsx_tables_assumptions(struct xlsx_book *book, const struct report *report);
/* The resolved offer, path and value, where there is any; what JSON would write as a number is a number. */
void xlsx_tables_inputs(struct xlsx_book *book, const struct report *report);
/* A table as it is, without figures or tables in it: for sorting, filtering and computing. */
void xlsx_tables_data(struct xlsx_book *book, const struct report *report, const struct result_table *data);

#endif
