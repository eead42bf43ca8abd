/* Draws by the key paths that name them. */
#ifndef INPUTS_DRAW_NAMES_H
#define INPUTS_DRAW_NAMES_H

#include "inputs/offer_reader.h"

/* The draw that a key path names; NULL: a problem was added at `node`. */
const char *draw_named(struct reader *reader, const struct node *node, const char *path);

#endif
