/* What the samplers' records hand to their kernels: prepared state, and one fill function per instruction set.
 *
 * A state is the `state` of a struct stream (sim/sampler.h). It is built by the record (sim/samplers/NAME.c), read only
 * by `fill`, and laid out so that a block streams through the first-level cache. */
#ifndef SIM_FILL_KERNELS_H
#define SIM_FILL_KERNELS_H

#include "sim/counter_stream.h"
#include "sim/sobol_directions.h"

/* A keyed permutation of [0, 2^bits): LHS_ROUNDS times x -> (x * multiplier + addend) mod 2^bits, the multiplier odd,
 * then x ^= x >> shift. With as many rounds all permutations of up to 8 points come equally often, as far as 40
 * drawings of each can tell. */
enum { LHS_ROUNDS = 12 };
struct lhs_order {
    uint32_t multiplier[LHS_ROUNDS];
    uint32_t addend[LHS_ROUNDS];
};

struct lhs_state {
    size_t count;
    struct counter_stream *slot;
    struct lhs_order *order;
    uint32_t mask;  /* 2^bits - 1; 2^bits is the smallest power of two that is at least the points of a replicate */
    unsigned shift; /* half the bits, at least 1 */
    unsigned bits;
};

/* Slots are worked on in groups, so that the columns of a block's number are xored for a whole group at once. */
enum { SOBOL_GROUP = 16 };

struct sobol_group {
    uint32_t column[SOBOL_BITS][SOBOL_GROUP]; /* scrambled; [bit of the point's number][slot of the group] */
    uint64_t first_block[SOBOL_GROUP][LANES]; /* points 0 .. LANES - 1 of a slot, the digital shift in them */
};

struct sobol_state {
    size_t count;
    struct sobol_group *group;         /* ceil(count / SOBOL_GROUP) of them: of the replicate that is seated */
    struct sobol_group *own;           /* room for them where no memo has any */
    bool directed;                     /* there are... */
    uint32_t (*direction)[SOBOL_BITS]; /* per slot, unscrambled */
};

#define FILL_KERNEL(name)                                                                                              \
    void name##_baseline(const struct stream *stream, uint64_t first_point, double(*u)[LANES]);                        \
    void name##_avx2(const struct stream *stream, uint64_t first_point, double(*u)[LANES]);                            \
    void name##_avx512(const struct stream *stream, uint64_t first_point, double(*u)[LANES]);
FILL_KERNEL(counter_fill)       /* mc; its state is a struct counter_state */
FILL_KERNEL(counter_fill_pairs) /* antithetic; likewise */
FILL_KERNEL(lhs_fill)
FILL_KERNEL(sobol_fill)
#undef FILL_KERNEL

/* The `fill` member of a record. */
#define FILL_OF(name)                                                                                                  \
    {                                                                                                                  \
        name##_baseline, name##_avx2, name##_avx512                                                                    \
    }

#endif
