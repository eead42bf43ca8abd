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
    enum { SIZE_BITS = 11 + HISTOGRAM_STEP_BITS };
    const int32_t sizes = (1 << SIZE_BITS) - 1, hot = (int32_t)column->hot;
    int32_t near = far, largest = 0;
    for (int32_t i = 0; i < LANES; i++) {
        uint64_t bits;
        memcpy(&bits, &y[i], sizeof bits);
        int32_t key = (int32_t)(bits >> HISTOGRAM_KEY_SHIFT), size = key & sizes, sign = -(key >> SIZE_BITS);
        int32_t distance = size - (HISTOGRAM_FIRST_KEY - 2);
        distance = distance < 1 ? 1 : distance;
        distance = distance > far ? far : distance;
        int32_t at = HISTOGRAM_ZERO + ((distance ^ sign) - sign), spread = i & (HISTOGRAM_SPREAD - 1);
        int32_t zero = -(size == 0), is_hot = -(at == hot); /* masks: a branch would keep the loop from vectors */
        at = (at & ~is_hot) | ((HISTOGRAM_SPREAD_HOT + spread) & is_hot);
        bin[i] = (uint32_t)((at & ~zero) | ((HISTOGRAM_SPREAD_ZERO + spread) & zero));
        distance |= zero & far;
        near = distance < near ? distance : near;
        largest = size > largest ? size : largest;
    }
    column->near = (uint32_t)near < column->near ? (uint32_t)near : column->near;
    return largest <= last_finite;
}

/* Sums of y - shift and of its square, and extremes, where every value is finite. -0 may come out as an extreme; `end`
 * makes it 0. `lanes` is a multiple of TILE_LANES. */
static inline void sum_block(struct tile_column *column, const double *y, double shift, size_t lanes)
{
    vector shifts = vector_of(shift);
    for (size_t k = 0; k < TILE_LANES; k += VECTOR_LANES) {
        vector deviation = vector_load(column->deviation + k), square = vector_load(column->square + k);
        vector min = vector_load(column->min + k), max = vector_load(column->max + k);
        for (size_t i = k; i < lanes; i += TILE_LANES) {
            vector v = vector_load(y + i), d = v - shifts;
            deviation += d;
            square += d * d;
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
static void sum_finite(struct tile_column *column, const double *y, double shift, uint32_t *bin)
{
    for (size_t i = 0; i < LANES; i++) {
        size_t lane = i % TILE_LANES;
        if (!(y[i] < no_value && y[i] > -no_value)) {
            column->not_finite++;
            bin[i] = HISTOGRAM_OUTSIDE;
            continue;
        }
        double d = y[i] - shift;
        column->deviation[lane] += d;
        column->square[lane] += d * d;
        column->min[lane] = y[i] < column->min[lane] ? y[i] : column->min[lane];
        column->max[lane] = y[i] > column->max[lane] ? y[i] : column->max[lane];
    }
}

/* The bin that holds a majority of the lanes that are in one, if one does (Boyer and Moore's vote). */
static uint32_t vote(const uint32_t *bin)
{
    uint32_t favourite = HISTOGRAM_OUTSIDE;
    int votes = 0;
    for (size_t i = 0; i < LANES; i++) {
        if (bin[i] >= HISTOGRAM_BINS)
            continue;
        if (!votes)
            favourite = bin[i];
        votes += bin[i] == favourite ? 1 : -1;
    }
    return favourite;
}

static uint64_t count_ones(const double *y)
{
    int64_t ones = 0;
    for (size_t i = 0; i < LANES; i++)
        ones += y[i] == 1.0;
    return (uint64_t)ones;
}

static void keep_block(struct tile_column *column, uint64_t paths, const double *y, double shift)
{
    uint32_t outside[LANES];
    memcpy(column->value + paths, y, LANES * sizeof *y);
    if (all_finite(y))
        sum_block(column, y, shift, LANES);
    else
        sum_finite(column, y, shift, outside);
}

/* Fewer paths than a block has, as in the scenarios of a sweep. False: path by path. */
static bool keep_few(struct tile_column *column, uint64_t paths, const double *y, double shift, size_t lanes)
{
    double padded[LANES] = {0};
    memcpy(padded, y, lanes * sizeof *y);
    if (lanes % TILE_LANES || !all_finite(padded))
        return false;
    memcpy(column->value + paths, padded, LANES * sizeof *padded);
    sum_block(column, padded, shift, lanes);
    return true;
}

static void column_block(struct tile *tile, size_t c, const double *y)
{
    struct tile_column *column = &tile->column[c];
    double shift = tile->layout.shift[c];
    if (tile->layout.kept) {
        keep_block(column, tile->paths, y, shift);
        return;
    }
    if (tally_is_flag(&tile->layout, c)) {
        column->ones += count_ones(y);
        return;
    }
    uint32_t *bin = column->bin + tile->paths;
    if (bin_block(column, y, bin))
        sum_block(column, y, shift, LANES);
    else
        sum_finite(column, y, shift, bin);
    if (tile->paths == 0)
        column->hot = vote(bin);
}

static void begin(struct tile *tile)
{
    tile->paths = 0;
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

/* A block cut short: what lies past its end becomes a value that is not finite, of no group. */
static void short_block(struct tile *tile, const double *const *columns, const int32_t *group,
                        const double *const *group_columns, size_t lanes)
{
    double padded[LANES];
    for (size_t i = lanes; i < LANES; i++)
        padded[i] = __builtin_inf();
    for (size_t c = 0; c < tile->layout.columns; c++) {
        if (tile->layout.kept && keep_few(&tile->column[c], tile->paths, columns[c], tile->layout.shift[c], lanes))
            continue;
        memcpy(padded, columns[c], lanes * sizeof *padded);
        column_block(tile, c, padded);
        if (tile->layout.kept || !tally_is_flag(&tile->layout, c))
            tile->column[c].not_finite -= LANES - lanes;
    }
    if (!tile->layout.groups)
        return;
    int32_t member[LANES];
    for (size_t i = 0; i < LANES; i++)
        member[i] = i < lanes ? group[i] : -1;
    group_block(tile, member, group_columns);
}

static void block(struct tile *tile, const double *const *columns, const int32_t *group,
                  const double *const *group_columns, size_t lanes)
{
    if (lanes < LANES) {
        short_block(tile, columns, group, group_columns, lanes);
    } else {
        for (size_t c = 0; c < tile->layout.columns; c++)
            column_block(tile, c, columns[c]);
        if (tile->layout.groups)
            group_block(tile, group, group_columns);
    }
    tile->paths += lanes;
}

/* Zeros and the hot bin are counted apart, then moved to where they belong. */
static void count_paths(const uint32_t *restrict bin, uint64_t paths, uint32_t hot, uint32_t *restrict count)
{
    for (uint64_t i = 0; i < paths; i++)
        count[bin[i]]++;
    for (size_t j = 0; j < HISTOGRAM_SPREAD; j++) {
        count[HISTOGRAM_ZERO] += count[HISTOGRAM_SPREAD_ZERO + j];
        count[hot] += count[HISTOGRAM_SPREAD_HOT + j];
        count[HISTOGRAM_SPREAD_ZERO + j] = count[HISTOGRAM_SPREAD_HOT + j] = 0;
    }
}

static void keep_values(const struct tile_column *column, uint64_t paths, double *to)
{
    for (uint64_t i = 0; i < paths; i++) {
        double value = column->value[i];
        if (value < no_value && value > -no_value)
            *to++ = value + 0.0; /* -0 is 0 */
    }
}

/* `at`: how many finite values the tally has of the column. */
static void end_column(const struct tile_column *column, uint64_t paths, uint64_t at, struct column_tally *into)
{
    double min = column->min[0], max = column->max[0];
    for (int j = 1; j < TILE_LANES; j++) {
        min = column->min[j] < min ? column->min[j] : min;
        max = column->max[j] > max ? column->max[j] : max;
    }
    into->not_finite += column->not_finite;
    if (into->kept) {
        keep_values(column, paths, into->kept + at);
    } else {
        into->histogram.recent_paths += paths;
        count_paths(column->bin, paths, column->hot, into->histogram.recent);
    }
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
static void end_flag(uint64_t ones, uint64_t paths, double shift, struct column_tally *into)
{
    uint64_t zeros = paths - ones;
    double one = 1 - shift, min = zeros ? 0 : 1, max = ones ? 1 : 0;
    into->histogram.recent_paths += paths;
    if (!paths)
        return;
    exact_sum_add(&into->deviation, (double)ones * one - (double)zeros * shift);
    exact_sum_add(&into->square, (double)ones * (one * one) + (double)zeros * (shift * shift));
    into->histogram.recent[histogram_bin(1)] += (uint32_t)ones;
    into->histogram.recent[HISTOGRAM_ZERO] += (uint32_t)zeros;
    histogram_touch(&into->histogram, histogram_bin(min), histogram_bin(max), histogram_bin(1) - HISTOGRAM_ZERO);
    into->min = min < into->min ? min : into->min;
    into->max = max > into->max ? max : into->max;
}

static void end(struct tile *tile, struct tally *tally)
{
    bool keeps = tile->layout.kept > 0;
    tally_require_room(tally, tile->paths);
    for (size_t c = 0; c < tile->layout.columns; c++) {
        if (!keeps)
            histogram_reserve(&tally->column[c].histogram, tile->paths);
        if (!keeps && tally_is_flag(&tile->layout, c))
            end_flag(tile->column[c].ones, tile->paths, tile->layout.shift[c], &tally->column[c]);
        else
            end_column(&tile->column[c], tile->paths, tally_finite(tally, c), &tally->column[c]);
    }
    tally->paths += tile->paths;
    if (tile->layout.groups)
        group_end(tile, tally);
}

const struct tally_kernels ISA_NAME(tally_kernels) = {begin, block, end};
