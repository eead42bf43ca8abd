/* CSV -> rows (inputs/csv_read.h) -> a table of the offer. */
#ifndef INPUTS_CSV_DOCUMENT_H
#define INPUTS_CSV_DOCUMENT_H

#include "inputs/csv_read.h"
#include "inputs/document.h"
#include "inputs/grid.h"

/* The one table that the text is, told by its columns, or by `key` (NULL: not known): {"exits": [...]}. NULL, with
 * problems, when it is none. */
struct node *csv_document(struct arena *arena, const struct source *source, const char *key, struct problems *problems);

/* The value of `table`, whose header is row 0. */
struct offer_table;
struct node *csv_table(struct arena *arena, const struct csv_rows *rows, const struct offer_table *table,
                       struct problems *problems);
/* What a cell says: a text, or a value in parts, {"dist": "lognormal", ...}. */
struct node *csv_cell_node(struct arena *arena, const char *text, struct place at, struct problems *problems);

/* Whether the header is that of a table of an offer. */
bool csv_recognised(struct arena *arena, const struct source *source);

/* Whether there is anything in it that csv_document() would read. */
bool csv_holds_table(struct arena *arena, const struct source *source);

/* The file as one sheet of cells; false with a problem. */
bool csv_grids(struct arena *arena, const struct source *source, struct problems *problems, struct grid **grid,
               size_t *count) MUST_CHECK;

#endif
