/* An offer as JSON text, read, prepared and simulated as `offercast run` does it. */
#ifndef TESTS_SUPPORT_SIMULATED_H
#define TESTS_SUPPORT_SIMULATED_H

#include "inputs/offer_input.h"
#include "models/run.h"
#include "models/stratify.h"
#include "tests/support/assert_close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct simulated {
    struct offer_input input;
    struct plan *plan;
    struct simulation simulation;
    struct sample sample;
};

static inline struct simulated simulated_plan(struct arena *arena, const char *offer_text)
{
    struct simulated simulated = {.plan = NULL};
    char path[] = "/tmp/offercast-test-XXXXXX";
    const char *fault = "it could not be read";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, offer_text, strlen(offer_text)), strlen(offer_text));
    close(file);
    if (offer_input_read(arena, path, NULL, 0, &simulated.input))
        simulated.plan = plan_prepare(arena, &simulated.input.offer, &fault);
    unlink(path);
    if (!simulated.plan)
        fail_msg("%s\n%s", fault, offer_text);
    return simulated;
}

/* A plan run as `offercast run` runs it, in 16 replicates. */
static inline void simulated_run(struct arena *arena, struct simulated *it, const char *sampler, uint64_t seed,
                                 uint64_t paths)
{
    const struct plan **plans = arena_alloc(arena, 1, sizeof *plans);
    struct sampling sampling = sampling_of(sampler_named(sampler), seed, paths, 16);
    plans[0] = it->plan;
    sampling = stratify(arena, plans, 1, &sampling);
    it->simulation = (struct simulation){.plans = plans,
                                         .plan_count = 1,
                                         .isa = isa_best(),
                                         .sampling = sampling,
                                         .threads = 2,
                                         .watcher = metrics_watcher(arena, it->plan, isa_best(), &sampling)};
    struct tally **units = simulate_units(arena, &it->simulation);
    assert_true(simulate(&it->simulation, units));
    it->sample = simulate_sample(arena, &it->simulation, units, 0.95);
}

static inline struct simulated simulated_offer(struct arena *arena, const char *offer_text, const char *sampler,
                                               uint64_t paths)
{
    struct simulated it = simulated_plan(arena, offer_text);
    simulated_run(arena, &it, sampler, 1, paths);
    return it;
}

/* A statistic by the name it has in every output. */
static inline struct figure simulated_figure(const struct simulated *simulated, const char *metric,
                                             const char *statistic)
{
    static const struct {
        const char *name;
        struct figure (*figure)(const struct sample *sample, size_t column);
    } statistics[] = {{"mean", sample_mean},
                      {"sd", sample_sd},
                      {"min", sample_min},
                      {"max", sample_max},
                      {"p_zero", sample_p_zero},
                      {"p_positive", sample_p_positive},
                      {"p_negative", sample_p_negative}};
    const struct sample *sample = &simulated->sample;
    size_t column = 0;
    while (column < METRICS && strcmp(metric_names[column], metric) != 0)
        column++;
    assert_true(column < METRICS);
    for (size_t i = 0; i < sizeof statistics / sizeof *statistics; i++)
        if (strcmp(statistics[i].name, statistic) == 0)
            return statistics[i].figure(sample, column);
    if (strcmp(statistic, "cvar5") == 0)
        return sample_cvar(sample, column, 0.05);
    assert_true(statistic[0] == 'p');
    return sample_quantile(sample, column, strtod(statistic + 1, NULL) / 100);
}

#endif
