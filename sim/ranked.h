/* Numbers of which a few are asked for by rank: dealt into buckets that ascend, a bucket sorted when it is first asked
 * for. What is told is exact; only the time depends on how the buckets lie. */
#ifndef SIM_RANKED_H
#define SIM_RANKED_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ranked;

/* Of finite numbers without -0, which are copied, as what each counts for is; `weight` NULL: 1 each. */
struct ranked *ranked_create(struct arena *arena, const double *value, const uint64_t *weight, size_t count);

/* The smallest number such that it and all smaller ones count for `rank` or more: the rank-th, from 1, where each
 * counts for 1. Past all of them the largest. */
double ranked_value(struct ranked *ranked, uint64_t rank);

/* What those below y, or at most y, count for. */
uint64_t ranked_below(struct ranked *ranked, double y, bool or_at);

/* All of them, ascending, and what each counts for, NULL where that is 1. */
struct ranked_numbers {
    const double *value;
    const uint64_t *weight;
};
struct ranked_numbers ranked_all(struct ranked *ranked);

#endif
