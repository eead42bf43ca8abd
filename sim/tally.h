/* What a range of paths yields: a value that can be written, read back and merged in any order.
 *
 * A tally watches `columns` values per path (metrics) and, per group (exit row), sums of `group_columns` values. It
 * holds only integers, exact sums (sim/exact_sum.h), minima and maxima, so merging is order-free and the result does
 * not depend on threads, shards or block schedule: within a tile of TILE_POINTS points of one replicate, sums run in 8
 * fixed lanes and in path order; a tile's sum is then added exactly.
 *
 * Values: kept as they are, up to a number of paths that the layout names, so that order statistics are exact and a
 * short run clears nothing; or counted in a log-linear grid (sim/histogram.h), whose memory is bounded whatever the
 * number of paths. A tally that counts takes in one that keeps.
 *
 * Where the layout is `weighted` each path counts for a weight of its own (sim/lane_weights.h) in every sum, bin and
 * group; `paths`, `group_paths` and `not_finite` count paths as they are.
 *
 * A value counts as finite when its size is below 2^500: then its square and any tile's sum of squares are finite too.
 * Other values (and NaN) are counted in `not_finite`; in a group column they add nothing. */
#ifndef SIM_TALLY_H
#define SIM_TALLY_H

#include "sim/arena.h"
#include "sim/exact_sum.h"
#include "sim/histogram.h"
#include "sim/isa.h"
#include "sim/lane_weights.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { TILE_POINTS = 4096 };

/* One uniform chooses the group of a path: group g from cut[g - 1] up to cut[g], the last one the rest. A replicate of
 * n even points has floor or ceil of n cut[g] below a cut, and where all replicates round alike, their spread tells
 * nothing of that error: group_statistics.c adds it. */
struct tally_cuts {
    size_t count;
    const double *cut;   /* ascending */
    size_t group_column; /* moves what */
};

struct tally_layout {
    size_t columns;
    const double *shift; /* per column: deviations from it are summed (path 0's value), against cancellation */
    size_t groups;
    size_t group_columns;
    /* Squares of group columns serve only the intervals of independent paths: a replicated sampler may leave them out
     * (they cost half of the groups' time). */
    bool without_group_squares;
    uint64_t flags;   /* bit c: column c < 64 is 0 or 1 on every path; the kernel then only counts it */
    uint64_t never;   /* bit c: that flag is 0 on every path, which nobody looks at */
    uint64_t bounded; /* bit c: the values of column c < 64 lie between bounds, whatever is drawn: its moments exist */
    const struct tally_cuts *cuts; /* NULL: none */
    const double *group_share;     /* what the groups' shares are known to be where paths are weighted; or NULL */
    bool weighted;
    double largest_weight; /* of a path, where they are weighted */
    double rounding;       /* of a weighted count over a replicate, in paths: half a path a stratum, as a deviation */
    uint64_t kept;         /* values are kept, and there is room for those of this many paths; 0: they are counted */
};

/* What a path that counts for 1 adds to a bin. */
static inline uint64_t tally_one(const struct tally_layout *layout)
{
    return layout->weighted ? UINT64_C(1) << WEIGHT_BITS : 1;
}

static inline bool tally_is_flag(const struct tally_layout *layout, size_t column)
{
    return column < 64 && layout->flags >> column & 1;
}

static inline bool tally_is_never(const struct tally_layout *layout, size_t column)
{
    return column < 64 && layout->never >> column & 1;
}

static inline bool tally_is_bounded(const struct tally_layout *layout, size_t column)
{
    return tally_is_flag(layout, column) || (column < 64 && layout->bounded >> column & 1);
}

struct column_tally {
    struct histogram histogram; /* of a tally that counts */
    double *kept;               /* else the finite values, in no order; never -0 */
    uint64_t *kept_weight;      /* and what each counts for; NULL: not weighted */
    uint64_t weight;            /* of all finite values, in units of tally_one */
    struct exact_sum deviation; /* sum of y - shift, weighted */
    struct exact_sum square;    /* sum of (y - shift)^2, weighted */
    double min, max;            /* +infinity, -infinity: no finite value yet; never -0 */
    uint64_t not_finite;        /* counted, never dropped; in no sum and no bin */
};

struct tally {
    struct tally_layout layout;
    uint64_t paths;
    struct column_tally *column;
    uint64_t *group_paths;                      /* paths in each group */
    uint64_t *group_weight;                     /* and what they count for, in units of tally_one */
    struct exact_sum *group_sum, *group_square; /* [g * group_columns + c]; no squares where the layout has none */
};

struct tally *tally_create(struct arena *arena, const struct tally_layout *layout);
void tally_clear(struct tally *tally); /* touches only what was touched */
/* Of the same layout, shifts included, and with room where values are kept (asserted). */
void tally_merge(struct tally *into, const struct tally *from);

/* Asserts that the values of so many more paths can be kept, where they are kept. */
void tally_require_room(const struct tally *tally, uint64_t paths);

static inline uint64_t tally_finite(const struct tally *tally, size_t column)
{
    return tally->paths - tally->column[column].not_finite;
}

/* Adds one path's values (columns, and group columns when group >= 0): the kernel's meaning, one path at a time, for
 * tests and small samples without weights. Sums are exact here, so they can differ from the kernel's in the last bits.
 */
void tally_add_path(struct tally *tally, const double *columns, int32_t group, const double *group_columns);

/* A tile: `begin`, a `block` for every LANES paths of it, at most TILE_POINTS in all, and `end`, which adds the tile to
 * the tally. */
struct tile;
struct tile *tile_create(struct arena *arena, const struct tally_layout *layout);

struct tally_kernels {
    void (*begin)(struct tile *tile);
    /* columns: layout.columns pointers to LANES values; group[lane] in [0, groups) or -1; group_columns likewise.
     * Lanes at or past `lanes` are ignored. `weights` must live until `end`; NULL where the layout has none. */
    void (*block)(struct tile *tile, const struct lane_weights *weights, const double *const *columns,
                  const int32_t *group, const double *const *group_columns, size_t lanes);
    void (*end)(struct tile *tile, struct tally *tally);
};

extern const struct tally_kernels tally_kernels_baseline, tally_kernels_avx2, tally_kernels_avx512;

#endif
