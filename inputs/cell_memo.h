/* Readings of cells that are read again and again: of the variants of one offer, whose cells but a few are the same. So
 * are the names of its rows, which kinds are told by.
 *
 * A reading is kept with its text in the arena of the memo, a few hundred at most; what does not fit is read anew each
 * time. Not for two threads at once. */
#ifndef INPUTS_CELL_MEMO_H
#define INPUTS_CELL_MEMO_H

#include "inputs/cell.h"

#include <stdbool.h>

struct cell_memo;

struct cell_memo *cell_memo_create(struct arena *arena);

/* The kind that a list of rules found in a row's name; false: it was not kept. The name is copied; of the first few
 * dozen names. */
bool cell_memo_kind(const struct cell_memo *memo, const void *rules, const char *name, int *kind);
void cell_memo_keep_kind(struct cell_memo *memo, const void *rules, const char *name, int kind);

/* What the variants name besides, such as a tax table: NULL until it was kept. What is kept is made in the arena of the
 * memo, which outlives the variants. */
struct arena *cell_memo_arena(struct cell_memo *memo);
const void *cell_memo_kept(const struct cell_memo *memo, const char *name);
void cell_memo_keep(struct cell_memo *memo, const char *name, const void *thing);

/* As cell_read without a memo, but that it may be known already. */
struct cell_reading cell_memo_read(struct cell_memo *memo, struct arena *arena, const char *text, enum cell_kind kind,
                                   const struct cell_rules *rules);

#endif
