/* What of a Markdown text an offer may be in: its tables, its lines of the form "Label: text", its lists and its
 * sections, each with its place.
 * The one file that knows md4c. */
#ifndef INPUTS_MARKDOWN_BLOCKS_H
#define INPUTS_MARKDOWN_BLOCKS_H

#include "inputs/problems.h"

struct markdown_text {
    const char *text; /* without emphasis; in a cell also without links, unless it holds nothing else */
    size_t offset;    /* in the source, of its first character; of an empty cell, where it would be */
};

struct markdown_table {
    size_t columns, rows;
    struct markdown_text *header; /* [columns] */
    struct markdown_text *cell;   /* [rows * columns], row major */
};

struct markdown_item { /* of a list that stands in no other; what stands in its own lists follows, with "; " between */
    size_t list;       /* from 1 */
    struct markdown_text text;
};

struct markdown_section { /* a heading and the text below it, but for tables, with "; " between its lines */
    unsigned level;
    struct markdown_text text;
};

struct markdown_blocks {
    struct markdown_text title; /* the first heading of level 1; text NULL: none */
    size_t line_count;
    struct markdown_text *line; /* those with a colon, at most MARKDOWN_LINE_BYTES long */
    size_t table_count;
    struct markdown_table *table;
    size_t item_count;
    struct markdown_item *item; /* at most MARKDOWN_ITEMS_MAX, of at most MARKDOWN_LINE_BYTES each */
    size_t section_count;
    struct markdown_section *section; /* at most MARKDOWN_ITEMS_MAX; a longer text is cut at MARKDOWN_SECTION_BYTES */
};

enum {
    MARKDOWN_LINE_BYTES = 300,
    MARKDOWN_SECTION_BYTES = 1000,
    MARKDOWN_ITEMS_MAX = 2000,
    MARKDOWN_CELLS_MAX = 1 << 21
};

/* False: a problem was added. */
bool markdown_blocks_read(struct arena *arena, const struct source *source, struct problems *problems,
                          struct markdown_blocks *blocks) MUST_CHECK;

#endif
