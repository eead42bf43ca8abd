/* Where something stands: a source that was read, and a byte of it as line and column. */
#ifndef INPUTS_PLACE_H
#define INPUTS_PLACE_H

#include "inputs/comma_use.h"
#include "inputs/date_order.h"
#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source_mark; /* inputs/place.c: line and column at regular offsets, so that finding a place never costs a walk */

struct sheet_mark { /* where the text of a cell of a sheet begins */
    size_t offset;
    uint32_t row, column; /* from 0 */
};

struct source {        /* a text that was read; made by source_create (inputs/document.h) */
    const char *name;  /* as the user gave it: "offer.json", "--set", "-" */
    const char *bytes; /* zero terminated, without a byte order mark */
    size_t length;
    bool whole;            /* nothing was read: problems are about all of it, and show no line */
    size_t first_line;     /* 1; for the n-th --set: n, so that a place reads "--set n:COLUMN"... */
    bool one_line;         /* ...a --set is one line: it prints NAME LINE:COLUMN as "--set 1:7" */
    enum comma_use commas; /* a CSV with semicolons: its cells may write 3,5 for 3.5 */
    bool commas_wished;    /* whoever reads it said so: nothing that it holds leaves doubt, or tells otherwise */
    enum date_order dates; /* of dates with slashes: as those tell that can be one day only, or as was wished */
    const char *sheet;     /* of a workbook: a place reads "book.xlsx:Exits!C6"; NULL: it is a text */
    size_t cell_count;
    const struct sheet_mark *cell;  /* of a sheet, ascending */
    const struct source_mark *mark; /* NULL: a place is found by walking from the start (fine for short texts) */
};

struct place {
    const struct source *source; /* NULL: no place (a whole run) */
    size_t offset;               /* in bytes from the start of the source */
};

/* A line ends with LF, CR LF or CR. Of a text that is not UTF-8, a byte that fits nowhere counts as a character. */
void place_line_column(const struct place *place, size_t *line, size_t *column);
/* The cell of a sheet in which a place is; row and column from 0. */
void place_cell(const struct place *place, size_t *row, size_t *column);
const char *place_cell_name(struct arena *arena, size_t row, size_t column); /* "C6" */
const struct source_mark *source_marks(struct arena *arena, const char *bytes, size_t length);

#endif
