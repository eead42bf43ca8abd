/* Streams of random words from the counter-based generator: one place says how a word depends on the seed, the draw's
 * name, the replicate, who asks (the tag) and the draw's salt. */
#ifndef SIM_COUNTER_STREAM_H
#define SIM_COUNTER_STREAM_H

#include "sim/sampler.h"
#include "sim/threefry.h"

/* Keeps the users of the generator apart: the fourth word of the key. Part of the bytes of a run. */
enum counter_tag { COUNTER_MC = 1, COUNTER_ANTITHETIC, COUNTER_LHS_OFFSET, COUNTER_LHS_ORDER, COUNTER_SOBOL_SCRAMBLE };

/* Words 4i .. 4i + 3 are threefry4x64(key, (i, salt, 0, 0)). */
struct counter_stream {
    struct threefry_key key;
    uint64_t salt;
};

struct counter_stream counter_stream_of(const struct sampling *sampling, const struct draw *draw, uint64_t replicate,
                                        enum counter_tag tag);
void counter_stream_words(const struct counter_stream *stream, uint64_t i, uint64_t word[4]);

/* One stream a slot. */
struct counter_state {
    size_t count;
    struct counter_stream *slot;
};

void *counter_state_create(struct arena *arena, const struct draws *draws);
void counter_state_seat(struct counter_state *state, const struct stream *stream, const struct sampling *sampling,
                        enum counter_tag tag);

#endif
