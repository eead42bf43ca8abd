/* From random bits to uniforms strictly inside (0, 1), symmetric about 1/2 and without rounding. */
#ifndef SIM_UNIFORM_H
#define SIM_UNIFORM_H

#include <stdint.h>
#include <string.h>

static inline double uniform_double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* k + 1/2 for an integer k < 2^52: 2^52 + k without a conversion, less 2^52 - 1/2. */
static inline double uniform_midpoint(uint64_t k)
{
    return uniform_double_of(k | UINT64_C(0x4330000000000000)) - (0x1p52 - 0.5);
}

/* (k + 1/2) 2^-52, k the top 52 bits: under the exponent of 1 they are 1 + k 2^-52; then 1 - 2^-53 is taken off. */
static inline double uniform_from_bits(uint64_t bits)
{
    return uniform_double_of(bits >> 12 | UINT64_C(0x3ff0000000000000)) - (1.0 - 0x1p-53);
}

#endif
