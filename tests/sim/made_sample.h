/* Samples made for the tests of tallies and statistics: a small generator with a fixed seed, and tallies through the
 * kernels as a run fills them. */
#ifndef TESTS_SIM_MADE_SAMPLE_H
#define TESTS_SIM_MADE_SAMPLE_H

#include "sim/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* xorshift64* (Vigna 2016). */
static inline double made_uniform(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return ((double)((*state * UINT64_C(2685821657736338717)) >> 12) + 0.5) * 0x1p-52;
}

static inline double made_normal(uint64_t *state)
{
    double radius = sqrt(-2 * log(made_uniform(state)));
    return radius * cos(6.283185307179586 * made_uniform(state));
}

/* Adds n values of each of the columns to the tally, tile by tile. */
static inline void made_fill(struct tally *tally, struct tile *tile, const struct tally_kernels *kernels,
                             const double *const *columns, const int32_t *group, const double *const *group_columns,
                             size_t n)
{
    double block[8][LANES], group_block[8][LANES];
    const double *at[8], *group_at[8];
    int32_t member[LANES] = {0};
    for (size_t c = 0; c < 8; c++) {
        at[c] = block[c];
        group_at[c] = group_block[c];
    }
    for (size_t i = 0; i < n; i += LANES) {
        size_t lanes = n - i < LANES ? n - i : LANES;
        if (i % TILE_POINTS == 0)
            kernels->begin(tile);
        for (size_t c = 0; c < tally->layout.columns; c++)
            memcpy(block[c], columns[c] + i, lanes * sizeof(double));
        for (size_t c = 0; c < tally->layout.group_columns; c++)
            memcpy(group_block[c], group_columns[c] + i, lanes * sizeof(double));
        if (group)
            memcpy(member, group + i, lanes * sizeof *member);
        kernels->block(tile, NULL, at, member, group_at, lanes);
        if (i + LANES >= n || (i + LANES) % TILE_POINTS == 0)
            kernels->end(tile, tally);
    }
}

static inline int made_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The sorted first values of a column, as a pilot has them. */
static inline struct pilot made_pilot(struct arena *arena, const double *values, size_t n)
{
    size_t paths = n < 16384 ? n : 16384;
    double *sorted = arena_alloc(arena, paths, sizeof *sorted);
    memcpy(sorted, values, paths * sizeof *sorted);
    qsort(sorted, paths, sizeof *sorted, made_order);
    const double **columns = arena_alloc(arena, 1, sizeof *columns);
    columns[0] = sorted;
    return (struct pilot){paths, columns};
}

/* One column of independent paths, or of `units` replicates of n / units values each. */
static inline struct sample made_sample(struct arena *arena, const double *values, size_t n, size_t units, double level)
{
    double shift[1] = {values[0]};
    struct tally_layout layout = {.columns = 1, .shift = shift};
    struct tile *tile = tile_create(arena, &layout);
    const struct tally **unit = arena_alloc(arena, units, sizeof(void *));
    for (size_t r = 0; r < units; r++) {
        const double *columns[1] = {values + r * (n / units)};
        struct tally *tally = tally_create(arena, &layout);
        made_fill(tally, tile, &tally_kernels_baseline, columns, NULL, NULL, n / units);
        unit[r] = tally;
    }
    struct pilot pilot = made_pilot(arena, values, n);
    return sample_of(arena, unit, units, units == 1, &pilot, level);
}

#endif
