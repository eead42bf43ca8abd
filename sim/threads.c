#include "sim/threads.h"

#include "sim/arena.h"

#include <pthread.h>
#include <stdbool.h>

void threads_run(unsigned count, void *(*work)(void *worker), void *workers, size_t worker_bytes)
{
    struct arena *arena = arena_create();
    pthread_t *thread = arena_alloc(arena, count, sizeof *thread);
    bool *started = arena_alloc(arena, count, sizeof *started);
    for (unsigned t = 1; t < count; t++)
        started[t] = pthread_create(&thread[t], NULL, work, (char *)workers + t * worker_bytes) == 0;
    work(workers);
    for (unsigned t = 1; t < count; t++)
        if (started[t])
            pthread_join(thread[t], NULL);
    arena_destroy(arena);
}
