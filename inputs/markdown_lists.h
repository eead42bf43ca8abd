/* Exits as a list instead of a table: "- IPO: 20% at $2B in 2029". An item is parted where words and marks allow it,
 * and its parts are told by what they are: a share, an amount of money, a time, words. */
#ifndef INPUTS_MARKDOWN_LISTS_H
#define INPUTS_MARKDOWN_LISTS_H

#include "inputs/grid.h"
#include "inputs/markdown_blocks.h"

/* The first list that tells exits, as a table with the columns of exits; false: there is none. What of its items is
 * left out is said. */
bool markdown_lists_exits(struct arena *arena, const struct source *source, const struct markdown_blocks *blocks,
                          struct problems *problems, struct grid *grid);

/* The same of sections that follow each other: "## Scenario 1: IPO" with its probability and value below. */
bool markdown_sections_exits(struct arena *arena, const struct source *source, const struct markdown_blocks *blocks,
                             struct problems *problems, struct grid *grid);

#endif
