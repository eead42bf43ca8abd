#include "sim/strata.h"

#include "sim/sampler.h"
#include "sim/tally.h"

#include <math.h>
#include <string.h>

/* --- which stratum has which cells -------------------------------------------------------------------------------- */

static size_t most_cells(const struct strata *strata)
{
    size_t most = 0;
    for (size_t s = 1; s < strata->count; s++)
        most = strata->stratum[s].cells > strata->stratum[most].cells ? s : most;
    return most;
}

/* A stratum has a power of two of cells or three times one: next to each other they are one net, or two. */
static unsigned larger(unsigned cells)
{
    bool is_power = (cells & (cells - 1)) == 0;
    return cells == 1 ? 2 : is_power ? cells / 2 * 3 : cells / 3 * 4;
}

static unsigned smaller(unsigned cells)
{
    bool is_power = (cells & (cells - 1)) == 0;
    return cells == 2 ? 1 : is_power ? cells / 4 * 3 : cells / 3 * 2;
}

/* The stratum furthest behind what it wants, of those that can grow. */
static struct stratum *next_in_need(const struct strata *strata, unsigned left)
{
    struct stratum *next = NULL;
    for (size_t s = 0; s < strata->count; s++) {
        struct stratum *stratum = &strata->stratum[s];
        bool grows = larger(stratum->cells) - stratum->cells <= left;
        if (grows && (!next || stratum->wanted / stratum->cells > next->wanted / next->cells))
            next = stratum;
    }
    return next;
}

/* What is left is always a multiple of the largest power of two that divides all sizes, and a size that it divides no
 * further grows by no more: something can grow until nothing is left. */
static void count_cells(struct strata *strata)
{
    unsigned taken = 0;
    for (size_t s = 0; s < strata->count; s++) {
        struct stratum *stratum = &strata->stratum[s];
        for (stratum->cells = 1; larger(stratum->cells) <= stratum->wanted * STRATA_CELLS;)
            stratum->cells = larger(stratum->cells);
        taken += stratum->cells;
    }
    while (taken > STRATA_CELLS) {
        struct stratum *most = &strata->stratum[most_cells(strata)];
        taken -= most->cells - smaller(most->cells);
        most->cells = smaller(most->cells);
    }
    while (taken < STRATA_CELLS) {
        struct stratum *next = next_in_need(strata, STRATA_CELLS - taken);
        taken += larger(next->cells) - next->cells;
        next->cells = larger(next->cells);
    }
}

/* By the power of two in the number of cells, then by the number. */
static bool goes_before(const struct stratum *a, const struct stratum *b)
{
    unsigned power_of_a = a->cells & -a->cells, power_of_b = b->cells & -b->cells;
    return power_of_a != power_of_b ? power_of_a > power_of_b : a->cells > b->cells;
}

/* So that the cells of each begin at a multiple of the power of two in their number. */
static void place_cells(struct strata *strata)
{
    bool placed[STRATA_MOST] = {false};
    unsigned cell = 0;
    for (size_t k = 0; k < strata->count; k++) {
        size_t next = strata->count;
        for (size_t s = 0; s < strata->count; s++)
            if (!placed[s] && (next == strata->count || goes_before(&strata->stratum[s], &strata->stratum[next])))
                next = s;
        placed[next] = true;
        for (unsigned i = 0; i < strata->stratum[next].cells; i++)
            strata->of_cell[cell++] = (unsigned char)next;
    }
}

void strata_allot(struct strata *strata)
{
    count_cells(strata);
    place_cells(strata);
}

/* --- where the points of a cell are ------------------------------------------------------------------------------- */

bool strata_fit(const struct strata *strata, const struct sampling *sampling)
{
    return strata && strata->count > 1 && sampling->sampler->walks_cells && sampling->points % STRATA_CELLS == 0;
}

unsigned strata_period_bits(uint64_t points)
{
    unsigned bits = STRATA_CELL_BITS;
    while (UINT64_C(1) << bits < points && 1u << bits < TILE_POINTS)
        bits++;
    return bits;
}

unsigned strata_digit(unsigned period_bits, unsigned digit_of_position)
{
    unsigned within = period_bits - STRATA_CELL_BITS; /* digits of j */
    if (digit_of_position < within)
        return digit_of_position + STRATA_CELL_BITS;
    return digit_of_position < period_bits ? period_bits - 1 - digit_of_position : digit_of_position;
}

/* --- what that is for the points of a replicate ------------------------------------------------------------------- */

/* An open interval for a uniform strictly inside (0, 1), however it is rounded: a step inside the ends. */
static void inside(double low, double high, double *from, double *width)
{
    if (low <= 0 && high >= 1) {
        *from = 0;
        *width = 1;
        return;
    }
    *from = nextafter(low, 1);
    double room = nextafter(high, 0) - *from;
    *width = room > 0 ? nextafter(room, 0) : 0;
}

static double weight_of(const struct stratum *stratum)
{
    return stratum->chance * STRATA_CELLS / stratum->cells;
}

/* Whole weights whose mean over the cells is exactly 1: rounded by stratum, and the first cell of the most probable
 * takes what is left over. */
static void weigh_cells(const struct strata *strata, uint64_t *of_cell)
{
    uint64_t left = (uint64_t)STRATA_CELLS << WEIGHT_BITS;
    unsigned likeliest = 0;
    for (unsigned cell = 0; cell < STRATA_CELLS; cell++) {
        const struct stratum *stratum = &strata->stratum[strata->of_cell[cell]];
        of_cell[cell] = (uint64_t)rint(ldexp(weight_of(stratum), WEIGHT_BITS));
        left -= of_cell[cell];
        if (stratum->chance > strata->stratum[strata->of_cell[likeliest]].chance)
            likeliest = cell;
    }
    of_cell[likeliest] += left; /* which may be less than nothing */
}

/* The digits of a point's number in reverse. */
static unsigned char cell_of_point(size_t point)
{
    unsigned cell = 0;
    for (unsigned digit = 0; digit < STRATA_CELL_BITS; digit++)
        cell |= (unsigned)(point >> digit & 1) << (STRATA_CELL_BITS - 1 - digit);
    return (unsigned char)cell;
}

/* The cell of each path of a block. By cells, past the end of a replicate in which a block has few paths: the last. */
static void cells_of_block(const struct sampling *sampling, uint64_t period, size_t block, unsigned char *cell)
{
    for (size_t i = 0; i < LANES; i++) {
        uint64_t at = (block * LANES + i) / (period / STRATA_CELLS);
        cell[i] = !sampling->by_cells ? cell_of_point(i) : (unsigned char)(at < STRATA_CELLS ? at : STRATA_CELLS - 1);
    }
}

struct patterns { /* blocks of the same strata share what is made for them */
    struct arena *arena;
    size_t count;
    unsigned char strata[STRATA_CELLS][LANES];
    const struct lane_weights *weights[STRATA_CELLS];
    const struct strata_box **box[STRATA_CELLS];
};

static const struct lane_weights *weights_of_block(struct arena *arena, const struct strata *strata,
                                                   const uint64_t *whole_of_cell, const unsigned char *cell)
{
    struct lane_weights *weights = arena_alloc(arena, 1, sizeof *weights);
    weights->alike = true;
    for (size_t i = 0; i < LANES; i++) {
        weights->whole[i] = whole_of_cell[cell[i]];
        weights->value[i] = weight_of(&strata->stratum[strata->of_cell[cell[i]]]);
        weights->alike =
            weights->alike && weights->whole[i] == weights->whole[0] && weights->value[i] == weights->value[0];
    }
    return weights;
}

static const struct strata_box **boxes_of_block(struct arena *arena, const struct strata *strata,
                                                const unsigned char *cell)
{
    const struct strata_box **box = arena_alloc(arena, strata->sides + 1, sizeof *box);
    for (size_t side = 0; side < strata->sides; side++) {
        struct strata_box *made = arena_alloc(arena, 1, sizeof *made);
        bool cut = false;
        made->within = (struct draw_range){1, 0};
        for (size_t i = 0; i < LANES; i++) {
            const struct stratum *stratum = &strata->stratum[strata->of_cell[cell[i]]];
            inside(stratum->low[side], stratum->high[side], &made->low[i], &made->width[i]);
            made->within.low = fmin(made->within.low, stratum->low[side]);
            made->within.high = fmax(made->within.high, stratum->high[side]);
            cut = cut || stratum->low[side] > 0 || stratum->high[side] < 1;
        }
        box[side] = cut ? made : NULL;
    }
    return box;
}

/* The first block of the same weights and strata, which may be this one. */
static size_t pattern_of(struct patterns *patterns, const struct strata *strata, const uint64_t *whole_of_cell,
                         const unsigned char *cell)
{
    const struct lane_weights *weights = weights_of_block(patterns->arena, strata, whole_of_cell, cell);
    unsigned char *own = patterns->strata[patterns->count];
    for (size_t i = 0; i < LANES; i++)
        own[i] = strata->of_cell[cell[i]];
    for (size_t k = 0; k < patterns->count; k++)
        if (memcmp(patterns->strata[k], own, LANES) == 0 &&
            memcmp(patterns->weights[k]->whole, weights->whole, sizeof weights->whole) == 0)
            return k;
    patterns->weights[patterns->count] = weights;
    patterns->box[patterns->count] = boxes_of_block(patterns->arena, strata, cell);
    return patterns->count++;
}

const struct strata_layout *strata_layout_of(struct arena *arena, const struct sampling *sampling)
{
    const struct strata *strata = sampling->strata;
    struct strata_layout *layout = arena_alloc(arena, 1, sizeof *layout);
    struct patterns *patterns = arena_alloc(arena, 1, sizeof *patterns);
    uint64_t period = LANES, whole_of_cell[STRATA_CELLS];
    if (sampling->by_cells)
        period = UINT64_C(1) << strata_period_bits(sampling->points);
    size_t blocks = (size_t)(period < LANES ? 1 : period / LANES), sides = strata->sides;
    const struct lane_weights **weights = arena_alloc(arena, blocks, sizeof *weights);
    const struct strata_box **box = arena_alloc(arena, blocks * sides + 1, sizeof *box);
    patterns->arena = arena;
    weigh_cells(strata, whole_of_cell);
    for (size_t block = 0; block < blocks; block++) {
        unsigned char cell[LANES];
        cells_of_block(sampling, period, block, cell);
        size_t k = pattern_of(patterns, strata, whole_of_cell, cell);
        weights[block] = patterns->weights[k];
        for (size_t side = 0; side < sides; side++)
            box[block * sides + side] = patterns->box[k][side];
    }
    *layout = (struct strata_layout){period, sides, weights, box};
    return layout;
}

double strata_largest_weight(const struct strata *strata)
{
    double largest = 0;
    for (size_t s = 0; s < strata->count; s++)
        largest = fmax(largest, weight_of(&strata->stratum[s]));
    return largest;
}

double strata_rounding(const struct strata *strata)
{
    double squares = 0;
    for (size_t s = 0; s < strata->count; s++)
        squares += 0.25 * weight_of(&strata->stratum[s]) * weight_of(&strata->stratum[s]);
    return sqrt(squares);
}

bool strata_cuts(const struct strata *strata, const char *draw, double at)
{
    for (size_t side = 0; strata && side < strata->sides; side++)
        for (size_t s = 0; strcmp(strata->name[side], draw) == 0 && s < strata->count; s++)
            if (fabs(strata->stratum[s].low[side] - at) < 1e-12)
                return true;
    return false;
}

void (*const strata_cut[3])(const struct strata_box *box, double *u) = {strata_cut_baseline, strata_cut_avx2,
                                                                        strata_cut_avx512};
