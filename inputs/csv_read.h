/* CSV (RFC 4180) -> rows of cells that know their place.
 *
 * The delimiter (comma, semicolon or tab) is the one that the header has most of, outside quotes. A line ends with CR
 * LF, LF or CR; lines without content are passed over; blanks around a cell do not count. With semicolons, cells may
 * have decimal commas: the numbers of the file tell, and the source of the places says so. */
#ifndef INPUTS_CSV_READ_H
#define INPUTS_CSV_READ_H

#include "inputs/problems.h"

#include <stdint.h>

struct csv_cell {
    const char *text; /* zero terminated, quotes taken away */
    uint32_t offset;  /* of its first character, or its opening quote */
    bool quoted;
};

enum { CSV_CELLS_KEPT = 1024, CSV_COLUMNS_MAX = 200 };

struct csv_row {
    size_t count; /* of cells; only CSV_CELLS_KEPT of them are kept */
    const struct csv_cell *cell;
    uint32_t end; /* offset of the end of its last line */
    bool open;    /* its last cell has an opening quote and no closing one: a problem was added */
};

struct csv_rows {
    const struct source *source; /* of the places: as given, and with `commas` */
    size_t count;                /* the header is row 0 */
    const struct csv_row *row;
};

/* Problems of form (quotes, bytes that are not UTF-8, too many rows) are added; the rows are as good as can be. With
 * `rows_max` rows after the header it stops silently, unless that is ROWS_MAX. */
struct csv_rows csv_read(struct arena *arena, const struct source *source, size_t rows_max, struct problems *problems);

#endif
