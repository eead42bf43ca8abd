/* Counts over a log-linear grid: per sign, the octaves 2^-32 .. 2^64 in 1024 equal steps each; what is smaller but not
 * zero, zero itself, and what is larger have bins of their own. Bins ascend in value, so a bin is a rank interval, and
 * a value's bin comes from the bits of its double alone. A bin is at most 1/1024 of its value wide. A size below
 * 2^-1032 counts as zero.
 *
 * A count is a sum of the paths' integer weights (sim/lane_weights.h), or simply how many paths there are: order-free
 * and exact. The counters are zeroed pages of which only touched ones cost memory. */
#ifndef SIM_HISTOGRAM_H
#define SIM_HISTOGRAM_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    HISTOGRAM_STEP_BITS = 10,
    HISTOGRAM_STEPS = 1 << HISTOGRAM_STEP_BITS, /* bins an octave */
    HISTOGRAM_LOWEST_OCTAVE = -32,
    HISTOGRAM_HIGHEST_OCTAVE = 64, /* values at or above 2^64 share a bin */
    HISTOGRAM_OCTAVES = HISTOGRAM_HIGHEST_OCTAVE - HISTOGRAM_LOWEST_OCTAVE,
    HISTOGRAM_SIGN_BINS = HISTOGRAM_OCTAVES * HISTOGRAM_STEPS + 2, /* and below the lowest, above the highest octave */
    HISTOGRAM_ZERO = HISTOGRAM_SIGN_BINS,                          /* the bin of exactly 0 */
    HISTOGRAM_BINS = 2 * HISTOGRAM_SIGN_BINS + 1,
    /* Past the bins, where the kernel counts what is too frequent for one counter: increments of one address wait for
     * each other. A tile's end moves them to their bins. */
    HISTOGRAM_SPREAD = 16,
    HISTOGRAM_SPREAD_ZERO = HISTOGRAM_BINS,                          /* zeros */
    HISTOGRAM_SPREAD_HOT = HISTOGRAM_SPREAD_ZERO + HISTOGRAM_SPREAD, /* one more frequent bin */
    HISTOGRAM_OUTSIDE = HISTOGRAM_SPREAD_HOT + HISTOGRAM_SPREAD,     /* what is not finite; never read */
    HISTOGRAM_COUNTERS = HISTOGRAM_OUTSIDE + 1,
    HISTOGRAM_KEY_SHIFT = 52 - HISTOGRAM_STEP_BITS,
    HISTOGRAM_FIRST_KEY = (1023 + HISTOGRAM_LOWEST_OCTAVE) << HISTOGRAM_STEP_BITS
};

#define HISTOGRAM_ROOM ((HISTOGRAM_COUNTERS * sizeof(uint64_t) + 63) / 64 * 64)

struct histogram {
    uint64_t *count; /* HISTOGRAM_COUNTERS of them */
    /* Touched bins lie in [low, HISTOGRAM_ZERO - near], at HISTOGRAM_ZERO, or in [HISTOGRAM_ZERO + near, high). */
    uint32_t low, high, near;
};

/* The bin of a finite value: by its size in steps of an octave. */
static inline uint32_t histogram_bin(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int32_t size = (int32_t)((bits << 1) >> (HISTOGRAM_KEY_SHIFT + 1));
    int32_t distance = size - (HISTOGRAM_FIRST_KEY - 2);
    distance = distance < 1 ? 1 : distance > HISTOGRAM_SIGN_BINS ? HISTOGRAM_SIGN_BINS : distance;
    distance = size == 0 ? 0 : distance;
    return (uint32_t)(bits >> 63 ? HISTOGRAM_ZERO - distance : HISTOGRAM_ZERO + distance);
}

/* Where a bin begins and ends, as values: low < high but for zero (0, 0); the outermost end at +-infinity. */
double histogram_low(uint32_t bin);
double histogram_high(uint32_t bin);

static inline uint64_t histogram_count(const struct histogram *h, uint32_t bin)
{
    return h->count[bin];
}

/* The next touched bin at or after `bin`, or HISTOGRAM_BINS: for (b = histogram_next(h, 0); b < HISTOGRAM_BINS;
 * b = histogram_next(h, b + 1)). Its count is not zero. */
uint32_t histogram_next(const struct histogram *h, uint32_t bin);

/* The counts of the bins first .. end - 1. */
uint64_t histogram_sum(const struct histogram *h, uint32_t first, uint32_t end);

/* Empty; `room` is HISTOGRAM_ROOM zeroed bytes, aligned to 64. */
void histogram_create(struct histogram *h, char *room);
void histogram_clear(struct histogram *h);
void histogram_merge(struct histogram *into, const struct histogram *from);
void histogram_add(struct histogram *h, uint32_t bin, uint64_t count);

/* Widens the touched range by the bins `low` .. `high` (inclusive) and by what is at least `near` bins from zero. */
void histogram_touch(struct histogram *h, uint32_t low, uint32_t high, uint32_t near);

#endif
