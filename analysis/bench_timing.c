#include "analysis/bench_timing.h"

#include "analysis/metrics_report.h"
#include "models/floor.h"
#include "models/stratify.h"

#include <string.h>
#include <time.h>

const enum metric bench_metric[BENCH_MEANS] = {METRIC_NET_ADVANTAGE, METRIC_EQUITY_VALUE};
enum { DEFAULT_REPEATS = 9 };

/* What was computed only to be timed. */
static void keep(double value)
{
    volatile double kept = value;
    (void)kept;
}

static bool wanted(const struct question *question, const struct sampler *sampler)
{
    return !question->one_sampler || sampler == question->sampler || strcmp(sampler->name, "mc") == 0;
}

struct bench bench_prepare(struct arena *arena, const struct question *question, const struct plan *plan,
                           const char *name)
{
    struct bench bench = {.question = question, .name = name, .draws = plan_draws(plan)->count};
    bench.curves = floor_curves(plan);
    bench.repeats = question->repeats ? (size_t)question->repeats : DEFAULT_REPEATS;
    bench.yardstick_ns = arena_alloc(arena, bench.repeats, sizeof *bench.yardstick_ns);
    for (size_t s = 0; sampler_list[s]; s++) {
        if (!wanted(question, sampler_list[s]))
            continue;
        bench.sampler = arena_grow(arena, bench.sampler, bench.sampler_count, sizeof *bench.sampler);
        struct bench_sampler *sampler = &bench.sampler[bench.sampler_count++];
        *sampler = (struct bench_sampler){.sampler = sampler_list[s]};
        sampler->sampling = sampling_of(sampler_list[s], question->seed, question->paths, question->replicates);
        for (size_t part = 0; part < BENCH_PARTS; part++)
            sampler->seconds[part] = arena_alloc(arena, bench.repeats, sizeof **sampler->seconds);
    }
    return bench;
}

uint64_t bench_paths(const struct bench *bench)
{
    uint64_t paths = 0;
    for (size_t s = 0; s < bench->sampler_count; s++) {
        uint64_t of_run = sampling_paths(&bench->sampler[s].sampling);
        paths += of_run * (bench->question->threads > 1 ? 2 : 1) + of_run / 3;
    }
    return paths * bench->repeats;
}

/* Processor time of this thread. */
static double processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Nanoseconds of one step of a chain of integer and floating-point operations, each waiting for the one before: the
 * processor's own pace at this moment. */
static double yardstick(void)
{
    enum { STEPS = 1 << 20 };
    uint64_t state = 1;
    double value = 0.5, started = processor_seconds();
    for (size_t i = 0; i < STEPS; i++) {
        state = (state ^ (state >> 30)) * UINT64_C(0xbf58476d1ce4e5b9) + 1;
        value = value * 0.75 + (double)(state >> 63) * 0.125;
    }
    double elapsed = processor_seconds() - started;
    keep(value);
    return 1e9 * elapsed / STEPS;
}

static struct simulation simulation_of(struct arena *arena, const struct bench *bench, const struct plan *const *plan,
                                       const struct sampling *sampling)
{
    struct sampling stratified = stratify(arena, plan, 1, sampling);
    return (struct simulation){.plans = plan,
                               .plan_count = 1,
                               .isa = bench->question->isa,
                               .sampling = stratified,
                               .threads = 1,
                               .watcher = metrics_watcher(arena, *plan, bench->question->isa, &stratified),
                               .progress = bench->question->progress};
}

static void take_errors(const struct sample *sample, double share, struct bench_level *level, double *mean)
{
    level->paths = sample->pooled->paths;
    for (size_t m = 0; m < BENCH_MEANS; m++) {
        struct figure figure = sample_mean(sample, bench_metric[m]);
        level->variance[m] += share * figure.std_error * figure.std_error;
        if (mean)
            mean[m] += share * figure.estimate;
    }
}

/* A whole run, its figures and its errors. */
static bool time_run(struct arena *arena, const struct bench *bench, const struct plan *plan,
                     struct bench_sampler *sampler, size_t repeat)
{
    struct sampling sampling = sampler->sampling;
    sampling.seed += repeat;
    struct estimate estimate = {.simulation = simulation_of(arena, bench, &plan, &sampling),
                                .question = bench->question};
    double began = progress_seconds(), started = processor_seconds();
    estimate.units = simulate_units(arena, &estimate.simulation);
    bool whole = simulate(&estimate.simulation, estimate.units);
    double simulated = processor_seconds();
    sampler->seconds[BENCH_ALONE][repeat] = progress_seconds() - began;
    if (!whole)
        return false;
    estimate.sample = simulate_sample(arena, &estimate.simulation, estimate.units, bench->question->level);
    metrics_report_fill(report_create(arena, "run"), &estimate, plan, NULL, 0);
    double done = processor_seconds();
    sampler->seconds[BENCH_SIMULATE][repeat] = simulated - started;
    sampler->seconds[BENCH_STATISTICS][repeat] = done - simulated;
    take_errors(&estimate.sample, 1 / (double)bench->repeats, &sampler->level[0], sampler->mean);
    return true;
}

static bool time_threaded(struct arena *arena, const struct bench *bench, const struct plan *plan,
                          struct bench_sampler *sampler, size_t repeat)
{
    struct simulation simulation = simulation_of(arena, bench, &plan, &sampler->sampling);
    simulation.threads = bench->question->threads;
    double started = progress_seconds();
    bool whole = simulate(&simulation, simulate_units(arena, &simulation));
    sampler->seconds[BENCH_THREADED][repeat] = progress_seconds() - started;
    return whole;
}

static void time_floor(const struct bench *bench, const struct plan *plan, struct bench_sampler *sampler, size_t repeat)
{
    double started = processor_seconds();
    keep(floor_run(plan, bench->question->isa, &sampler->sampling));
    sampler->seconds[BENCH_FLOOR][repeat] = processor_seconds() - started;
}

/* Errors with fewer paths: for samplers whose error falls faster than by the square root. */
static bool measure_levels(struct arena *arena, const struct bench *bench, const struct plan *plan,
                           struct bench_sampler *sampler, size_t repeat)
{
    for (size_t level = 1; level < BENCH_LEVELS; level++) {
        uint64_t paths = sampling_paths(&sampler->sampling) >> (2 * level);
        struct sampling sampling = sampling_of(sampler->sampler, sampler->sampling.seed + repeat, paths ? paths : 1,
                                               sampler->sampling.replicates);
        struct simulation simulation = simulation_of(arena, bench, &plan, &sampling);
        struct tally **units = simulate_units(arena, &simulation);
        if (!simulate(&simulation, units))
            return false;
        struct sample sample = sample_of(arena, (const struct tally *const *)units, sampling.replicates,
                                         !sampling.sampler->replicated, NULL, bench->question->level);
        take_errors(&sample, 1 / (double)bench->repeats, &sampler->level[level], NULL);
    }
    return true;
}

bool bench_measure(struct bench *bench, const struct plan *plan)
{
    for (size_t repeat = 0; repeat < bench->repeats; repeat++) {
        bench->yardstick_ns[repeat] = yardstick();
        for (size_t s = 0; s < bench->sampler_count; s++) {
            struct arena *arena = arena_create();
            struct bench_sampler *sampler = &bench->sampler[s];
            bool whole = time_run(arena, bench, plan, sampler, repeat);
            if (whole)
                time_floor(bench, plan, sampler, repeat);
            if (whole && bench->question->threads > 1)
                whole = time_threaded(arena, bench, plan, sampler, repeat);
            whole = whole && measure_levels(arena, bench, plan, sampler, repeat);
            arena_destroy(arena);
            if (!whole)
                return false;
        }
    }
    return true;
}
