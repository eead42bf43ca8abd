/* Samplers: where uniforms come from. One record per sampler (sim/samplers/NAME.c), one line in sim/samplers.def.
 *
 * Path N (from 0) is point N div R of replicate N mod R; `mc` has one stream of paths (R = 1 here, "replicates": null
 * outside). Every uniform lies strictly inside (0, 1). */
#ifndef SIM_SAMPLER_H
#define SIM_SAMPLER_H

#include "sim/arena.h"
#include "sim/draws.h"
#include "sim/isa.h"

#include <stdbool.h>
#include <stdint.h>

struct sampler;
struct strata;    /* sim/strata.h */
struct seat_memo; /* sim/seat_memo.h */

struct sampling {
    const struct sampler *sampler;
    uint64_t seed;
    uint64_t replicates;         /* R; 1 for mc */
    uint64_t points;             /* of each replicate */
    const struct strata *strata; /* what the points are dealt to; NULL: they are drawn as they come */
    bool by_cells;               /* with strata: points come cell by cell, not by number */
    struct seat_memo *memo; /* of the thread that samples alone; NULL: every replicate is prepared when it is seated */
};

/* One replicate of all draws, prepared: what `fill` needs. Rebuilt in place for another replicate. */
struct stream {
    const struct sampler *sampler;
    const struct draws *draws;
    uint64_t points;
    uint64_t replicate;
    void *state;      /* the sampler's own */
    const bool *idle; /* by slot: nobody reads the column, which `fill` may leave as it is; NULL: none */
};

struct sampler {
    const char *name;                                            /* "sobol" */
    const char *summary;                                         /* for help */
    bool replicated;                                             /* the unit of error is a replicate; else a path */
    bool walks_cells;                                            /* knows `by_cells` */
    uint64_t most_points;                                        /* of a replicate */
    uint64_t (*points_for)(uint64_t paths, uint64_t replicates); /* points per replicate, rounded up as the docs say */
    void *(*create)(struct arena *arena, const struct draws *draws);
    void (*seat)(struct stream *stream, const struct sampling *sampling); /* for stream->replicate */
    /* Fills u[slot][lane] for points first_point .. first_point + LANES - 1 (first_point is a multiple of LANES), for
     * every slot of the draws; points past the end of the replicate are filled with valid uniforms and ignored. One
     * function per instruction set, in enum isa order (models/engine.h). Held draws and the copula are applied by the
     * caller. By cells: for positions (sim/strata.h) from first_point on. */
    void (*fill[3])(const struct stream *stream, uint64_t first_point, double (*u)[LANES]);
};

#define SAMPLER(name) extern const struct sampler sampler_##name;
#include "sim/samplers.def"
#undef SAMPLER
extern const struct sampler *const sampler_list[]; /* NULL at the end; the first is the default */
const struct sampler *sampler_named(const char *name);

/* The sampling of a run; rounds paths up as the sampler does. */
struct sampling sampling_of(const struct sampler *sampler, uint64_t seed, uint64_t paths, uint64_t replicates);
uint64_t sampling_paths(const struct sampling *sampling); /* what is run */

struct stream stream_create(struct arena *arena, const struct sampling *sampling, const struct draws *draws);
void stream_seat(struct stream *stream, const struct sampling *sampling, uint64_t replicate);

/* Largest replicate of points in order, and widest draw plan that the samplers serve. */
#define SAMPLER_MAX_POINTS (UINT64_C(1) << 32)
enum { SAMPLER_DIMENSIONS = 1024 };

#endif
