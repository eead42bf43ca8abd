#include "cli/door.h"

#include "outputs/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <gsl/gsl_errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t caught_signal;
static struct progress *volatile watched_progress;

/* In any thread, with nothing left to allocate: say so and leave. */
static void out_of_memory(size_t bytes)
{
    static const char message[] = "offercast: out of memory\n";
    (void)bytes;
    sink_abandon();
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(STATUS_LIMIT); /* nobody to tell */
    _exit(STATUS_LIMIT);
}

/* The first signal asks the simulation to end; a second one, or one with nothing to stop, ends at once. */
static void on_signal(int number)
{
    struct progress *progress = watched_progress;
    if (caught_signal || !progress) {
        sink_abandon();
        _exit(128 + number);
    }
    caught_signal = number;
    atomic_store(&progress->stop, true);
}

/* A standard stream that is closed: the next file that is opened would take its number, and be taken for it. The null
 * device does, the wrong way round, so that using the stream fails as if it were still closed. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream)
            _exit(STATUS_FILE); /* and no stream to say so on */
}

/* nohup has it ignored, and means that. */
static void hear_hangup(const struct sigaction *action)
{
    struct sigaction before;
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(SIGHUP, action, NULL);
}

struct arena *door_open(void)
{
    hold_standard_streams();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    hear_hangup(&action);
    signal(SIGXFSZ, SIG_IGN); /* then a write past the limit of a file fails, and is told like a full disk */
    gsl_set_error_handler_off();
#ifdef __GLIBC__
    /* Tallies are large and hardly touched. Left alone, glibc hands out freed ones again from the second run of a
     * process on, and clears them whole: several times what the paths cost. */
    mallopt(M_MMAP_THRESHOLD, 1 << 17);
#endif
    arena_on_exhausted(out_of_memory);
    return arena_create();
}

void door_watch(struct progress *progress)
{
    watched_progress = progress;
}

int door_close(struct arena *arena, enum status status)
{
    arena_destroy(arena);
    if (caught_signal)
        return 128 + caught_signal;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        if (status == STATUS_OK || status == STATUS_ACCURACY)
            fputs("offercast: standard output cannot be written\n", stderr);
        return status == STATUS_OK || status == STATUS_ACCURACY ? STATUS_FILE : (int)status;
    }
    return (int)status;
}
