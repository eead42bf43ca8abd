/* Paths to tallies, a block at a time. Each column makes vector passes for sums, extremes and bins, then one loop of
 * increments. Sums run in 8 fixed lanes (lane i mod 8 takes path i), so every instruction set adds the same numbers in
 * the same order: a vector below is as wide as the registers, and covers 2, 4 or all 8 of these lanes. */
#include "sim/isa.h"
#include "sim/tally_tile.h"

#include <string.h>

#if defined __AVX512F__
#define VECTOR_BYTES 64
#elif defined __AVX__
#define VECTOR_BYTES 32
#else
#define VECTOR_BYTES 16
#endif

/* The helpers below are inlined, so it doesn't matter how a function would hand vectors over. */
#pragma GCC diagnostic ignored "-Wpsabi"

typedef double vector __attribute__((vector_size(VECTOR_BYTES)));
typedef int64_t mask __attribute__((vector_size(VECTOR_BYTES)));

enum {
    WIDTH = VECTOR_BYTES / 8,
    NARROW_GROUPS = 8 /* up to here a masked sum per group beats scattering path by path */
};

static const double no_value = 0x1p500; /* see sim/tally.h: from here on a value isn't finite */

static inline vector vector_of(double value)
{
    return value - (vector){0}; /* gcc and clang spread the scalar; x - 0 is x, also for -0 */
}

static inline vector load(const double *from)
{
    vector v;
    memcpy(&v, from, sizeof v);
    return v;
}

static inline void store(double *to, vector v)
{
    memcpy(to, &v, sizeof v);
}

/* Sums of y - shift and of its square, where every value is finite. */
static void sum_block(struct tile_column *column, const double *y, double shift)
{
    vector shifts = vector_of(shift);
    for (size_t k = 0; k < TILE_LANES; k += WIDTH) {
        vector deviation = load(column->deviation + k), square = load(column->square + k);
        for (size_t i = k; i < LANES; i += TILE_LANES) {
            vector d = load(y + i) - shifts;
            deviation += d;
            square += d * d;
        }
        store(column->deviation + k, deviation);
        store(column->square + k, square);
    }
}

/* Extremes, by folding halves onto each other: no lane waits for another. -0 may come out; `end` makes it 0. */
static void widen_block(struct tile_column *column, const double *y)
{
    enum { HALF = LANES / 2 };
    double min[HALF], max[HALF];
    for (size_t i = 0; i < HALF; i++) {
        min[i] = y[i] < y[i + HALF] ? y[i] : y[i + HALF];
        max[i] = y[i] > y[i + HALF] ? y[i] : y[i + HALF];
    }
    for (size_t half = HALF / 2; half >= TILE_LANES; half /= 2)
        for (size_t i = 0; i < half; i++) {
            min[i] = min[i] < min[i + half] ? min[i] : min[i + half];
            max[i] = max[i] > max[i + half] ? max[i] : max[i + half];
        }
    for (size_t i = 0; i < TILE_LANES; i++) {
        column->min[i] = min[i] < column->min[i] ? min[i] : column->min[i];
        column->max[i] = max[i] > column->max[i] ? max[i] : column->max[i];
    }
}

/* The same path by path, without the values that aren't finite. The sums have the same bits where all are. */
static void sum_finite(struct tile_column *column, const double *y, double shift)
{
    for (size_t i = 0; i < LANES; i++) {
        size_t lane = i % TILE_LANES;
        if (!(y[i] < no_value && y[i] > -no_value)) {
            column->not_finite++;
            continue;
        }
        double d = y[i] - shift;
        column->deviation[lane] += d;
        column->square[lane] += d * d;
        column->min[lane] = y[i] < column->min[lane] ? y[i] : column->min[lane];
        column->max[lane] = y[i] > column->max[lane] ? y[i] : column->max[lane];
    }
}

/* histogram_bin of every lane, without branches; what isn't finite goes to a spare bin. Also the least distance from
 * zero of any value but zero. True when all are finite. */
static bool bin_block(struct tile_column *column, const double *y, uint32_t *bin)
{
    const int32_t last_finite = (1023 + 500) * HISTOGRAM_STEPS - 1, far = HISTOGRAM_SIGN_BINS;
    int32_t key[LANES], sign[LANES], some[LANES]; /* sign: -1 below zero; some: -1 unless zero */
    for (size_t i = 0; i < LANES; i++) {
        int64_t bits;
        memcpy(&bits, &y[i], sizeof bits);
        key[i] = (int32_t)(bits >> HISTOGRAM_KEY_SHIFT) & (2048 * HISTOGRAM_STEPS - 1);
        sign[i] = (int32_t)(bits >> 63);
        some[i] = -(int32_t)(y[i] != 0);
    }
    int32_t near = far, largest = 0;
    for (size_t i = 0; i < LANES; i++) {
        int32_t distance = key[i] - (HISTOGRAM_FIRST_KEY - 2);
        distance = distance < 1 ? 1 : distance;
        distance = distance > far ? far : distance;
        int32_t from_zero = (distance & some[i]) | (far & ~some[i]);
        near = from_zero < near ? from_zero : near;
        largest = key[i] > largest ? key[i] : largest;
        int32_t at = HISTOGRAM_ZERO + (((distance ^ sign[i]) - sign[i]) & some[i]);
        int32_t spare = HISTOGRAM_SPARE + (int32_t)(i % HISTOGRAM_SPARES);
        bin[i] = (uint32_t)(key[i] > last_finite ? spare : at);
    }
    column->near = (uint32_t)near < column->near ? (uint32_t)near : column->near;
    return largest <= last_finite;
}

/* The bin that holds a majority of the lanes that are not zero, if one does (Boyer and Moore's vote). */
static uint32_t vote(const uint32_t *bin)
{
    uint32_t favourite = HISTOGRAM_ZERO;
    int votes = 0;
    for (size_t i = 0; i < LANES; i++) {
        if (bin[i] == HISTOGRAM_ZERO)
            continue;
        if (!votes)
            favourite = bin[i];
        votes += bin[i] == favourite ? 1 : -1;
    }
    return favourite;
}

/* Zeros and one more frequent bin are counted by comparison: incrementing one address over and over would wait for
 * each store. */
static void count_block(struct tile_column *column, struct histogram *h, uint32_t *bin)
{
    uint32_t zeros = 0, hots = 0, hot = column->hot;
    for (size_t i = 0; i < LANES; i++) {
        uint32_t spare = (uint32_t)(HISTOGRAM_SPARE + i % HISTOGRAM_SPARES);
        uint32_t at = bin[i];
        zeros += at == HISTOGRAM_ZERO;
        hots += at == hot;
        at = at == HISTOGRAM_ZERO ? spare : at;
        bin[i] = at == hot ? spare : at;
    }
    uint32_t *count = h->recent;
    for (size_t i = 0; i < LANES; i++)
        count[bin[i]]++;
    count[HISTOGRAM_ZERO] += zeros;
    if (hot != HISTOGRAM_ZERO)
        count[hot] += hots;
}

static uint64_t count_ones(const double *y)
{
    int64_t ones = 0;
    for (size_t i = 0; i < LANES; i++)
        ones += y[i] == 1.0;
    return (uint64_t)ones;
}

static inline bool is_flag(const struct tile *tile, size_t c)
{
    return c < 64 && tile->layout.flags >> c & 1;
}

static void column_block(struct tile *tile, struct tally *tally, size_t c, const double *y)
{
    struct tile_column *column = &tile->column[c];
    double shift = tile->layout.shift[c];
    uint32_t bin[LANES];
    if (is_flag(tile, c)) {
        column->ones += count_ones(y);
        return;
    }
    if (bin_block(column, y, bin)) {
        sum_block(column, y, shift);
        widen_block(column, y);
    } else {
        sum_finite(column, y, shift);
    }
    if (tile->paths == 0)
        column->hot = vote(bin);
    count_block(column, &tally->column[c].histogram, bin);
}

/* By the bits: NaN, infinity and what is too large all have an exponent of 500 or more. */
static bool all_finite(const double *y)
{
    const int32_t past_finite = (1023 + 500) << 20;
    int32_t largest = 0;
    for (size_t i = 0; i < LANES; i++) {
        uint64_t bits;
        memcpy(&bits, &y[i], sizeof bits);
        int32_t size = (int32_t)(bits >> 32) & INT32_MAX;
        largest = size > largest ? size : largest;
    }
    return largest < past_finite;
}

/* Where member is 0 instead of all ones, a value counts as 0. */
static inline void sum_members(struct tile_group *sums, const int64_t *member, const double *y, bool squares)
{
    for (size_t k = 0; k < TILE_LANES; k += WIDTH) {
        vector sum = load(sums->sum + k), square = load(sums->square + k);
        for (size_t i = k; i < LANES; i += TILE_LANES) {
            mask is;
            memcpy(&is, member + i, sizeof is);
            vector v = (vector)(is & (mask)load(y + i));
            sum += v;
            if (squares)
                square += v * v;
        }
        store(sums->sum + k, sum);
        if (squares)
            store(sums->square + k, square);
    }
}

/* Few groups: for each, the lanes that belong to it. All values must be finite. */
static void narrow_groups(struct tile *tile, const int32_t *group, const double *const *group_columns)
{
    size_t wide = tile->layout.group_columns;
    int64_t member[LANES];
    for (size_t g = 0; g < tile->layout.groups; g++) {
        int64_t count = 0;
        for (size_t i = 0; i < LANES; i++) {
            member[i] = -(int64_t)(group[i] == (int32_t)g);
            count -= member[i];
        }
        tile->group_paths[g] += (uint64_t)count;
        struct tile_group *sums = &tile->group[g * wide];
        for (size_t c = 0; count && c < wide; c++)
            if (tile->layout.without_group_squares)
                sum_members(&sums[c], member, group_columns[c], false);
            else
                sum_members(&sums[c], member, group_columns[c], true);
    }
}

/* Many groups, or a value that isn't finite: path by path. The sums have the same bits. */
static void wide_groups(struct tile *tile, const int32_t *group, const double *const *group_columns)
{
    size_t wide = tile->layout.group_columns;
    bool squares = !tile->layout.without_group_squares;
    for (size_t i = 0; i < LANES; i++) {
        if (group[i] < 0 || (size_t)group[i] >= tile->layout.groups)
            continue;
        size_t g = (size_t)group[i], lane = i % TILE_LANES;
        tile->group_paths[g]++;
        for (size_t c = 0; c < wide; c++) {
            double v = group_columns[c][i];
            v = v < no_value && v > -no_value ? v : 0;
            tile->group[g * wide + c].sum[lane] += v;
            if (squares)
                tile->group[g * wide + c].square[lane] += v * v;
        }
    }
}

static void group_block(struct tile *tile, const int32_t *group, const double *const *group_columns)
{
    bool narrow = tile->layout.groups <= NARROW_GROUPS;
    for (size_t c = 0; narrow && c < tile->layout.group_columns; c++)
        narrow = all_finite(group_columns[c]);
    if (narrow)
        narrow_groups(tile, group, group_columns);
    else
        wide_groups(tile, group, group_columns);
}

static void begin(struct tile *tile)
{
    tile->paths = 0;
    for (size_t c = 0; c < tile->layout.columns; c++) {
        struct tile_column *column = &tile->column[c];
        memset(column, 0, sizeof *column);
        for (size_t j = 0; j < TILE_LANES; j++) {
            column->min[j] = __builtin_inf();
            column->max[j] = -__builtin_inf();
        }
        column->near = HISTOGRAM_SIGN_BINS;
    }
    size_t sums = tile->layout.groups * tile->layout.group_columns;
    if (sums)
        memset(tile->group, 0, sums * sizeof *tile->group);
    if (tile->layout.groups)
        memset(tile->group_paths, 0, tile->layout.groups * sizeof *tile->group_paths);
}

/* A block cut short: what lies past its end becomes a value that is not finite, of no group. */
static void short_block(struct tile *tile, struct tally *tally, const double *const *columns, const int32_t *group,
                        const double *const *group_columns, size_t lanes)
{
    double padded[LANES];
    for (size_t i = lanes; i < LANES; i++)
        padded[i] = __builtin_inf();
    for (size_t c = 0; c < tile->layout.columns; c++) {
        memcpy(padded, columns[c], lanes * sizeof *padded);
        column_block(tile, tally, c, padded);
        if (!is_flag(tile, c))
            tile->column[c].not_finite -= LANES - lanes;
    }
    if (!tile->layout.groups)
        return;
    int32_t member[LANES];
    for (size_t i = 0; i < LANES; i++)
        member[i] = i < lanes ? group[i] : -1;
    group_block(tile, member, group_columns);
}

static void block(struct tile *tile, struct tally *tally, const double *const *columns, const int32_t *group,
                  const double *const *group_columns, size_t lanes)
{
    if (tile->paths == 0)
        for (size_t c = 0; c < tile->layout.columns; c++)
            histogram_reserve(&tally->column[c].histogram, UINT32_MAX / 2);
    if (lanes < LANES) {
        short_block(tile, tally, columns, group, group_columns, lanes);
    } else {
        for (size_t c = 0; c < tile->layout.columns; c++)
            column_block(tile, tally, c, columns[c]);
        if (tile->layout.groups)
            group_block(tile, group, group_columns);
    }
    tile->paths += lanes;
}

static double lane_sum(const double *lane)
{
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

static void end_column(const struct tile_column *column, uint64_t paths, struct column_tally *into)
{
    double min = column->min[0], max = column->max[0];
    for (int j = 1; j < TILE_LANES; j++) {
        min = column->min[j] < min ? column->min[j] : min;
        max = column->max[j] > max ? column->max[j] : max;
    }
    into->not_finite += column->not_finite;
    into->histogram.recent_paths += paths;
    if (min > max)
        return;
    exact_sum_add(&into->deviation, lane_sum(column->deviation));
    exact_sum_add(&into->square, lane_sum(column->square));
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
    tally->paths += tile->paths;
    for (size_t c = 0; c < tile->layout.columns; c++)
        if (is_flag(tile, c))
            end_flag(tile->column[c].ones, tile->paths, tile->layout.shift[c], &tally->column[c]);
        else
            end_column(&tile->column[c], tile->paths, &tally->column[c]);
    for (size_t g = 0; g < tile->layout.groups; g++)
        tally->group_paths[g] += tile->group_paths[g];
    for (size_t i = 0; i < tile->layout.groups * tile->layout.group_columns; i++) {
        exact_sum_add(&tally->group[i].sum, lane_sum(tile->group[i].sum));
        exact_sum_add(&tally->group[i].square, lane_sum(tile->group[i].square));
    }
}

const struct tally_kernels ISA_NAME(tally_kernels) = {begin, block, end};
