#include "cli/scenario.h"

#include <string.h>
#include <strings.h>

const struct setting *scenario_settings(struct arena *arena, const struct options *options)
{
    struct setting *settings = arena_alloc(arena, options->set.count + 1, sizeof *settings);
    for (size_t i = 0; i < options->set.count; i++)
        settings[i] = (struct setting){options->set.text[i], i + 1};
    return settings;
}

/* The first problem, with its place in the offer. */
static const char *first_problem(struct arena *arena, const struct problems *problems)
{
    if (!problems->count)
        return "cannot be read";
    const struct problem *problem = &problems->problem[0];
    const char *more = problems->count > 1 ? arena_text(arena, " (and %zu more)", problems->count - 1) : "";
    bool near = problem->help && strncasecmp(problem->help, "did you mean", strlen("did you mean")) == 0;
    return arena_text(arena, "%s%s%s%s%s%s", problem->pointer, *problem->pointer ? ": " : "", problem->message,
                      near ? "; " : "", near ? problem->help : "", more);
}

static bool fail(struct scenario *scenario, enum status status, const char *fault)
{
    scenario->status = status;
    scenario->fault = fault;
    return false;
}

bool scenario_read(struct arena *arena, const struct options *options, const struct offer_input *base, const char *path,
                   const struct setting *varied, size_t varied_count, struct scenario *scenario)
{
    struct offer_input own;
    *scenario = (struct scenario){.value = arena_alloc(arena, varied_count + 1, sizeof *scenario->value)};
    if (!base && !offer_variant_open(arena, path, &own)) {
        enum status status = own.problems->status;
        /* A message about a whole file names it, and reports hold no paths. */
        return fail(scenario, status,
                    status == STATUS_FILE ? "the file cannot be read" : first_problem(arena, own.problems));
    }
    const struct setting *settings = scenario_settings(arena, options);
    struct offer_input *input = &scenario->input;
    if (!offer_variant_read(arena, base ? base : &own, settings, options->set.count, varied, varied_count,
                            scenario->value, input))
        return fail(scenario, input->problems->status, first_problem(arena, input->problems));
    if (input->missing_count) {
        const char *flags = "lacks what a simulation needs:";
        for (size_t i = 0; i < input->missing_count; i++)
            flags = arena_text(arena, "%s%s %s", flags, i ? "," : "", input->missing[i]);
        return fail(scenario, STATUS_INVALID, flags);
    }
    const char *fault = NULL;
    scenario->plan = plan_prepare(arena, &input->offer, &fault);
    return scenario->plan || fail(scenario, plan_fault_is_limit(fault) ? STATUS_LIMIT : STATUS_INVALID, fault);
}

bool scenario_simulate(struct arena *arena, const struct options *options, unsigned threads, struct progress *progress,
                       const struct estimate *targets, struct scenario *scenario)
{
    const struct plan **plans = arena_alloc(arena, 1, sizeof *plans);
    plans[0] = scenario->plan;
    struct sampling sampling = sampling_of(options->sampler, options->seed, options->paths, options->replicates);
    struct simulation simulation = {.plans = plans,
                                    .plan_count = 1,
                                    .isa = options->isa,
                                    .sampling = sampling,
                                    .watcher = metrics_watcher(arena, scenario->plan, options->isa, &sampling)};
    struct estimate *estimate = &scenario->estimate;
    estimate->target_count = targets ? targets->target_count : 0;
    estimate->target = arena_alloc(arena, estimate->target_count + 1, sizeof *estimate->target);
    for (size_t i = 0; i < estimate->target_count; i++)
        estimate->target[i] = targets->target[i];
    return estimate_alone(arena, options, &simulation, threads, progress, estimate) &&
           !(progress && atomic_load(&progress->stop));
}
