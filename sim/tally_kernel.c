/* Paths to tallies, a block at a time. Each column makes a pass for its bins, one for sums and extremes, then one loop
 * of increments. Sums run in 8 fixed lanes (lane i mod 8 takes path i), so every instruction set adds the same numbers
 * in the same order: a vector below is as wide as the registers, and covers 2, 4 or all 8 of these lanes. */
#include "sim/isa.h"
#include "sim/tally_group_kernel.h"
#include "sim/vector.h"

#include <string.h>

static const double no_value = 0x1p500; /* see sim/tally.h: from here on a value isn't finite */

/* The counters of a column's values: histogram_bin of every lane, but zeros and the hot bin spread over the lanes. Also
 * the least distance from zero of any value but zero. True when all are finite. */
static bool bin_block(struct tile_column *column, const double *y, uint32_t *restrict bin)
{
    const int32_t last_finite = (1023 + 500) * HISTOGRAM_STEPS - 1, far = HISTOGRAM_SIGN_BINS;
    const int32_t hot = (int32_t)column->hot;
    int32_t near = far, largest = 0, upper[LANES];
    vector_upper_halves(y, upper, LANES);
    for (int32_t i = 0; i < LANES; i++) {
        int32_t size = (upper[i] & INT32_MAX) >> (HISTOGRAM_KEY_SHIFT - 32), sign = upper[i] >> 31;
        int32_t distance = size - (HISTOGRAM_FIRST_KEY - 2),
                spread = HISTOGRAM_SPREAD_HOT + (i & (HISTOGRAM_SPREAD - 1));
        distance = distance < 1 ? 1 : distance;
        distance = distance > far ? far : distance;
        int32_t at = HISTOGRAM_ZERO + ((distance ^ sign) - sign);
        at = at == hot ? spread : at;
        bin[i] = (uint32_t)(size == 0 ? spread - (HISTOGRAM_SPREAD_HOT - HISTOGRAM_SPREAD_ZERO) : at);
        distance = size == 0 ? far : distance;
        near = distance < near ? distance : near;
        largest = size > largest ? size : largest;
    }
    column->near = (uint32_t)near < column->near ? (uint32_t)near : column->near;
    return largest <= last_finite;
}

/* Sums of y - shift and of its square, and extremes, where every value is finite. -0 may come out as an extreme; `end`
 * makes it 0. `lanes` is a multiple of TILE_LANES. A weight of 1 changes no bit. */
static inline void sum_block(struct tile_column *column, const double *y, const double *weight, double shift,
                             size_t lanes)
{
    vector shifts = vector_of(shift);
    for (size_t k = 0; k < TILE_LANES; k += VECTOR_LANES) {
        vector deviation = vector_load(column->deviation + k), square = vector_load(column->square + k);
        vector min = vector_load(column->min + k), max = vector_load(column->max + k);
        for (size_t i = k; i < lanes; i += TILE_LANES) {
            vector v = vector_load(y + i), d = v - shifts, weighted = vector_load(weight + i) * d;
            deviation += weighted;
            square += weighted * d;
            min = vector_min(v, min);
            max = vector_max(v, max);
        }
        vector_store(column->deviation + k, deviation);
        vector_store(column->square + k, square);
        vector_store(column->min + k, min);
        vector_store(column->max + k, max);
    }
}

/* The same path by path, without the values that aren't finite. The sums have the same bits where all are. */
static void sum_finite(struct tile_column *column, const double *y, const struct lane_weights *weights, double shift,
                       size_t lanes, uint32_t *bin)
{
    for (size_t i = 0; i < lanes; i++) {
        size_t lane = i % TILE_LANES;
        if (!(y[i] < no_value && y[i] > -no_value)) {
            column->not_finite++;
            column->not_finite_weight += weights->whole[i];
            bin[i] = HISTOGRAM_OUTSIDE;
            continue;
        }
        double d = y[i] - shift, weighted = weights->value[i] * d;
        column->deviation[lane] += weighted;
        column->square[lane] += weighted * d;
        column->min[lane] = y[i] < column->min[lane] ? y[i] : column->min[lane];
        column->max[lane] = y[i] > column->max[lane] ? y[i] : column->max[lane];
    }
}

/* The bin that holds a majority of the lanes that are in one, if one does (Boyer and Moore's vote). */
static uint32_t vote(const uint32_t *bin, size_t lanes)
{
    uint32_t favourite = HISTOGRAM_OUTSIDE;
    int votes = 0;
    for (size_t i = 0; i < lanes; i++) {
        if (bin[i] >= HISTOGRAM_BINS)
            continue;
        if (!votes)
            favourite = bin[i];
        votes += bin[i] == favourite ? 1 : -1;
    }
    return favourite;
}

static void add_ones(struct tile_column *column, const double *y, const struct lane_weights *weights)
{
    int64_t ones = 0;
    for (size_t i = 0; i < LANES; i++)
        ones += y[i] == 1.0;
    column->ones += (uint64_t)ones;
    if (weights->alike) {
        column->ones_weight += (uint64_t)ones * weights->whole[0];
        column->ones_value += (double)ones * weights->value[0];
        return;
    }
    for (size_t i = 0; i < LANES; i++) {
        column->ones_weight += y[i] == 1.0 ? weights->whole[i] : 0;
        column->ones_value += y[i] == 1.0 ? weights->value[i] : 0;
    }
}

static void keep_block(struct tile_column *column, uint64_t paths, const double *y, const struct lane_weights *weights,
                       double shift, size_t lanes)
{
    uint32_t outside[LANES];
    memcpy(column->value + paths, y, LANES * sizeof *y);
    if (lanes % TILE_LANES == 0 && all_finite(y))
        sum_block(column, y, weights->value, shift, lanes);
    else
        sum_finite(column, y, weights, shift, lanes, outside);
}

/* Past `lanes` there are finite values, which don't count. */
static void column_block(struct tile *tile, size_t c, const double *y, const struct lane_weights *weights, size_t lanes)
{
    struct tile_column *column = &tile->column[c];
    double shift = tile->layout.shift[c];
    if (tile->layout.kept) {
        keep_block(column, tile->paths, y, weights, shift, lanes);
        return;
    }
    if (tally_is_flag(&tile->layout, c)) {
        if (!tally_is_never(&tile->layout, c))
            add_ones(column, y, weights);
        return;
    }
    uint32_t *bin = column->bin + tile->paths;
    if (lanes == LANES && tile->paths > 0 && column_is_zero(y)) {
        column->zero_blocks |= 1u << tile->blocks;
        sum_block(column, y, weights->value, shift, shift == 0 ? TILE_LANES : LANES); /* adding 0 again adds nothing */
        return;
    }
    if (bin_block(column, y, bin) && lanes == LANES)
        sum_block(column, y, weights->value, shift, LANES);
    else
        sum_finite(column, y, weights, shift, lanes, bin);
    if (tile->paths == 0)
        column->hot = vote(bin, lanes);
}

static void begin(struct tile *tile)
{
    tile->paths = tile->weight = 0;
    tile->value = 0;
    tile->blocks = 0;
    for (size_t c = 0; c < tile->layout.columns; c++) {
        struct tile_column *column = &tile->column[c];
        uint32_t *bin = column->bin;
        double *value = column->value;
        memset(column, 0, sizeof *column);
        column->bin = bin;
        column->value = value;
        for (size_t j = 0; j < TILE_LANES; j++) {
            column->min[j] = __builtin_inf();
            column->max[j] = -__builtin_inf();
        }
        column->near = HISTOGRAM_SIGN_BINS;
        column->hot = HISTOGRAM_OUTSIDE;
    }
    if (tile->layout.groups)
        group_begin(tile);
}

/* A block cut short: what lies past its end becomes 0, of no group. */
static void short_block(struct tile *tile, const struct lane_weights *weights, const double *const *columns,
                        const int32_t *group, const double *const *group_columns, size_t lanes)
{
    double padded[LANES] = {0};
    for (size_t c = 0; c < tile->layout.columns; c++) {
        memcpy(padded, columns[c], lanes * sizeof *padded);
        column_block(tile, c, padded, weights, lanes);
    }
    if (!tile->layout.groups)
        return;
    int32_t member[LANES];
    for (size_t i = 0; i < LANES; i++)
        member[i] = i < lanes ? group[i] : -1;
    group_block(tile, weights, member, group_columns);
}

static uint64_t weight_of(const struct lane_weights *weights, size_t lanes)
{
    uint64_t weight = 0;
    for (size_t i = 0; !weights->alike && i < lanes; i++)
        weight += weights->whole[i];
    return weights->alike ? lanes * weights->whole[0] : weight;
}

static void block(struct tile *tile, const struct lane_weights *weights, const double *const *columns,
                  const int32_t *group, const double *const *group_columns, size_t lanes)
{
    weights = weights ? weights : &tile->one;
    if (lanes < LANES) {
        short_block(tile, weights, columns, group, group_columns, lanes);
    } else {
        for (size_t c = 0; c < tile->layout.columns; c++)
            column_block(tile, c, columns[c], weights, LANES);
        if (tile->layout.groups)
            group_block(tile, weights, group, group_columns);
    }
    struct tile_block *done = &tile->block[tile->blocks++];
    *done = (struct tile_block){weights, lanes, weight_of(weights, lanes)};
    tile->paths += lanes;
    tile->weight += done->weight;
    if (weights->alike)
        tile->value += (double)lanes * weights->value[0];
    for (size_t i = 0; !weights->alike && i < lanes; i++)
        tile->value += weights->value[i];
}

/* Four at a time: the loop's own steps cost as much as the increments. */
static inline void count_alike(const uint32_t *restrict bin, size_t lanes, uint64_t weight, uint64_t *restrict count)
{
    size_t i = 0;
    for (; i + 4 <= lanes; i += 4) {
        count[bin[i]] += weight;
        count[bin[i + 1]] += weight;
        count[bin[i + 2]] += weight;
        count[bin[i + 3]] += weight;
    }
    for (; i < lanes; i++)
        count[bin[i]] += weight;
}

/* Zeros and the hot bin are counted apart, then moved to where they belong. */
static void count_paths(const struct tile *tile, const struct tile_column *column, uint64_t *restrict count)
{
    const uint32_t *restrict bin = column->bin;
    uint32_t hot = column->hot;
    for (size_t b = 0; b < tile->blocks; b++) {
        const struct tile_block *block = &tile->block[b];
        bool zeros = column->zero_blocks >> b & 1;
        if (zeros)
            count[HISTOGRAM_ZERO] += block->weight;
        else if (block->weights->alike)
            count_alike(bin, block->lanes, block->weights->whole[0], count);
        for (size_t i = 0; !zeros && !block->weights->alike && i < block->lanes; i++)
            count[bin[i]] += block->weights->whole[i];
        bin += block->lanes;
    }
    for (size_t j = 0; j < HISTOGRAM_SPREAD; j++) {
        count[HISTOGRAM_ZERO] += count[HISTOGRAM_SPREAD_ZERO + j];
        count[hot] += count[HISTOGRAM_SPREAD_HOT + j];
        count[HISTOGRAM_SPREAD_ZERO + j] = count[HISTOGRAM_SPREAD_HOT + j] = 0;
    }
}

/* `weight` NULL: not asked for. */
static void keep_values(const struct tile *tile, const double *value, double *to, uint64_t *weight)
{
    for (const struct tile_block *block = tile->block; block < tile->block + tile->blocks; block++) {
        for (size_t i = 0; i < block->lanes; i++)
            if (value[i] < no_value && value[i] > -no_value) {
                *to++ = value[i] + 0.0; /* -0 is 0 */
                if (weight)
                    *weight++ = block->weights->whole[i];
            }
        value += block->lanes;
    }
}

/* `at`: how many finite values the tally has of the column. */
static void end_column(const struct tile *tile, const struct tile_column *column, uint64_t at,
                       struct column_tally *into)
{
    double min = column->min[0], max = column->max[0];
    for (int j = 1; j < TILE_LANES; j++) {
        min = column->min[j] < min ? column->min[j] : min;
        max = column->max[j] > max ? column->max[j] : max;
    }
    into->not_finite += column->not_finite;
    into->weight += tile->weight - column->not_finite_weight;
    if (into->kept)
        keep_values(tile, column->value, into->kept + at, into->kept_weight ? into->kept_weight + at : NULL);
    else
        count_paths(tile, column, into->histogram.count);
    if (min > max)
        return;
    exact_sum_add(&into->deviation, tile_lane_sum(column->deviation, 1));
    exact_sum_add(&into->square, tile_lane_sum(column->square, 1));
    if (!into->kept)
        histogram_touch(&into->histogram, histogram_bin(min), histogram_bin(max), column->near);
    min += 0.0; /* -0 is 0 */
    max += 0.0;
    into->min = min < into->min ? min : into->min;
    into->max = max > into->max ? max : into->max;
}

/* A flag's sums and counts are those of its ones and zeros. */
static void end_flag(const struct tile *tile, const struct tile_column *column, double shift, struct column_tally *into)
{
    uint64_t ones = column->ones_weight, zeros = tile->weight - ones;
    double one = 1 - shift, min = column->ones < tile->paths ? 0 : 1, max = column->ones ? 1 : 0;
    double of_ones = column->ones_value, of_zeros = tile->value - of_ones;
    if (!tile->paths)
        return;
    into->weight += tile->weight;
    exact_sum_add(&into->deviation, of_ones * one - of_zeros * shift);
    exact_sum_add(&into->square, of_ones * (one * one) + of_zeros * (shift * shift));
    into->histogram.count[histogram_bin(1)] += ones;
    into->histogram.count[HISTOGRAM_ZERO] += zeros;
    histogram_touch(&into->histogram, histogram_bin(min), histogram_bin(max), histogram_bin(1) - HISTOGRAM_ZERO);
    into->min = min < into->min ? min : into->min;
    into->max = max > into->max ? max : into->max;
}

static void end(struct tile *tile, struct tally *tally)
{
    bool keeps = tile->layout.kept > 0;
    tally_require_room(tally, tile->paths);
    for (size_t c = 0; c < tile->layout.columns; c++) {
        if (!keeps && tally_is_flag(&tile->layout, c))
            end_flag(tile, &tile->column[c], tile->layout.shift[c], &tally->column[c]);
        else
            end_column(tile, &tile->column[c], tally_finite(tally, c), &tally->column[c]);
    }
    tally->paths += tile->paths;
    if (tile->layout.groups)
        group_end(tile, tally);
}

const struct tally_kernels ISA_NAME(tally_kernels) = {begin, block, end};
