#include "outputs/xlsx_apart.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIECE = 65536, CRASHED = 120 };
static const char OUT_OF_MEMORY[] = "XLSX: out of memory\n  help: a CSV file (-o FILE.csv) needs less";

/* --- the process apart ------------------------------------------------------------------------------------------ */

static void leave_exhausted(size_t bytes)
{
    (void)bytes;
    _exit(STATUS_LIMIT);
}

/* Signals end this process alone, and at once: what they mean to the program is the other's to know. */
static void forget_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGPIPE};
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
}

/* Standard error goes where it can be looked at; it never waits for a reader. Returns the end to read, -1 for none. */
static int hear_errors(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) != 0 ||
        dup2(ends[1], STDERR_FILENO) < 0)
        return -1;
    return ends[0];
}

static bool put_all(int file, const char *bytes, size_t length)
{
    while (length) {
        ssize_t put = write(file, bytes, length);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0) {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return true;
}

static _Noreturn void work_apart(xlsx_apart_maker *make, void *context, struct arena *arena, int file)
{
    arena_on_exhausted(leave_exhausted);
    forget_signals();
    int errors = hear_errors();
    struct text_buffer made = {.arena = arena};
    const char *fault = "";
    char said;
    enum status status = make(context, &made, &fault);
    if (status == STATUS_OK && errors >= 0 && read(errors, &said, 1) > 0)
        _exit(STATUS_LIMIT);
    struct text_buffer message = {.arena = arena};
    text_put(&message, fault);
    const struct text_buffer *sent = status == STATUS_OK ? &made : &message;
    _exit(put_all(file, sent->bytes, sent->length) ? (int)status : CRASHED);
}

/* --- and the one that waits for it ------------------------------------------------------------------------------ */

static void take_all(int file, struct text_buffer *out)
{
    char *piece = arena_alloc(out->arena, PIECE, 1);
    for (;;) {
        ssize_t got = read(file, piece, PIECE);
        if (got == 0 || (got < 0 && errno != EINTR))
            return;
        if (got > 0)
            text_put_bytes(out, piece, (size_t)got);
    }
}

/* False: it crashed, or could not say all it had to say. */
static bool came_to_its_end(pid_t worker, enum status *status)
{
    int ended = 0;
    while (waitpid(worker, &ended, 0) < 0)
        if (errno != EINTR)
            return false;
    if (!WIFEXITED(ended) || WEXITSTATUS(ended) == CRASHED)
        return false;
    *status = (enum status)WEXITSTATUS(ended);
    return true;
}

enum status xlsx_apart_make(xlsx_apart_maker *make, void *context, struct text_buffer *out, const char **fault)
{
    int ends[2];
    if (pipe(ends) != 0)
        return make(context, out, fault);
    pid_t worker = fork();
    if (worker < 0) {
        close(ends[0]);
        close(ends[1]);
        return make(context, out, fault);
    }
    if (worker == 0) {
        close(ends[0]);
        work_apart(make, context, out->arena, ends[1]);
    }
    close(ends[1]);
    struct text_buffer made = {.arena = out->arena};
    take_all(ends[0], &made);
    close(ends[0]);
    enum status status = STATUS_LIMIT;
    bool whole = came_to_its_end(worker, &status);
    if (status == STATUS_OK)
        text_put_bytes(out, made.bytes, made.length);
    else
        *fault = whole && made.length ? made.bytes : OUT_OF_MEMORY;
    return status;
}
