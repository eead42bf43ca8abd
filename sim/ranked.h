/* Numbers of which a few are asked for by rank: dealt into buckets that ascend, a bucket sorted when it is first asked
 * for. What is told is exact; only the time depends on how the buckets lie. */
#ifndef SIM_RANKED_H
#define SIM_RANKED_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct ranked;

/* Of finite numbers without -0, which are copied. */
struct ranked *ranked_create(struct arena *arena, const double *value, size_t count);

/* The number of a rank, 0 the smallest; rank < count. */
double ranked_value(struct ranked *ranked, size_t rank);

/* How many are below y, or at most y. */
size_t ranked_below(struct ranked *ranked, double y, bool or_at);

/* All of them, ascending. */
const double *ranked_all(struct ranked *ranked);

#endif
