#include "cli/progress_line.h"

#include "cli/page.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct progress_line {
    struct offercast_progress *progress;
    bool drawn;
    bool running;
    bool stopping;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
};

static const char *count_words(double count, char text[32])
{
    static const struct {
        double size;
        const char *word;
    } words[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}, {1e3, " thousand"}, {1, ""}};
    size_t i = 0;
    while (words[i].size > 1 && count < words[i].size)
        i++;
    snprintf(text, 32, "%.3g%s", count / words[i].size, words[i].word);
    return text;
}

static const char *time_words(double seconds, char text[32])
{
    long whole = seconds < 3.6e6 ? (long)seconds : 3600000;
    if (whole < 60)
        snprintf(text, 32, "%ld s", whole);
    else if (whole < 3600)
        snprintf(text, 32, "%ld min %ld s", whole / 60, whole % 60);
    else
        snprintf(text, 32, "%ld h %ld min", whole / 3600, whole / 60 % 60);
    return text;
}

/* At most 75 columns; a terminal that has fewer cuts the line (autowrap is off for it), so that erasing it erases all.
 */
static void draw(struct progress_line *line, const struct offercast_part *part)
{
    char done_text[32], all_text[32], rate_text[32], left_text[32];
    double rate = part->paths_done / part->seconds;
    double left = rate > 0 ? fmax(0, (part->paths - part->paths_done) / rate) : 0;
    if (!isnan(part->seconds_left))
        left = fmin(left, part->seconds_left);
    fprintf(stderr, "\r\033[K\033[?7l%3.0f%%  %s of %s paths, %s a second, %s left\033[?7h",
            100 * fmin(1, part->paths_done / part->paths), count_words(part->paths_done, done_text),
            count_words(part->paths, all_text), count_words(rate, rate_text), time_words(left, left_text));
    fflush(stderr);
    line->drawn = true;
}

static void erase(struct progress_line *line)
{
    if (line->drawn)
        fputs("\r\033[K", stderr);
    line->drawn = false;
}

static void show(struct progress_line *line)
{
    struct offercast_part part = offercast_progress_part(line->progress);
    if (part.paths > 0 && part.seconds > 1)
        draw(line, &part);
    else
        erase(line);
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
        if (!line->stopping)
            show(line);
    }
    pthread_mutex_unlock(&line->lock);
    return NULL;
}

struct progress_line *progress_line_start(const struct options *options, struct offercast_progress *progress)
{
    struct progress_line *line = page_alloc(1, sizeof *line);
    const char *name = getenv("TERM");
    bool terminal = isatty(STDERR_FILENO) == 1 && !(name && strcmp(name, "dumb") == 0);
    line->progress = progress;
    if (options->quiet || options->progress == WHEN_NEVER || (options->progress == WHEN_AUTO && !terminal))
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
    erase(line);
    line->running = false;
}
