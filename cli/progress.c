#include "cli/progress.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct progress_line {
    struct progress *progress;
    uint64_t paths;
    double max_time_seconds;
    double started_seconds;
    bool shown;  /* may be shown at all */
    bool drawn;
    bool running;
    bool stopping;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
};

double progress_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void draw(struct progress_line *line, double elapsed_seconds)
{
    double done = (double)atomic_load(&line->progress->paths_done);
    double rate = done / elapsed_seconds;
    double left = rate > 0 ? ((double)line->paths - done) / rate : 0;
    fprintf(stderr, "\r\033[K%3.0f%%  %.3g million paths  %.3g million a second  %.0f s left",
            100 * done / (double)line->paths, done / 1e6, rate / 1e6, left > 0 ? left : 0);
    fflush(stderr);
    line->drawn = true;
}

static void *watch_clock(void *argument)
{
    struct progress_line *line = argument;
    pthread_mutex_lock(&line->lock);
    while (!line->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 200000000;
        if (until.tv_nsec >= 1000000000) {
            until.tv_nsec -= 1000000000;
            until.tv_sec++;
        }
        pthread_cond_timedwait(&line->wake, &line->lock, &until);
        double elapsed = progress_seconds() - line->started_seconds;
        if (line->max_time_seconds > 0 && elapsed > line->max_time_seconds)
            atomic_store(&line->progress->stop, true);
        if (!line->stopping && line->shown && elapsed > 1)
            draw(line, elapsed);
    }
    pthread_mutex_unlock(&line->lock);
    return NULL;
}

struct progress_line *progress_line_start(struct arena *arena, const struct options *options, struct progress *progress,
                                          uint64_t paths)
{
    struct progress_line *line = arena_alloc(arena, 1, sizeof *line);
    bool terminal = isatty(STDERR_FILENO) == 1;
    line->progress = progress;
    line->paths = paths;
    line->started_seconds = progress_seconds();
    line->max_time_seconds = options->max_time_seconds;
    line->shown = !options->quiet && (options->progress == WHEN_ALWAYS || (options->progress == WHEN_AUTO && terminal));
    if (!line->shown && line->max_time_seconds == 0)
        return line;
    pthread_mutex_init(&line->lock, NULL);
    pthread_cond_init(&line->wake, NULL);
    line->running = pthread_create(&line->thread, NULL, watch_clock, line) == 0;
    return line;
}

void progress_line_stop(struct progress_line *line)
{
    if (!line->running)
        return;
    pthread_mutex_lock(&line->lock);
    line->stopping = true;
    pthread_cond_signal(&line->wake);
    pthread_mutex_unlock(&line->lock);
    pthread_join(line->thread, NULL);
    pthread_cond_destroy(&line->wake);
    pthread_mutex_destroy(&line->lock);
    if (line->drawn)
        fputs("\r\033[K", stderr);
    line->running = false;
}
