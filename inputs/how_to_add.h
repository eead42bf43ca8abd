/* How a key that is missing is added: who has a report or a cap table adds it by a flag, who writes an offer file
 * there. */
#ifndef INPUTS_HOW_TO_ADD_H
#define INPUTS_HOW_TO_ADD_H

#include "inputs/offer_reader.h"

/* `example` is JSON, or several with commas between: a flag takes the first. */
const char *how_to_add(struct reader *reader, const struct node *node, const char *key, const char *example);

#endif
