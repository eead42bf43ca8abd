/* All uniforms of one replicate, for tests of samplers. */
#ifndef TESTS_SIM_UNIFORM_TABLE_H
#define TESTS_SIM_UNIFORM_TABLE_H

#include "sim/sampler.h"

#include <string.h>

/* u[slot * points + point], filled by one instruction set's kernel. */
static inline double *uniform_table_by(struct arena *arena, const struct draws *draws, const struct sampling *sampling,
                                       uint64_t replicate, int isa)
{
    struct stream stream = stream_create(arena, sampling, draws);
    stream_seat(&stream, sampling, replicate);
    double *table = arena_alloc(arena, draws->count * sampling->points, sizeof *table);
    double(*u)[LANES] = arena_alloc(arena, draws->count, sizeof *u);
    for (uint64_t first = 0; first < sampling->points; first += LANES) {
        uint64_t lanes = sampling->points - first < LANES ? sampling->points - first : LANES;
        sampling->sampler->fill[isa](&stream, first, u);
        for (size_t slot = 0; slot < draws->count; slot++)
            memcpy(&table[slot * sampling->points + first], u[slot], lanes * sizeof(double));
    }
    return table;
}

static inline double *uniform_table(struct arena *arena, const struct draws *draws, const struct sampling *sampling,
                                    uint64_t replicate)
{
    return uniform_table_by(arena, draws, sampling, replicate, 0);
}

/* One replicate of exactly this many points. */
static inline struct sampling uniform_table_sampling(const char *sampler, uint64_t seed, uint64_t points)
{
    struct sampling sampling = {sampler_named(sampler), seed, 2, points, NULL};
    return sampling;
}

#endif
