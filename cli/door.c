#include "cli/door.h"

#include "cli/page.h"

#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t caught_signal;
static struct offercast_progress *volatile watched_progress;

/* The first signal asks the simulation to end; a second one, or one with nothing to stop, ends at once. */
static void on_signal(int number)
{
    struct offercast_progress *progress = watched_progress;
    if (caught_signal || !progress)
        _exit(128 + number);
    caught_signal = number;
    offercast_stop(progress);
}

/* A standard stream that is closed: the next file that is opened would take its number, and be taken for it. The null
 * device does, the wrong way round, so that using the stream fails as if it were still closed. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream)
            _exit(OFFERCAST_FILE); /* and no stream to say so on */
}

/* nohup has it ignored, and means that. */
static void hear_hangup(const struct sigaction *action)
{
    struct sigaction before;
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(SIGHUP, action, NULL);
}

void door_open(void)
{
    hold_standard_streams();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    hear_hangup(&action);
    signal(SIGXFSZ, SIG_IGN); /* then a write past the limit of a file fails, and is told like a full disk */
#ifdef __GLIBC__
    /* Tallies are large and hardly touched. Left alone, glibc hands out freed ones again from the second run of a
     * process on, and clears them whole: several times what the paths cost. */
    mallopt(M_MMAP_THRESHOLD, 1 << 17);
#endif
}

void door_watch(struct offercast_progress *progress)
{
    watched_progress = progress;
}

int door_close(enum offercast_status status)
{
    page_free_all();
    if (caught_signal)
        return 128 + caught_signal;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        if (status == OFFERCAST_OK || status == OFFERCAST_ACCURACY)
            fputs("offercast: standard output cannot be written\n", stderr);
        return status == OFFERCAST_OK || status == OFFERCAST_ACCURACY ? OFFERCAST_FILE : (int)status;
    }
    return (int)status;
}
