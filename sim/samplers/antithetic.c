/* Antithetic pairs: of every two paths the second has 1 - u where the first has u, so that errors of what is monotone
 * in the uniforms cancel in part. A replicate holds whole pairs. */
#include "sim/fill_kernels.h"

static uint64_t points_for(uint64_t paths, uint64_t replicates)
{
    uint64_t points = paths / replicates + (paths % replicates != 0);
    return points ? points + points % 2 : 2;
}

static void seat(struct stream *stream, const struct sampling *sampling)
{
    counter_state_seat(stream->state, stream, sampling, COUNTER_ANTITHETIC);
}

const struct sampler sampler_antithetic = {
    .name = "antithetic",
    .summary = "random paths in mirrored pairs, u and 1 - u, in independent replicates",
    .replicated = true,
    .most_points = UINT64_MAX,
    .points_for = points_for,
    .create = counter_state_create,
    .seat = seat,
    .fill = FILL_OF(counter_fill_pairs),
};
