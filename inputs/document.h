/* What every reader makes of a file, before anyone asks what it means: a tree of nodes that know their place.
 * JSON (inputs/json_document.c: strict positioned scanner, then cJSON for the tree), CSV and Markdown make the same tree, and
 * --set changes it; the offer reader (inputs/offer_reader.c) sees nothing else. */
#ifndef INPUTS_DOCUMENT_H
#define INPUTS_DOCUMENT_H

#include "inputs/problems.h"

enum node_type { NODE_OBJECT, NODE_ARRAY, NODE_TEXT, NODE_NUMBER, NODE_TRUE, NODE_FALSE, NODE_NULL };

struct node {
    enum node_type type;
    const char *key;     /* in an object; else NULL */
    struct place key_at;
    struct place at;     /* first character of the value (for a text: the opening quote; in CSV, Markdown: the cell) */
    const char *text;    /* NODE_TEXT: UTF-8; NODE_NUMBER: as written */
    double number;       /* NODE_NUMBER */
    struct place *text_at; /* unused unless the text was unescaped: NULL */
    struct node *child, *last_child, *next, *parent;
    size_t children;
};

struct node *node_create(struct arena *arena, enum node_type type, struct place at);
void node_append(struct node *parent, struct node *child);
struct node *node_member(const struct node *object, const char *key); /* NULL when absent */
const char *node_pointer(struct arena *arena, const struct node *node); /* RFC 6901 */

/* JSON text -> tree; NULL when problems were added. */
struct node *json_document(struct arena *arena, const struct source *source, struct problems *problems);

/* A whole file or standard input ("-"); NULL when a problem (status 3, or 4 past the 64 MB limit) was added. */
struct source *source_read(struct arena *arena, const char *path, struct problems *problems);

enum { FILE_BYTES_MAX = 64 << 20, NESTING_MAX = 64, ROWS_MAX = 100000, NAME_BYTES_MAX = 1024, GRANTS_MAX = 100, OFFERS_MAX = 10000 };

#endif
