#include "models/progress.h"

#include <stddef.h>
#include <time.h>

static uint64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

double progress_seconds(void)
{
    return 1e-9 * (double)now_ns();
}

void progress_begin(struct progress *progress, uint64_t paths_expected)
{
    atomic_store(&progress->paths_done, 0);
    atomic_store(&progress->began_ns, now_ns());
    atomic_store(&progress->paths_expected, paths_expected);
}

void progress_end(struct progress *progress)
{
    atomic_store(&progress->paths_expected, 0);
}

void progress_limit(struct progress *progress, double seconds)
{
    const double longest = 1e9; /* thirty years, far from what nanoseconds can count */
    atomic_store(&progress->time_up, false);
    atomic_store(&progress->deadline_ns,
                 seconds > 0 ? now_ns() + (uint64_t)(1e9 * (seconds < longest ? seconds : longest)) : 0);
}

bool progress_over(struct progress *progress)
{
    if (!progress)
        return false;
    uint64_t deadline = atomic_load(&progress->deadline_ns);
    if (deadline && now_ns() >= deadline)
        atomic_store(&progress->time_up, true);
    return atomic_load(&progress->stop) || atomic_load(&progress->time_up);
}
