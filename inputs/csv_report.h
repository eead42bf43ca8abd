/* A CSV file that is a report: a cap table, several tables, a heading further down, units in headings. */
#ifndef INPUTS_CSV_REPORT_H
#define INPUTS_CSV_REPORT_H

#include "inputs/csv_read.h"
#include "inputs/document.h"
#include "inputs/grid.h"
#include "inputs/offer_tables.h"
#include "inputs/problems.h"

struct grid csv_report_grid(struct arena *arena, const struct csv_rows *rows);
/* What the file holds, read as a report is; NULL: nothing that is known. */
struct node *csv_report_read(struct arena *arena, const struct csv_rows *rows, struct problems *problems);
/* The table has each column of the header, none with a unit, and the header is not that of a cap table. */
bool csv_report_plain_table(struct arena *arena, const struct source *source, const struct offer_table *table,
                            const struct csv_row *header);
/* Whether a report makes more of it than the table that the columns are likeliest to be (NULL: none). `key`: the file
 * is named as that table inside an offer, or NULL. */
bool csv_report_is_better(struct arena *arena, const struct csv_rows *rows, const struct offer_table *likely,
                          const char *key);

#endif
