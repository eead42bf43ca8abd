/* Scrambled Sobol' points. The map from a point's number to its 32 bits is linear over GF(2): with a block's first
 * number a multiple of LANES, x(first + j) = x(first) ^ x(j), and the second term is the same for all blocks. */
#include "sim/fill_kernels.h"
#include "sim/isa.h"
#include "sim/uniform.h"

void ISA_NAME(sobol_fill)(const struct stream *stream, uint64_t first_point, double (*u)[LANES])
{
    const struct sobol_state *state = stream->state;
    for (size_t first_slot = 0; first_slot < state->count; first_slot += SOBOL_GROUP) {
        const struct sobol_group *group = &state->group[first_slot / SOBOL_GROUP];
        uint32_t base[SOBOL_GROUP] = {0};
        for (uint64_t bits = first_point & (SAMPLER_MAX_POINTS - 1); bits; bits &= bits - 1) {
            const uint32_t *restrict column = group->column[__builtin_ctzll(bits)];
            for (unsigned i = 0; i < SOBOL_GROUP; i++)
                base[i] ^= column[i];
        }
        size_t slots = state->count - first_slot < SOBOL_GROUP ? state->count - first_slot : SOBOL_GROUP;
        for (size_t i = 0; i < slots; i++) {
            if (stream->idle && stream->idle[first_slot + i])
                continue;
            const uint64_t *restrict first_block = group->first_block[i];
            double *restrict to = u[first_slot + i];
            uint64_t common = UINT64_C(0x4130000000000000) | base[i];
            /* Under the exponent of 2^20: 2^20 + x 2^-32, less 2^20 - 2^-33, is (x + 1/2) 2^-32, exactly. */
            for (unsigned j = 0; j < LANES; j++)
                to[j] = uniform_double_of(common ^ first_block[j]) - (0x1p20 - 0x1p-33);
        }
    }
}
