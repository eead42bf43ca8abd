/* Small tables over a column of row numbers, and the lanes that have a given row. Plain C but for one vector
 * permutation where the processor has it; the values do not depend on it. */
#ifndef MODELS_LOOKUP_KERNEL_H
#define MODELS_LOOKUP_KERNEL_H

#include "sim/isa.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined __AVX512F__
typedef double lookup_vector __attribute__((vector_size(64)));
typedef int64_t lookup_index __attribute__((vector_size(64)));
enum { LOOKUP_ENTRIES = 8 };
#else
enum { LOOKUP_ENTRIES = 0 };
#endif

static inline bool lookup_fits(size_t entries)
{
    return entries <= LOOKUP_ENTRIES;
}

/* out[i] = table[row[i]]; only where lookup_fits(entries). */
static inline void lookup_column(const double *restrict table, size_t entries, const double *restrict row,
                                 double *restrict out)
{
#if defined __AVX512F__
    double padded[LOOKUP_ENTRIES] = {0};
    lookup_vector values;
    memcpy(padded, table, entries * sizeof *table);
    memcpy(&values, padded, sizeof values);
    for (size_t i = 0; i < LANES; i += LOOKUP_ENTRIES) {
        lookup_vector rows, found;
        memcpy(&rows, row + i, sizeof rows);
        lookup_index at = __builtin_convertvector(rows, lookup_index);
#if defined __clang__
        for (int j = 0; j < LOOKUP_ENTRIES; j++)
            found[j] = padded[at[j]];
#else
        found = __builtin_shuffle(values, at);
#endif
        memcpy(out + i, &found, sizeof found);
    }
#else
    (void)table, (void)entries, (void)row, (void)out;
#endif
}

/* The lanes where row is `here`, ascending; how many. Eight comparisons become the bits of a byte by a multiplication:
 * where few lanes are taken, skipping the others is quicker than looking at each. */
static inline size_t lanes_equal(const double *restrict row, double here, int32_t *restrict lane)
{
    uint8_t equal[LANES];
    size_t count = 0;
    for (size_t i = 0; i < LANES; i++)
        equal[i] = row[i] == here;
    for (size_t i = 0; i < LANES; i += 8) {
        uint64_t eight = 0;
        for (size_t j = 0; j < 8; j++)
            eight |= (uint64_t)equal[i + j] << (8 * j);
        for (uint64_t bits = (eight * UINT64_C(0x0102040810204080)) >> 56; bits; bits &= bits - 1)
            lane[count++] = (int32_t)i + __builtin_ctzll(bits);
    }
    return count;
}

#endif
