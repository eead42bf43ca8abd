#include "sim/counter_stream.h"

struct counter_stream counter_stream_of(const struct sampling *sampling, const struct draw *draw, uint64_t replicate,
                                        enum counter_tag tag)
{
    struct counter_stream stream = {
        .key = threefry_key(sampling->seed, draw->key, replicate, (uint64_t)tag),
        .salt = draw->salt,
    };
    return stream;
}

void counter_stream_words(const struct counter_stream *stream, uint64_t i, uint64_t word[4])
{
    word[0] = i;
    word[1] = stream->salt;
    word[2] = 0;
    word[3] = 0;
    threefry4x64(&stream->key, word);
}

void *counter_state_create(struct arena *arena, const struct draws *draws)
{
    struct counter_state *state = arena_alloc(arena, 1, sizeof *state);
    state->count = draws->count;
    state->slot = arena_alloc(arena, draws->count, sizeof *state->slot);
    return state;
}

void counter_state_seat(struct counter_state *state, const struct stream *stream, const struct sampling *sampling,
                        enum counter_tag tag)
{
    for (size_t slot = 0; slot < state->count; slot++)
        state->slot[slot] = counter_stream_of(sampling, &stream->draws->draw[slot], stream->replicate, tag);
}
