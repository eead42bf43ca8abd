/* A report under way: sheets of cells and labelled lines become the tree that an offer file would be, whether they came
 * in Markdown, in a CSV file or in a workbook. */
#ifndef INPUTS_REPORT_CELLS_H
#define INPUTS_REPORT_CELLS_H

#include "inputs/document.h"
#include "inputs/report_tables.h"

struct report {
    struct arena *arena;
    struct problems *problems;
    struct node *document;
    size_t grid_count;
    struct grid *grid;
    const char **sheet;    /* of grids: what was read from it, for messages; NULL: nothing */
    struct node *settings; /* values by key path, in order; NULL: none */
    bool workbook;         /* two tables of one kind on two sheets are a question, labels with values are read */
};

struct report_table {
    const struct grid *grid;
    size_t header, end; /* the body are the rows [header + 1, end) */
    struct table_columns columns;
};

/* A text node for a cell, under `key`; `text` is what the grammar is to read, where it differs from what was written.
 */
struct node *report_cell(const struct report *report, const struct grid_cell *cell, const char *key,
                         struct place key_at, const char *text);
/* The same, appended to an object; nothing for a cell that says that there is nothing. `kind` is for the heading's
 * unit. */
void report_member(struct report *report, struct node *object, const struct report_table *table, size_t row,
                   size_t column, const char *key, enum cell_kind kind);

/* What the cells of a row say. NAN: none, or not one value. */
double report_number(const struct report *report, const struct report_table *table, size_t row, size_t column,
                     enum cell_kind kind);

struct place report_place(const struct report_table *table, size_t row, size_t column);
size_t report_line(const struct report_table *table, size_t row); /* as a person counts */

#endif
