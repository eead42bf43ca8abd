/* The lanes of a block that have a given row. */
#ifndef MODELS_LANE_KERNEL_H
#define MODELS_LANE_KERNEL_H

#include "sim/isa.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The lanes where row is `here`, ascending; how many. Rows are small whole numbers, which the upper halves of their
 * doubles tell apart. Eight comparisons become the bits of a byte by a multiplication: where few lanes are taken,
 * skipping the others is quicker than looking at each. */
static inline size_t lanes_equal(const double *restrict row, double here, int32_t *restrict lane)
{
    uint8_t equal[LANES];
    uint64_t bits_here;
    size_t count = 0;
    memcpy(&bits_here, &here, sizeof bits_here);
    int32_t upper_here = (int32_t)(bits_here >> 32);
    for (size_t i = 0; i < LANES; i++) {
        uint64_t bits;
        memcpy(&bits, &row[i], sizeof bits);
        equal[i] = (int32_t)(bits >> 32) == upper_here;
    }
    for (size_t i = 0; i < LANES; i += 8) {
        uint64_t eight;
        memcpy(&eight, equal + i, sizeof eight);
        for (uint64_t bits = (eight * UINT64_C(0x0102040810204080)) >> 56; bits; bits &= bits - 1)
            lane[count++] = (int32_t)i + __builtin_ctzll(bits);
    }
    return count;
}

#endif
