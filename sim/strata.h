/* Strata: the cube of the draws' uniforms cut into boxes, each of which has a share of every replicate's points of its
 * own, whatever its chance is. What the tables make discrete is then not drawn but enumerated: each replicate holds
 * each exit in the same numbers, a rare one as often as it is worth, and its points weigh what its chance is.
 *
 * The points of a replicate are dealt to STRATA_CELLS cells by their number: as the first coordinate of a Sobol'
 * sequence (van der Corput's) falls into so many equal parts. A stratum has whole cells. The points of a cell are still
 * a net in all other coordinates; a draw that has the first one is given another. Which cell a point falls in depends
 * on its number alone: more points only append.
 *
 * Many points are walked cell by cell, so that the paths of a block are of one or two strata: *position* p of a
 * replicate, within a period of as many points as a tile or the replicate has, is point number
 *     cell (its six binary digits reversed) + STRATA_CELLS j,   p = cell * (period / STRATA_CELLS) + j.
 *
 * In its box a draw's uniform u becomes low + (high - low) u. The boxes fill the cube and their chances are exact, so
 * the law never changes, whatever is cut where. */
#ifndef SIM_STRATA_H
#define SIM_STRATA_H

#include "sim/draws.h"
#include "sim/lane_weights.h"

#include <stdbool.h>
#include <stddef.h>

struct sampling;

enum { STRATA_CELL_BITS = 6, STRATA_CELLS = 1 << STRATA_CELL_BITS, STRATA_MOST = STRATA_CELLS / 2, STRATA_SIDES = 16 };

struct stratum {
    double low[STRATA_SIDES], high[STRATA_SIDES]; /* of each side; 0 and 1 where it is not cut */
    double chance;                                /* the product of the sides */
    double wanted;                                /* share of the points; all sum to 1 */
    unsigned cells;                               /* allotted: a power of two, or three times one */
};

struct strata {
    size_t sides;
    const char *const *name; /* the draws that are cut, by side */
    size_t count;
    struct stratum *stratum;
    unsigned char of_cell[STRATA_CELLS]; /* the stratum of a cell */
    unsigned spare_dimension;            /* of the draw that has the first one, which is the cells' */
    const double *outcome_share;         /* by outcome of the path, where every stratum has one outcome; or NULL */
};

/* Allots the cells to strata of which chance and wanted are given (count at most STRATA_MOST): at least one each. */
void strata_allot(struct strata *strata);

/* Do the points of a replicate fill the cells evenly, under a sampler that is walked by cells? */
bool strata_fit(const struct strata *strata, const struct sampling *sampling);

/* How many points are walked cell by cell, as a power of two: those of a tile, or all of a smaller replicate. */
unsigned strata_period_bits(uint64_t points);
/* Which digit of a point's number the digit of its position is. */
unsigned strata_digit(unsigned period_bits, unsigned digit_of_position);

struct strata_box { /* of a side, for the paths of a block */
    double low[LANES], width[LANES];
    struct draw_range within; /* all of them */
};

/* Made for a sampling that fits: what repeats along the positions of a replicate, or along its points. */
struct strata_layout {
    uint64_t period;
    size_t sides;
    const struct lane_weights *const *weights; /* [block] */
    const struct strata_box *const *box;       /* [block * sides + side]; NULL: not cut on any of its paths */
};
const struct strata_layout *strata_layout_of(struct arena *arena, const struct sampling *sampling);

/* `first`: the position or the point that the block begins with. */
static inline size_t strata_block(const struct strata_layout *layout, uint64_t first)
{
    return (size_t)((first & (layout->period - 1)) / LANES);
}

double strata_largest_weight(const struct strata *strata);
/* What a weighted count over a replicate is off by, in paths: half a path a stratum, as a standard deviation. */
double strata_rounding(const struct strata *strata);
/* Is the draw cut there, in all boxes that it means anything in? */
bool strata_cuts(const struct strata *strata, const char *draw, double at);

/* One function per instruction set, in enum isa order: puts the uniforms of a side into the boxes of their points. */
extern void (*const strata_cut[3])(const struct strata_box *box, double *u);
void strata_cut_baseline(const struct strata_box *box, double *u);
void strata_cut_avx2(const struct strata_box *box, double *u);
void strata_cut_avx512(const struct strata_box *box, double *u);

#endif
