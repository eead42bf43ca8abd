/* Sorting numbers. */
#ifndef SIM_ASCENDING_H
#define SIM_ASCENDING_H

#include "sim/arena.h"

#include <stddef.h>

/* Sorts in place, -0 before 0; no value may be NaN. What is equal keeps its order. Takes four times as much room again
 * from the arena. Time in proportion to `count`, by eight digits of the doubles' bits (least first). */
void ascending(struct arena *arena, double *value, size_t count);
/* The same, and `along` (or NULL) has a number of each value, which moves with it. */
void ascending_along(struct arena *arena, double *value, double *along, size_t count);

#endif
