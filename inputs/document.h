/* What every reader makes of a file, before anyone asks what it means: a tree of nodes that know their place.
 * JSON (inputs/json_document.c: strict positioned scanner, then cJSON for the tree), CSV and Markdown make the same
 * tree, and
 * --set changes it; the offer reader (inputs/offer_reader.c) sees nothing else. */
#ifndef INPUTS_DOCUMENT_H
#define INPUTS_DOCUMENT_H

#include "inputs/problems.h"

enum node_type { NODE_OBJECT, NODE_ARRAY, NODE_TEXT, NODE_NUMBER, NODE_TRUE, NODE_FALSE, NODE_NULL };

/* How a text was written, to find a character of it again in the source. */
enum node_writing { WRITTEN_PLAIN, WRITTEN_JSON, WRITTEN_CSV_QUOTED };

struct node {
    enum node_type type;
    enum node_writing writing;
    bool report;     /* of a root: it came from a report, where people do not choose words with care */
    bool faulty;     /* a mistake of form was told here: what only follows from it is not told */
    const char *key; /* in an object; else NULL */
    struct place key_at;
    struct place at;     /* first character of the value (for a text: the opening quote; in CSV, Markdown: the cell) */
    const char *text;    /* NODE_TEXT: UTF-8; NODE_NUMBER: as written */
    const char *written; /* what stood in the cell, where the text was given a unit by its heading; NULL: the text */
    double number;       /* NODE_NUMBER */
    size_t index;        /* among its siblings, from 0 */
    struct node *child, *last_child, *next, *parent;
    size_t children;
};

struct node *node_create(struct arena *arena, enum node_type type, struct place at);
void node_append(struct node *parent, struct node *child);
struct node *node_member(const struct node *object, const char *key);   /* NULL when absent */
const char *node_pointer(struct arena *arena, const struct node *node); /* RFC 6901 */
/* Where byte `offset` of the text of a node (or of a number as written) stands in its source. */
struct place node_text_place(const struct node *node, size_t offset);
/* A member `key` with its value taken by `value`: replaced where it stands, else appended. `key` is kept, not copied.
 */
void node_set_member(struct node *object, const char *key, struct place key_at, struct node *value);
/* `fresh` takes the place (key, order, parent) of `old`. */
void node_replace(struct node *old, struct node *fresh);
/* The tree again: texts and sources are shared, nodes are not. At most NESTING_MAX deep. */
struct node *node_copy(struct arena *arena, const struct node *node);

enum {
    NESTING_MAX = 64,
    ROWS_MAX = 100000,
    NAME_BYTES_MAX = 1024,
    EXITS_MAX = 10000,
    GRANTS_MAX = 100,
    OFFERS_MAX = 10000,
    VALUES_MAX = 8000000
};

#endif
