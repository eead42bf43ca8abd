/* JSON text -> tree of placed nodes, in two steps: a strict scanner that knows places, and cJSON for the tree. */
#ifndef INPUTS_JSON_DOCUMENT_H
#define INPUTS_JSON_DOCUMENT_H

#include "inputs/document.h"

/* JSON text -> tree; NULL, with problems, when it is no JSON. A key that comes twice is a problem too, but the tree is
 * there, with the first of them. */
struct node *json_document(struct arena *arena, const struct source *source, struct problems *problems);

/* The JSON value that fills `source` from byte `start` on; `pointer` is where it will stand ("" for a whole document).
 */
struct node *json_value(struct arena *arena, const struct source *source, size_t start, const char *pointer,
                        struct problems *problems);

#endif
