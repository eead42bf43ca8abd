#include "analysis/few_paths.h"

#include "models/event_rounding.h"
#include "models/stratify.h"

struct simulation few_paths(struct arena *arena, const struct question *question, const struct plan *const *plans,
                            size_t plan_count, uint64_t most_paths)
{
    uint64_t paths = question->paths < most_paths ? question->paths : most_paths;
    struct sampling sampling = sampling_of(question->sampler, question->seed, paths, question->replicates);
    return (struct simulation){.plans = plans,
                               .plan_count = plan_count,
                               .isa = question->isa,
                               .sampling = stratify(arena, plans, plan_count, &sampling),
                               .threads = question->threads};
}

bool few_paths_sample(struct arena *arena, const struct simulation *simulation, double level, struct sample *sample)
{
    const struct sampling *sampling = &simulation->sampling;
    struct tally **units = simulate_units(arena, simulation);
    if (!simulate(simulation, units))
        return false;
    *sample = sample_of(arena, (const struct tally *const *)units, sampling->replicates, !sampling->sampler->replicated,
                        NULL, level);
    sample->shared_error = event_rounding(arena, simulation);
    return true;
}
