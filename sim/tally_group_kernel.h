/* Sums of columns by group. Four columns of four paths are turned into one vector a path, which is added to the row of
 * the path's group and lane: the cost does not depend on how many groups there are. */
#ifndef SIM_TALLY_GROUP_KERNEL_H
#define SIM_TALLY_GROUP_KERNEL_H

#include "sim/tally_tile.h"
#include "sim/vector.h"

/* Eight lanes, `stride` numbers apart, always in this order. */
static inline double tile_lane_sum(const double *lane, size_t stride)
{
    return ((lane[0] + lane[stride]) + (lane[2 * stride] + lane[3 * stride])) +
           ((lane[4 * stride] + lane[5 * stride]) + (lane[6 * stride] + lane[7 * stride]));
}

static void group_begin(struct tile *tile)
{
    size_t numbers = tile_group_row(&tile->layout, tile->layout.groups + 1, 0);
    memset(tile->sum, 0, numbers * sizeof *tile->sum);
    if (tile->square)
        memset(tile->square, 0, numbers * sizeof *tile->square);
    memset(tile->member, 0, (tile->layout.groups + 1) * sizeof *tile->member);
    memset(tile->member_weight, 0, (tile->layout.groups + 1) * sizeof *tile->member_weight);
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

static inline void group_add(double *row, vector_quad value)
{
    vector_quad sum = vector_quad_load(row) + value;
    memcpy(row, &sum, sizeof sum);
}

/* Four of the columns; where[i]: the row of path i. */
static void group_add_columns(const double *const column[VECTOR_QUAD], const uint32_t *where, const double *weight,
                              double *sum, double *square)
{
    for (size_t i = 0; i < LANES; i += VECTOR_QUAD) {
        vector_quad path[VECTOR_QUAD];
        vector_quad_turn(column[0] + i, column[1] + i, column[2] + i, column[3] + i, path);
        for (size_t j = 0; j < VECTOR_QUAD; j++)
            group_add(sum + where[i + j], path[j] * weight[i + j]);
        if (!square)
            continue;
        for (size_t j = 0; j < VECTOR_QUAD; j++)
            group_add(square + where[i + j], path[j] * weight[i + j] * path[j]);
    }
}

/* What is not finite adds nothing. */
static inline double group_finite(double value)
{
    return value < 0x1p500 && value > -0x1p500 ? value : 0;
}

/* Path by path, for a block with a value that isn't finite. */
static void group_add_finite(struct tile *tile, const uint32_t *where, const double *weight)
{
    for (size_t i = 0; i < LANES; i++)
        for (size_t c = 0; c < tile->layout.group_columns; c++) {
            double v = group_finite(tile->group_columns[c][i]);
            tile->sum[where[i] + c] += v * weight[i];
            if (tile->square)
                tile->square[where[i] + c] += v * weight[i] * v;
        }
}

/* 0 on every path? Mostly the first value tells. */
static bool column_is_zero(const double *y)
{
    int64_t others = 0;
    if (y[0] != 0)
        return false;
    for (size_t i = 0; i < LANES; i++)
        others += y[i] != 0;
    return !others;
}

/* The sums of a column, and whether every value is finite, in one pass: what is too large shows in the largest size,
 * NaN in the sums. */
static inline bool group_sum_column(const double *column, double weight, double sum[TILE_LANES])
{
    const vector_mask sign = (vector_mask)vector_of(-0.0);
    vector largest = vector_of(0), weights = vector_of(weight);
    for (size_t k = 0; k < TILE_LANES; k += VECTOR_LANES) {
        vector all = vector_load(sum + k);
        for (size_t i = k; i < LANES; i += TILE_LANES) {
            vector v = vector_load(column + i);
            largest = vector_max((vector)((vector_mask)v & ~sign), largest);
            all += v * weights;
        }
        vector_store(sum + k, all);
    }
    bool finite = true;
    for (size_t k = 0; k < VECTOR_LANES; k++)
        finite = finite && largest[k] < 0x1p500;
    for (size_t k = 0; k < TILE_LANES; k++)
        finite = finite && sum[k] == sum[k];
    return finite;
}

/* All paths are of one group: a column at a time, lane by lane in the same order, so with the same bits. */
static void group_add_alike(struct tile *tile, size_t row, double weight)
{
    size_t width = tile_group_width(&tile->layout);
    for (size_t c = 0; c < tile->layout.group_columns; c++) {
        double *to = tile->sum + row + c, sum[TILE_LANES];
        if (column_is_zero(tile->group_columns[c]))
            continue;
        for (size_t k = 0; k < TILE_LANES; k++)
            sum[k] = to[k * width];
        if (group_sum_column(tile->group_columns[c], weight, sum))
            for (size_t k = 0; k < TILE_LANES; k++)
                to[k * width] = sum[k];
        else
            for (size_t i = 0; i < LANES; i++)
                to[i % TILE_LANES * width] += group_finite(tile->group_columns[c][i]) * weight;
    }
}

static bool group_is_one(const int32_t *group)
{
    int32_t differs = 0;
    for (size_t i = 0; i < LANES; i++)
        differs |= group[i] ^ group[0];
    return !differs;
}

static void group_add_several(struct tile *tile, const struct lane_weights *weights, const int32_t *group)
{
    uint32_t where[LANES], number[LANES], groups = (uint32_t)tile->layout.groups;
    uint32_t width = (uint32_t)tile_group_width(&tile->layout);
    bool finite = true;
    for (size_t c = 0; c < tile->layout.group_columns; c++)
        finite = finite && all_finite(tile->group_columns[c]);
    for (size_t i = 0; i < LANES; i++) {
        number[i] = (uint32_t)group[i] < groups ? (uint32_t)group[i] : groups;
        where[i] = (number[i] * TILE_LANES + (uint32_t)i % TILE_LANES) * width;
    }
    for (size_t i = 0; i < LANES; i++) {
        tile->member[number[i]]++;
        tile->member_weight[number[i]] += weights->whole[i];
    }
    if (!finite)
        group_add_finite(tile, where, weights->value);
    for (size_t c = 0; finite && c < width; c += VECTOR_QUAD)
        group_add_columns(tile->group_columns + c, where, weights->value, tile->sum + c,
                          tile->square ? tile->square + c : NULL);
}

static void group_block(struct tile *tile, const struct lane_weights *weights, const int32_t *group,
                        const double *const *group_columns)
{
    for (size_t c = 0; c < tile->layout.group_columns; c++)
        tile->group_columns[c] = group_columns[c];
    if (tile->square || !weights->alike || !group_is_one(group)) {
        group_add_several(tile, weights, group);
        return;
    }
    size_t number = (uint32_t)group[0] < tile->layout.groups ? (uint32_t)group[0] : tile->layout.groups;
    tile->member[number] += LANES;
    tile->member_weight[number] += LANES * weights->whole[0];
    group_add_alike(tile, tile_group_row(&tile->layout, number, 0), weights->value[0]);
}

static void group_end(const struct tile *tile, struct tally *tally)
{
    size_t columns = tile->layout.group_columns, width = tile_group_width(&tile->layout);
    for (size_t g = 0; g < tile->layout.groups; g++) {
        size_t row = tile_group_row(&tile->layout, g, 0);
        tally->group_paths[g] += tile->member[g];
        tally->group_weight[g] += tile->member_weight[g];
        for (size_t c = 0; c < columns; c++) {
            size_t at = g * columns + c;
            exact_sum_add(&tally->group_sum[at], tile_lane_sum(tile->sum + row + c, width));
            if (tile->square)
                exact_sum_add(&tally->group_square[at], tile_lane_sum(tile->square + row + c, width));
        }
    }
}

#endif
