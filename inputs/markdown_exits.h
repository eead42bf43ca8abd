/* A report without a table of exits: where it was probably meant to be. */
#ifndef INPUTS_MARKDOWN_EXITS_H
#define INPUTS_MARKDOWN_EXITS_H

#include "inputs/markdown_blocks.h"

/* Notes what to say (problems->lacking): at the line that looks most like the head of such a table, else about the
 * whole report. It is said where exits come from nowhere else. */
void markdown_exits_missed(struct arena *arena, const struct source *source, const struct markdown_blocks *blocks,
                           struct problems *problems);

#endif
