/* Uniforms from the counter-based generator, independent or in antithetic pairs. */
#include "sim/fill_kernels.h"
#include "sim/isa.h"
#include "sim/uniform.h"

enum { WORDS = 4, COUNTERS = LANES / WORDS, PAIR_COUNTERS = LANES / 2 / WORDS };

/* Word w of counter block * COUNTERS + j goes to lane w * COUNTERS + j: no shuffling between vectors. */
void ISA_NAME(counter_fill)(const struct stream *stream, uint64_t first_point, double (*u)[LANES])
{
    const struct counter_state *state = stream->state;
    uint64_t first_counter = first_point / WORDS;
    for (size_t slot = 0; slot < state->count; slot++) {
        struct counter_stream s = state->slot[slot];
        double *restrict to = u[slot];
        for (unsigned j = 0; j < COUNTERS; j++) {
            uint64_t x[WORDS] = {first_counter + j, s.salt, 0, 0};
            threefry4x64(&s.key, x);
            for (unsigned w = 0; w < WORDS; w++)
                to[w * COUNTERS + j] = uniform_from_bits(x[w]);
        }
    }
}

/* The same for half as many uniforms; points 2p and 2p + 1 are u and 1 - u, which is exact. */
void ISA_NAME(counter_fill_pairs)(const struct stream *stream, uint64_t first_point, double (*u)[LANES])
{
    const struct counter_state *state = stream->state;
    uint64_t first_counter = first_point / 2 / WORDS;
    for (size_t slot = 0; slot < state->count; slot++) {
        struct counter_stream s = state->slot[slot];
        double half[LANES / 2];
        for (unsigned j = 0; j < PAIR_COUNTERS; j++) {
            uint64_t x[WORDS] = {first_counter + j, s.salt, 0, 0};
            threefry4x64(&s.key, x);
            for (unsigned w = 0; w < WORDS; w++)
                half[w * PAIR_COUNTERS + j] = uniform_from_bits(x[w]);
        }
        double *restrict to = u[slot];
        for (unsigned p = 0; p < LANES / 2; p++) {
            to[2 * p] = half[p];
            to[2 * p + 1] = 1.0 - half[p];
        }
    }
}
