/* The uniforms of an offer as a run of `mc` uses them, as bits for a battery of tests of randomness: path after path,
 * of each the draws in their order, of each draw one seed after the other; the upper 32 bits of each. uniform_stream
 * OFFER FIRST_SEED SEEDS: until nobody reads. */
#include "inputs/offer_input.h"
#include "models/plan.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { SEEDS_MAX = 16 };

static uint32_t bits_of(double uniform)
{
    return (uint32_t)(uniform * 0x1p32);
}

int main(int count, char **words)
{
    struct arena *arena = arena_create();
    struct offer_input input;
    struct sampling sampling[SEEDS_MAX];
    struct stream stream[SEEDS_MAX];
    const char *fault = NULL;
    size_t seeds = count > 3 ? strtoul(words[3], NULL, 10) : 0;
    if (seeds < 1 || seeds > SEEDS_MAX || !offer_input_read(arena, words[1], NULL, 0, &input))
        return 2;
    const struct plan *plan = plan_prepare(arena, &input.offer, &fault);
    if (!plan)
        return 1;
    for (size_t s = 0; s < seeds; s++) {
        sampling[s] = sampling_of(sampler_named("mc"), strtoul(words[2], NULL, 10) + s, UINT64_C(1) << 40, 1);
        stream[s] = stream_create(arena, &sampling[s], &plan->draws);
        stream_seat(&stream[s], &sampling[s], 0);
    }
    double(*u)[LANES] = arena_alloc(arena, plan->draws.count * seeds, sizeof *u);
    uint32_t *out = arena_alloc(arena, plan->draws.count * seeds * LANES, sizeof *out);
    signal(SIGPIPE, SIG_DFL);
    for (uint64_t first = 0;; first += LANES) {
        size_t written = 0;
        for (size_t s = 0; s < seeds; s++)
            sampling[s].sampler->fill[0](&stream[s], first, &u[s * plan->draws.count]);
        for (size_t lane = 0; lane < LANES; lane++)
            for (size_t slot = 0; slot < plan->draws.count; slot++)
                for (size_t s = 0; s < seeds; s++)
                    out[written++] = bits_of(u[s * plan->draws.count + slot][lane]);
        if (fwrite(out, sizeof *out, written, stdout) != written)
            return 0;
    }
}
