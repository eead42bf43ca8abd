#include "library/answer.h"
#include "models/stratify.h"

struct walk {
    const struct plan *plan;
    bool (*take)(void *context, uint64_t path, const char *exit, double weight, const double *metric);
    void *context;
};

static bool take_path(void *context, const struct single_path *path)
{
    const struct walk *walk = context;
    return walk->take(walk->context, path->path, plan_outcome_name(walk->plan, (size_t)path->row), path->weight,
                      path->metric);
}

struct walking {
    const struct offercast_question *question;
    const struct offercast_offer *offer;
    uint64_t first, end;
    struct walk walk;
};

static void walk_paths(void *argument)
{
    struct walking *walking = argument;
    const struct offercast_question *asked = walking->question;
    struct arena *arena = arena_create();
    const struct plan *plans[] = {walking->walk.plan};
    const struct sampler *sampler = asked->sampler ? sampler_named(asked->sampler) : sampler_list[0];
    struct simulation simulation = {.plans = plans,
                                    .plan_count = 1,
                                    .isa = asked->instructions ? isa_named(asked->instructions) : isa_best(),
                                    .sampling = sampling_of(sampler, asked->seed, asked->paths, asked->replicates)};
    uint64_t paths = sampling_paths(&simulation.sampling);
    simulation.sampling = stratify(arena, plans, 1, &simulation.sampling);
    (void)simulate_paths(arena, &simulation, walking->first, walking->end < paths ? walking->end : paths, take_path,
                         &walking->walk);
    arena_destroy(arena);
}

enum offercast_status offercast_paths(
    const struct offercast_question *question, const struct offercast_offer *offer, uint64_t first, uint64_t end,
    bool (*take)(void *context, uint64_t path, const char *exit, double weight, const double *metric), void *context)
{
    struct offercast_question whole = *question;
    if (!offer->check || !offer->check->plan || offer->check->input.missing_count)
        return OFFERCAST_INVALID;
    whole.paths = whole.paths ? whole.paths : UINT64_C(1) << 20;
    whole.replicates = whole.replicates ? whole.replicates : 16;
    if ((whole.sampler && !sampler_named(whole.sampler)) ||
        (whole.instructions && (!isa_named(whole.instructions) || !isa_supported(isa_named(whole.instructions)))))
        return OFFERCAST_USAGE;
    struct walking walking = {&whole, offer, first, end, {offer->check->plan, take, context}};
    return guard_run(walk_paths, &walking) ? OFFERCAST_OK : OFFERCAST_LIMIT;
}
