/* A tile's running sums: what the tally kernel keeps between tile_begin and tile_end. Internal to sim/tally*. */
#ifndef SIM_TALLY_TILE_H
#define SIM_TALLY_TILE_H

#include "sim/tally.h"

enum { TILE_LANES = 8 };
_Static_assert(TILE_POINTS / LANES <= 32, "the blocks of a tile are the bits of zero_blocks");

struct tile_column {
    _Alignas(64) double deviation[TILE_LANES];
    double square[TILE_LANES];
    double min[TILE_LANES], max[TILE_LANES];
    uint64_t not_finite, not_finite_weight;
    uint64_t ones, ones_weight; /* of a flag column, which uses nothing else here */
    double ones_value;
    uint32_t near;        /* fewest bins any value but zero was away from zero */
    uint32_t hot;         /* the bin that most paths of the first block fell in */
    uint32_t zero_blocks; /* bit b: block b of the tile is 0 on every path, and has no bins */
    double *value;        /* of each path, where values are kept; else... */
    uint32_t
        *bin; /* ... the counter of each path, incremented at the tile's end: a histogram then stays in the cache */
};

struct tile_block {
    const struct lane_weights *weights;
    size_t lanes;
    uint64_t weight; /* of its paths together */
};

/* Sums by group, one row of `tile_group_width` numbers per (group, lane): the group columns, then zeros up to whole
 * quads. Paths of no group have a row too, past the others, which nobody reads. */
struct tile {
    struct tally_layout layout;
    uint64_t paths, weight;
    double value; /* of the weights */
    size_t blocks;
    struct tile_block block[TILE_POINTS / LANES];
    struct lane_weights one;          /* where paths are not weighted */
    uint64_t *member, *member_weight; /* by group; last of none */
    struct tile_column *column;
    double *sum;
    double *square;               /* of the same shape; NULL without_group_squares */
    const double **group_columns; /* tile_group_width of them: those of the block, zeros */
};

static inline size_t tile_group_width(const struct tally_layout *layout)
{
    enum { QUAD = 4 };
    return (layout->group_columns + QUAD - 1) / QUAD * QUAD;
}

static inline size_t tile_group_row(const struct tally_layout *layout, size_t group, size_t lane)
{
    return (group * TILE_LANES + lane) * tile_group_width(layout);
}

#endif
