/* Independent paths: one stream, every path a unit of error of its own. */
#include "sim/fill_kernels.h"

static uint64_t points_for(uint64_t paths, uint64_t replicates)
{
    (void)replicates; /* one stream, whatever is asked */
    return paths;
}

static void seat(struct stream *stream, const struct sampling *sampling)
{
    counter_state_seat(stream->state, stream, sampling, COUNTER_MC);
}

const struct sampler sampler_mc = {
    .name = "mc",
    .summary = "independent random paths",
    .replicated = false,
    .most_points = UINT64_MAX,
    .points_for = points_for,
    .create = counter_state_create,
    .seat = seat,
    .fill = FILL_OF(counter_fill),
};
