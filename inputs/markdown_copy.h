/* The text that md4c gets in place of a source, and the way back from its offsets to the source's.
 *
 * md4c 0.4.8 reads a few bytes before and behind its input, so the copy has zero bytes around it. It takes a table's
 * delimiter row only with three characters a column, where GitHub is content with "|-|-|": the copy has longer dashes.
 * And it takes "||" for one border instead of an empty cell, which moves a row's other cells: the copy has a blank
 * between. */
#ifndef INPUTS_MARKDOWN_COPY_H
#define INPUTS_MARKDOWN_COPY_H

#include "inputs/problems.h"

struct markdown_copy {
    const char *text;
    size_t length;
    size_t inserted; /* bytes that the source has not */
    size_t shift_count;
    struct markdown_shift *shift;
};

struct markdown_copy markdown_copy_create(struct arena *arena, const struct source *source);

size_t markdown_copy_origin(const struct markdown_copy *copy, size_t offset);

#endif
