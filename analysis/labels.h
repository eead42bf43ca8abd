/* Labels that tell things of a list apart: the names that they have, but a second one of a name is "name (2)". So a
 * further one never changes an earlier label. In linear time, however many share a name. */
#ifndef ANALYSIS_LABELS_H
#define ANALYSIS_LABELS_H

#include "sim/arena.h"

struct labels;

/* For at most `most` labels, which live in the arena. */
struct labels *labels_create(struct arena *arena, size_t most);

/* The label of the next one. The name has to live as long. */
const char *labels_give(struct labels *labels, const char *name);

#endif
