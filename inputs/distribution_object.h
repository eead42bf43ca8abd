/* {"dist": "lognormal", "p5": "6B", "p95": "9B"}: a value with its distribution written out. */
#ifndef INPUTS_DISTRIBUTION_OBJECT_H
#define INPUTS_DISTRIBUTION_OBJECT_H

#include "inputs/offer_reader.h"

/* False: a problem was added. */
bool distribution_object_read(struct reader *reader, const struct node *node, const struct key *key,
                              struct value *value);

#endif
