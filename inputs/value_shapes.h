/* Reading a value: a cell, a JSON number or a distribution object. */
#ifndef INPUTS_VALUE_SHAPES_H
#define INPUTS_VALUE_SHAPES_H

#include "inputs/offer_reader.h"

/* The text of a text or number node as a cell would have it. NULL for anything else. */
const char *reader_cell_text(struct reader *reader, const struct node *node);

/* A value of a key at a node; and one that must be certain. False: a problem was added. */
bool reader_value(struct reader *reader, const struct node *node, const struct key *key, struct value *value);
bool reader_certain(struct reader *reader, const struct node *node, const struct key *key, double *number);

/* The rules for a cell of this node: the file's, and how its source writes numbers. */
struct cell_rules reader_rules(const struct reader *reader, const struct node *node);

/* What was read of a node can be had: a fault, or a date without a start, is a problem. The first currency is the
 * file's. */
bool reader_cell_ok(struct reader *reader, const struct node *node, const char *name,
                    const struct cell_reading *reading);
/* False, with a problem: a path can be outside the bounds of the key. */
bool reader_bounds_hold(struct reader *reader, const struct node *node, const struct key *key,
                        const struct distribution *distribution);
/* Keeps how a value was understood, where that is wanted: `reading` without its place, which is the node's, and its
 * pointer. The second: what a word stands for. */
void reader_understood(struct reader *reader, const struct node *node, const char *pointer,
                       const struct value_reading *reading);
void reader_understood_word(struct reader *reader, const struct node *node, const char *word);

#endif
