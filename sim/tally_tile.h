/* A tile's running sums: what the tally kernel keeps between tile_begin and tile_end. Internal to sim/tally*.c. */
#ifndef SIM_TALLY_TILE_H
#define SIM_TALLY_TILE_H

#include "sim/tally.h"

enum { TILE_LANES = 8 };

struct tile_column {
    _Alignas(64) double deviation[TILE_LANES];
    double square[TILE_LANES];
    double min[TILE_LANES], max[TILE_LANES];
    uint64_t not_finite;
    uint64_t ones; /* of a flag column, which uses nothing else here */
    uint32_t near; /* fewest bins any value but zero was away from zero */
    uint32_t hot;  /* the bin that most paths of the first block fell in: counted by comparing, not incrementing */
};

struct tile_group {
    _Alignas(64) double sum[TILE_LANES];
    double square[TILE_LANES];
};

struct tile {
    struct tally_layout layout;
    uint64_t paths;
    struct tile_column *column;
    uint64_t *group_paths;
    struct tile_group *group; /* [g * group_columns + c] */
};

#endif
