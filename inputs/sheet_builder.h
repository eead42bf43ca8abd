/* Cells of a sheet as they come -> a grid, with a source whose places read "book.xlsx:Exits!C6". */
#ifndef INPUTS_SHEET_BUILDER_H
#define INPUTS_SHEET_BUILDER_H

#include "inputs/grid.h"
#include "inputs/problems.h"

enum { SHEET_CELLS_MAX = 5000000, SHEET_STRING_BYTES_MAX = 64 << 20, SHEET_ROWS_MAX = 1048576 };

struct sheet_cell {
    uint32_t row, column; /* from 0 */
    const char *text;
};

struct sheet_builder {
    struct arena *arena;
    const char *name; /* of the sheet */
    size_t count;
    struct sheet_cell *cell; /* row by row */
    bool full;               /* past the limit; what came then was not kept */
};

/* Cells come row by row, in a row from left to right; empty ones and those past GRID_COLUMNS_MAX are not kept. */
void sheet_builder_add(struct sheet_builder *builder, size_t row, size_t column, const char *text);
struct grid sheet_builder_grid(const struct sheet_builder *builder, const char *path);

#endif
