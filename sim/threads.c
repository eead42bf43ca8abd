#include "sim/threads.h"

#include "sim/arena.h"

struct seat { /* one thread's */
    pthread_t thread;
    bool started, exhausted;
    void (*work)(void *worker);
    void (*stop)(void *worker);
    void *worker;
    atomic_long *failing;
};

static void sit(struct seat *seat)
{
    seat->exhausted = !guard_run(seat->work, seat->worker);
    if (seat->exhausted && seat->stop)
        seat->stop(seat->worker);
}

static void *enter(void *argument)
{
    struct seat *seat = argument;
    arena_fail_after(seat->failing);
    sit(seat);
    return NULL;
}

void threads_run(unsigned count, void (*work)(void *worker), void *workers, size_t worker_bytes,
                 void (*stop)(void *worker))
{
    if (count == 1) { /* as it comes in every scenario of a sweep */
        struct seat alone = {.work = work, .stop = stop, .worker = workers};
        sit(&alone);
        if (alone.exhausted)
            guard_exhausted();
        return;
    }
    struct arena *arena = arena_create();
    struct seat *seat = arena_alloc(arena, count, sizeof *seat);
    bool exhausted = false;
    for (unsigned t = 0; t < count; t++) {
        seat[t] = (struct seat){
            .work = work, .stop = stop, .worker = (char *)workers + t * worker_bytes, .failing = arena_failing()};
        seat[t].started = t > 0 && pthread_create(&seat[t].thread, NULL, enter, &seat[t]) == 0;
    }
    sit(&seat[0]);
    for (unsigned t = 0; t < count; t++) {
        if (seat[t].started)
            pthread_join(seat[t].thread, NULL);
        exhausted = exhausted || seat[t].exhausted;
    }
    arena_destroy(arena);
    if (exhausted)
        guard_exhausted();
}
