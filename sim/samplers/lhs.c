/* Latin hypercube: within a replicate of n points every draw has exactly one point in each of n equal strata, in an
 * order of its own (M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21, 1979). The order is a keyed
 * permutation that is evaluated point by point, so nothing is stored and any block can be drawn first. */
#include "sim/fill_kernels.h"

/* n even, so that the total is a multiple of R and of 2 for any R. */
static uint64_t points_for(uint64_t paths, uint64_t replicates)
{
    uint64_t points = paths / replicates + (paths % replicates != 0);
    if (points == 0)
        return replicates % 2 ? 2 : 1;
    return points % 2 && replicates % 2 ? points + 1 : points;
}

static void *create(struct arena *arena, const struct draws *draws)
{
    struct lhs_state *state = arena_alloc(arena, 1, sizeof *state);
    state->count = draws->count;
    state->slot = arena_alloc(arena, draws->count, sizeof *state->slot);
    state->order = arena_alloc(arena, draws->count, sizeof *state->order);
    return state;
}

static void seat(struct stream *stream, const struct sampling *sampling)
{
    struct lhs_state *state = stream->state;
    state->bits = 0;
    while (stream->points > UINT64_C(1) << state->bits)
        state->bits++;
    state->mask = (uint32_t)((UINT64_C(1) << state->bits) - 1);
    state->shift = state->bits > 1 ? state->bits / 2 : 1;
    for (size_t slot = 0; slot < state->count; slot++) {
        const struct draw *draw = &stream->draws->draw[slot];
        state->slot[slot] = counter_stream_of(sampling, draw, stream->replicate, COUNTER_LHS_OFFSET);
        struct counter_stream keys = counter_stream_of(sampling, draw, stream->replicate, COUNTER_LHS_ORDER);
        for (unsigned round = 0; round < LHS_ROUNDS; round++) {
            uint64_t word[4];
            counter_stream_words(&keys, round, word);
            state->order[slot].multiplier[round] = (uint32_t)(word[0] >> 32) | 1;
            state->order[slot].addend[round] = (uint32_t)(word[1] >> 32);
        }
    }
}

const struct sampler sampler_lhs = {
    .name = "lhs",
    .summary = "Latin hypercube points in independent replicates",
    .replicated = true,
    .most_points = SAMPLER_MAX_POINTS,
    .points_for = points_for,
    .create = create,
    .seat = seat,
    .fill = FILL_OF(lhs_fill),
};
