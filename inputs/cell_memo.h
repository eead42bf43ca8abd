/* Readings of cells that are read again and again: of the variants of one offer, whose cells but a few are the same.
 *
 * A reading is kept with its text in the arena of the memo, a few hundred at most; what does not fit is read anew each
 * time. Not for two threads at once. */
#ifndef INPUTS_CELL_MEMO_H
#define INPUTS_CELL_MEMO_H

#include "inputs/cell.h"

struct cell_memo;

struct cell_memo *cell_memo_create(struct arena *arena);

/* As cell_read without a memo, but that it may be known already. */
struct cell_reading cell_memo_read(struct cell_memo *memo, struct arena *arena, const char *text, enum cell_kind kind,
                                   const struct cell_rules *rules);

#endif
