#include "sim/sampler.h"

#include <string.h>

const struct sampler *const sampler_list[] = {
#define SAMPLER(name) &sampler_##name,
#include "sim/samplers.def"
#undef SAMPLER
    NULL,
};

const struct sampler *sampler_named(const char *name)
{
    for (const struct sampler *const *sampler = sampler_list; *sampler; sampler++)
        if (strcmp((*sampler)->name, name) == 0)
            return *sampler;
    return NULL;
}

struct sampling sampling_of(const struct sampler *sampler, uint64_t seed, uint64_t paths, uint64_t replicates)
{
    struct sampling sampling = {.sampler = sampler, .seed = seed, .replicates = 1};
    if (sampler->replicated && replicates > 0)
        sampling.replicates = replicates;
    sampling.points = sampler->points_for(paths, sampling.replicates);
    return sampling;
}

uint64_t sampling_paths(const struct sampling *sampling)
{
    return sampling->points * sampling->replicates;
}

struct stream stream_create(struct arena *arena, const struct sampling *sampling, const struct draws *draws)
{
    struct stream stream = {.sampler = sampling->sampler, .draws = draws};
    stream.state = sampling->sampler->create(arena, draws);
    stream_seat(&stream, sampling, 0);
    return stream;
}

void stream_seat(struct stream *stream, const struct sampling *sampling, uint64_t replicate)
{
    stream->points = sampling->points;
    stream->replicate = replicate;
    stream->sampler->seat(stream, sampling);
}
