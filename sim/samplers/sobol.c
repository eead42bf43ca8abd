/* Scrambled Sobol' points: each replicate a power of two of points from number 0 on, with a random linear matrix
 * scramble and a digital shift of its own per draw (J. Matousek, J. Complexity 14, 1998). Why not nested scrambling:
 * docs/decisions/0003-scrambling.md. */
#include "sim/fill_kernels.h"
#include "sim/seat_memo.h"
#include "sim/strata.h"

#include <string.h>

static uint64_t points_for(uint64_t paths, uint64_t replicates)
{
    uint64_t least = paths / replicates + (paths % replicates != 0), points = 1;
    while (points < least && points < UINT64_C(1) << 63)
        points *= 2;
    return points;
}

static size_t groups_of(const struct sobol_state *state)
{
    return (state->count + SOBOL_GROUP - 1) / SOBOL_GROUP;
}

static void *create(struct arena *arena, const struct draws *draws)
{
    struct sobol_state *state = arena_alloc(arena, 1, sizeof *state);
    state->count = draws->count;
    state->own = arena_alloc(arena, groups_of(state), sizeof *state->own);
    state->direction = arena_alloc(arena, draws->count, sizeof *state->direction);
    return state;
}

/* The first dimension is the strata's cells. */
static unsigned spare_dimension(const struct sampling *sampling)
{
    return sampling->strata ? sampling->strata->spare_dimension : 0;
}

/* Directions are made when the first replicate is scrambled: with a memo none may be. */
static void make_directions(struct sobol_state *state, const struct draws *draws, unsigned spare)
{
    for (size_t slot = 0; slot < state->count && !state->directed; slot++) {
        unsigned dimension = draws->draw[slot].dimension;
        sobol_directions(dimension ? dimension : spare, state->direction[slot]);
    }
    state->directed = true;
}

/* By digit of the position. */
static void walk_by_cells(uint32_t column[SOBOL_BITS], unsigned columns, unsigned period_bits)
{
    uint32_t of_point[SOBOL_BITS];
    memcpy(of_point, column, columns * sizeof *column);
    for (unsigned k = 0; k < columns && k < period_bits; k++)
        column[k] = of_point[strata_digit(period_bits, k)];
}

/* column = L direction, L lower triangular over GF(2) with a unit diagonal, most significant digit first: digit b of a
 * direction adds column b of L, a one at b and random digits below. */
static void scramble(const uint32_t direction[SOBOL_BITS], const uint32_t random[SOBOL_BITS], unsigned columns,
                     uint32_t column[SOBOL_BITS])
{
    uint32_t matrix_column[SOBOL_BITS];
    for (unsigned b = SOBOL_BITS - columns; b < SOBOL_BITS; b++) {
        uint32_t one = UINT32_C(1) << b;
        matrix_column[b] = one | (random[b] & (one - 1));
    }
    for (unsigned k = 0; k < columns; k++) {
        column[k] = 0;
        for (uint32_t digits = direction[k]; digits; digits &= digits - 1)
            column[k] ^= matrix_column[__builtin_ctz(digits)];
    }
}

static void seat_slot(struct sobol_group *group, size_t i, const uint32_t column[SOBOL_BITS], unsigned columns,
                      uint32_t shift)
{
    for (unsigned k = 0; k < columns; k++)
        group->column[k][i] = column[k];
    uint64_t *point = group->first_block[i];
    point[0] = shift;
    for (unsigned k = 0; 1u << k < LANES; k++)
        for (unsigned j = 0; j < 1u << k; j++)
            point[(1u << k) + j] = point[j] ^ column[k];
}

/* How many columns the points of a replicate need, and the lanes of a block at least: column k, a one k digits below
 * the first and others above it, is xored in where digit k of a point's number is set. */
static unsigned columns_for(uint64_t points)
{
    unsigned columns = 0;
    while (columns < SOBOL_BITS && (UINT64_C(1) << columns < points || 1u << columns < LANES))
        columns++;
    return columns;
}

static void scramble_all(struct stream *stream, const struct sampling *sampling, unsigned columns)
{
    struct sobol_state *state = stream->state;
    unsigned least = (SOBOL_BITS - columns) / 4 * 4;
    make_directions(state, stream->draws, spare_dimension(sampling));
    for (size_t slot = 0; slot < state->count; slot++) {
        struct counter_stream keys =
            counter_stream_of(sampling, &stream->draws->draw[slot], stream->replicate, COUNTER_SOBOL_SCRAMBLE);
        uint32_t random[SOBOL_BITS], column[SOBOL_BITS];
        uint64_t word[4];
        for (unsigned b = least; b < SOBOL_BITS; b += 4) {
            counter_stream_words(&keys, b / 4, word);
            for (unsigned w = 0; w < 4; w++)
                random[b + w] = (uint32_t)(word[w] >> 32);
        }
        scramble(state->direction[slot], random, columns, column);
        if (sampling->by_cells)
            walk_by_cells(column, columns, strata_period_bits(sampling->points));
        counter_stream_words(&keys, SOBOL_BITS / 4, word);
        seat_slot(&state->group[slot / SOBOL_GROUP], slot % SOBOL_GROUP, column, columns, (uint32_t)(word[0] >> 32));
    }
}

static void seat(struct stream *stream, const struct sampling *sampling)
{
    struct sobol_state *state = stream->state;
    unsigned columns = columns_for(sampling->points);
    uint64_t detail = columns;
    bool made = false;
    if (sampling->by_cells)
        detail |= (uint64_t)strata_period_bits(sampling->points) << 8;
    detail |= (uint64_t)spare_dimension(sampling) << 16;
    state->group = NULL;
    if (sampling->memo)
        state->group = seat_memo_of(sampling->memo, sampling, stream->draws, stream->replicate, detail,
                                    groups_of(state) * sizeof *state->group, &made);
    if (!state->group)
        state->group = state->own;
    if (!made)
        scramble_all(stream, sampling, columns);
}

const struct sampler sampler_sobol = {
    .name = "sobol",
    .summary = "scrambled Sobol' points in independent replicates (default)",
    .replicated = true,
    .walks_cells = true,
    .most_points = SAMPLER_MAX_POINTS,
    .points_for = points_for,
    .create = create,
    .seat = seat,
    .fill = FILL_OF(sobol_fill),
};
