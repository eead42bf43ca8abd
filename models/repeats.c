#include "models/repeats.h"

#include "sim/threads.h"

struct queue { /* what the threads share */
    const struct repeats *repeats;
    atomic_uint_fast64_t next;
    atomic_bool stopped;
};

static struct simulation simulation_of(struct arena *arena, const struct repeats *repeats, uint64_t repeat)
{
    struct simulation simulation = {.plans = &repeats->plan,
                                    .plan_count = 1,
                                    .isa = repeats->isa,
                                    .sampling = repeats->sampling,
                                    .threads = 1,
                                    .progress = repeats->progress};
    simulation.sampling.seed += repeat;
    simulation.watcher = metrics_watcher(arena, repeats->plan, repeats->isa, &simulation.sampling);
    return simulation;
}

/* The units are cleared and used again: fresh pages for each repeat cost more than the paths. */
static void renew_units(struct tally **units, const struct simulation *simulation)
{
    for (uint64_t r = 0; r < simulation->sampling.replicates; r++) {
        tally_clear(units[r]);
        units[r]->layout.shift = simulation->watcher.layout.shift;
    }
}

static bool run_repeat(const struct repeats *repeats, uint64_t repeat, struct tally **units)
{
    struct arena *arena = arena_create();
    struct simulation simulation = simulation_of(arena, repeats, repeat);
    renew_units(units, &simulation);
    bool whole = simulate(&simulation, units);
    if (whole) {
        struct sample sample = simulate_sample(arena, &simulation, units, repeats->level);
        repeats->take(repeats->context, repeat, &sample);
    }
    arena_destroy(arena);
    return whole;
}

static void work(void *argument)
{
    struct queue *queue = *(struct queue **)argument;
    struct arena *arena = arena_create();
    struct simulation first = simulation_of(arena, queue->repeats, 0);
    struct tally **units = simulate_units(arena, &first);
    while (!atomic_load(&queue->stopped)) {
        uint64_t repeat = atomic_fetch_add(&queue->next, 1);
        if (repeat >= queue->repeats->count)
            break;
        if (queue->repeats->wanted && !queue->repeats->wanted(queue->repeats->context, repeat))
            continue;
        if (!run_repeat(queue->repeats, repeat, units))
            atomic_store(&queue->stopped, true);
    }
    arena_destroy(arena);
}

static void stop(void *argument)
{
    struct queue *queue = *(struct queue **)argument;
    atomic_store(&queue->stopped, true);
}

bool repeats_run(const struct repeats *repeats)
{
    struct arena *arena = arena_create();
    struct queue queue = {.repeats = repeats};
    uint64_t wanted = repeats->threads < repeats->count ? repeats->threads : repeats->count;
    unsigned threads = wanted < 1 ? 1 : (unsigned)wanted;
    struct queue **worker = arena_alloc(arena, threads, sizeof(struct queue *));
    for (unsigned t = 0; t < threads; t++)
        worker[t] = &queue;
    threads_run(threads, work, worker, sizeof(struct queue *), stop);
    arena_destroy(arena);
    return !atomic_load(&queue.stopped);
}
