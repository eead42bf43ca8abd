/* CSV -> rows (inputs/csv_read.h) -> a table of the offer. */
#ifndef INPUTS_CSV_DOCUMENT_H
#define INPUTS_CSV_DOCUMENT_H

#include "inputs/document.h"

/* The one table that the text is, told by its columns, or by `key` (NULL: not known): {"exits": [...]}. NULL, with
 * problems, when it is none. */
struct node *csv_document(struct arena *arena, const struct source *source, const char *key, struct problems *problems);

/* Whether the header is that of a table of an offer. */
bool csv_recognised(struct arena *arena, const struct source *source);

#endif
