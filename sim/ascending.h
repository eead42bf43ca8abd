/* Sorting numbers. */
#ifndef SIM_ASCENDING_H
#define SIM_ASCENDING_H

#include "sim/arena.h"

#include <stddef.h>

/* Sorts in place, -0 before 0; no value may be NaN. Takes twice as much room again from the arena. Time in proportion
 * to `count`, by eight digits of the doubles' bits (least first). */
void ascending(struct arena *arena, double *value, size_t count);

#endif
