/* A sheet of cells, whatever it came in: a table of a report, a CSV file, a sheet of a workbook. Rows without content
 * are not kept; their numbers tell the gap. */
#ifndef INPUTS_GRID_H
#define INPUTS_GRID_H

#include "inputs/place.h"

enum { GRID_COLUMNS_MAX = 256, GRID_LINES_ABOVE = 4 };

struct grid_cell {
    const char *text; /* never NULL; "" for an empty cell */
    struct place at;
    bool quoted; /* stands in double quotes in its source */
    bool number; /* a number of a workbook without a format that says more */
};

struct grid_row {
    size_t number; /* from 1, as a person counts */
    size_t count;  /* of cells, up to the last one with content */
    struct grid_cell *cell;
};

struct grid {
    const char *name; /* of the sheet, or "" */
    size_t count;
    struct grid_row *row;
    struct place at;
    bool table; /* row 0 is the heading and all else its body: a table of a report */
    size_t lines_above;
    const char *line_above[GRID_LINES_ABOVE]; /* of a table of a report: the lines of text that stand above it */
};

/* "" past the end of a row. */
const char *grid_text(const struct grid *grid, size_t row, size_t column);
struct place grid_place(const struct grid *grid, size_t row, size_t column);
/* Cells of the row with content. */
size_t grid_filled(const struct grid *grid, size_t row);
/* Columns of the widest of the rows [first, end). */
size_t grid_width(const struct grid *grid, size_t first, size_t end);
/* Rows and columns exchanged; only of a small table. */
struct grid grid_turned(struct arena *arena, const struct grid *grid);

#endif
