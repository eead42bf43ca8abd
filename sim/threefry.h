/* Threefry4x64 with 20 rounds: four random words as a pure function of a key and a counter.
 *
 * J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011). Only
 * additions, rotations and exclusive ors of 64-bit words: a plain loop over counters becomes vector code. */
#ifndef SIM_THREEFRY_H
#define SIM_THREEFRY_H

#include <stdint.h>

struct threefry_key {
    uint64_t word[5]; /* the four words of the key, then their parity word */
};

static inline struct threefry_key threefry_key(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    struct threefry_key key = {{a, b, c, d, UINT64_C(0x1BD11BDAA9FC1A22) ^ a ^ b ^ c ^ d}};
    return key;
}

static inline void threefry_mix(uint64_t *a, uint64_t *b, unsigned rotation)
{
    *a += *b;
    *b = (*b << rotation | *b >> (64 - rotation)) ^ *a;
}

static inline void threefry_rounds_of_even_group(uint64_t x[4])
{
    threefry_mix(&x[0], &x[1], 14), threefry_mix(&x[2], &x[3], 16);
    threefry_mix(&x[0], &x[3], 52), threefry_mix(&x[2], &x[1], 57);
    threefry_mix(&x[0], &x[1], 23), threefry_mix(&x[2], &x[3], 40);
    threefry_mix(&x[0], &x[3], 5), threefry_mix(&x[2], &x[1], 37);
}

static inline void threefry_rounds_of_odd_group(uint64_t x[4])
{
    threefry_mix(&x[0], &x[1], 25), threefry_mix(&x[2], &x[3], 33);
    threefry_mix(&x[0], &x[3], 46), threefry_mix(&x[2], &x[1], 12);
    threefry_mix(&x[0], &x[1], 58), threefry_mix(&x[2], &x[3], 22);
    threefry_mix(&x[0], &x[3], 32), threefry_mix(&x[2], &x[1], 32);
}

static inline void threefry_inject(const struct threefry_key *key, unsigned group, uint64_t x[4])
{
    x[0] += key->word[group % 5];
    x[1] += key->word[(group + 1) % 5];
    x[2] += key->word[(group + 2) % 5];
    x[3] += key->word[(group + 3) % 5] + group;
}

/* x: the counter, replaced by the random words. */
static inline void threefry4x64(const struct threefry_key *key, uint64_t x[4])
{
    threefry_inject(key, 0, x);
    threefry_rounds_of_even_group(x);
    threefry_inject(key, 1, x);
    threefry_rounds_of_odd_group(x);
    threefry_inject(key, 2, x);
    threefry_rounds_of_even_group(x);
    threefry_inject(key, 3, x);
    threefry_rounds_of_odd_group(x);
    threefry_inject(key, 4, x);
    threefry_rounds_of_even_group(x);
    threefry_inject(key, 5, x);
}

#endif
