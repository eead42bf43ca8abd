/* Making a BLOCK_TABLE cell by cell, row by row. */
#ifndef OUTPUTS_BLOCK_TABLE_H
#define OUTPUTS_BLOCK_TABLE_H

#include "analysis/report.h"

struct block_table {
    struct report *report;
    size_t block; /* index: the block itself moves as others are added */
    size_t cells;
    struct block_cell *cell;
};

/* heading: NULL for a table without one; align: NULL is left for the first column and right for the others. Both are
 * copied. */
struct block_table block_table_begin(struct report *report, const char *title, const char *sheet, size_t columns,
                                     const char *const *heading, const enum cell_align *align);
/* Each adds the next cell; the table is complete whenever a row is. */
void block_table_text(struct block_table *table, const char *text);
void block_table_cell(struct block_table *table, const char *text, double number, const char *unit);
void block_table_figure(struct block_table *table, const struct report_row *row);   /* "$149,833 ± 95"; NULL: empty */
void block_table_estimate(struct block_table *table, const struct report_row *row); /* "$149,833"; NULL: empty */
void block_table_rule(struct block_table *table, enum cell_rule rule); /* the last cell: what it follows from */
void block_table_neutral(struct block_table *table);                   /* the last cell: its sign is no gain or loss */

/* '+' or '-' of an amount of money that is a gain or a loss by its written sign, else 0. */
char block_cell_sign(const struct block_cell *cell);

#endif
