/* Latin hypercube points: u = (order(i) + v) / n, order a keyed permutation of the n points of a replicate. */
#include "sim/fill_kernels.h"
#include "sim/isa.h"
#include "sim/uniform.h"

enum { WORDS = 4, COUNTERS = LANES / WORDS };

static inline uint32_t permuted(const struct lhs_order *order, uint32_t mask, unsigned shift, uint32_t x)
{
    for (unsigned round = 0; round < LHS_ROUNDS; round++) {
        x = (x * order->multiplier[round] + order->addend[round]) & mask;
        x ^= x >> shift;
    }
    return x;
}

/* The stratum of each point of a block. The permutation is of the next power of two; what falls at or past n walks on
 * along its cycle until it is below n, which permutes [0, n) (J. Black, P. Rogaway, CT-RSA 2002). */
static inline void strata(const struct lhs_state *state, const struct lhs_order *order, uint64_t points,
                          uint64_t first_point, uint32_t stratum[LANES])
{
    uint32_t last = (uint32_t)(points - 1), mask = state->mask;
    unsigned shift = state->shift;
    for (unsigned j = 0; j < LANES; j++) {
        uint64_t point = first_point + j;
        stratum[j] = permuted(order, mask, shift, point < points ? (uint32_t)point : last);
    }
    uint32_t beyond = last < mask;
    while (beyond) {
        beyond = 0;
        for (unsigned j = 0; j < LANES; j++) {
            uint32_t next = permuted(order, mask, shift, stratum[j]);
            stratum[j] = stratum[j] > last ? next : stratum[j];
            beyond |= stratum[j] > last;
        }
    }
}

void ISA_NAME(lhs_fill)(const struct stream *stream, uint64_t first_point, double (*u)[LANES])
{
    const struct lhs_state *state = stream->state;
    /* v = (k + 1/2) 2^-b, b = 52 - bits: stratum + v is exact in a double, and the quotient below stays in (0, 1). */
    unsigned v_bits = 52 - state->bits;
    double divisor = (double)stream->points * (double)(UINT64_C(1) << v_bits);
    uint64_t first_counter = first_point / WORDS;
    for (size_t slot = 0; slot < state->count; slot++) {
        struct counter_stream s = state->slot[slot];
        uint32_t stratum[LANES];
        strata(state, &state->order[slot], stream->points, first_point, stratum);
        uint64_t v[LANES];
        for (unsigned j = 0; j < COUNTERS; j++) {
            uint64_t x[WORDS] = {first_counter + j, s.salt, 0, 0};
            threefry4x64(&s.key, x);
            for (unsigned w = 0; w < WORDS; w++)
                v[w * COUNTERS + j] = x[w] >> (64 - v_bits);
        }
        double *restrict to = u[slot];
        for (unsigned j = 0; j < LANES; j++)
            to[j] = uniform_midpoint((uint64_t)stratum[j] << v_bits | v[j]) / divisor;
    }
}
