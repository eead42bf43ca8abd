/* A grant when all of its keys were read: what does not go together, and what is taken for granted. */
#ifndef INPUTS_GRANT_CHECKS_H
#define INPUTS_GRANT_CHECKS_H

#include "inputs/offer_reader.h"

/* The `finish` of the record of a grant; `target` is a struct grant. */
void grant_checks_finish(struct reader *reader, const struct node *node, void *target);

#endif
