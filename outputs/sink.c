#include "outputs/sink.h"

#include "outputs/target.h"
#include "outputs/temporary.h"
#include "outputs/text_buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A file of its own, a pipe or device written in place, or standard output, which is left open for its owner. */
enum sink_kind { SINK_BESIDE, SINK_IN_PLACE, SINK_STANDARD_OUTPUT };

struct sink {
    struct arena *arena; /* for faults */
    struct guard_cleanup undoing;
    enum sink_kind kind;
    bool failed;
    int file;         /* SINK_IN_PLACE */
    const char *path; /* as the user gave it */
    struct file_target target;
    struct temporary temporary;
};

static enum status fail(struct arena *arena, const char *path, int error, const char **fault)
{
    struct text_buffer name = {.arena = arena};
    for (const char *at = strcmp(path, "-") == 0 ? "standard output" : path; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            text_putf(&name, "\\x%02x", (unsigned)(unsigned char)*at);
        else
            text_put_bytes(&name, at, 1);
    }
    *fault = arena_text(arena, "%s: cannot be written: %s", name.bytes ? name.bytes : "", strerror(error));
    return STATUS_FILE;
}

/* What can be written: 0, or why not. */
static int examine(const char *path, struct file_target *target)
{
    int error = target_find(path, target);
    if (error || !target->is.exists)
        return error;
    if (S_ISDIR(target->is.mode))
        return EISDIR;
    return access(target->path, W_OK) == 0 ? 0 : errno;
}

static int open_file(struct sink *sink)
{
    int error = examine(sink->path, &sink->target);
    if (error)
        return error;
    if (sink->target.in_place) {
        sink->kind = SINK_IN_PLACE;
        sink->file = open(sink->target.path, O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC);
        return sink->file < 0 ? errno : 0;
    }
    sink->kind = SINK_BESIDE;
    return temporary_open(&sink->temporary, &sink->target);
}

/* Memory ran out while it was written. */
static void undo(void *what)
{
    struct sink *sink = what;
    if (sink->kind == SINK_BESIDE)
        temporary_discard(&sink->temporary);
    else if (sink->kind == SINK_IN_PLACE)
        close(sink->file);
}

enum status sink_open(struct arena *arena, const char *path, struct sink **opened, const char **fault)
{
    struct sink *sink = arena_alloc(arena, 1, sizeof *sink);
    *sink = (struct sink){.arena = arena, .path = path, .file = -1};
    *opened = sink;
    int error;
    if (strcmp(path, "-") == 0) {
        sink->kind = SINK_STANDARD_OUTPUT;
        error = fflush(stdout) == 0 ? 0 : errno;
    } else {
        error = open_file(sink);
    }
    if (error)
        return fail(arena, path, error, fault);
    guard_push(&sink->undoing, undo, sink);
    return STATUS_OK;
}

static int descriptor_of(const struct sink *sink)
{
    return sink->kind == SINK_STANDARD_OUTPUT ? STDOUT_FILENO
           : sink->kind == SINK_BESIDE        ? sink->temporary.file
                                              : sink->file;
}

enum status sink_put(struct sink *sink, const void *bytes, size_t length, const char **fault)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(descriptor_of(sink), at, length < SSIZE_MAX ? length : SSIZE_MAX);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            sink->failed = true;
            return fail(sink->arena, sink->path, written < 0 ? errno : EIO, fault);
        }
        at += written;
        length -= (size_t)written;
    }
    return STATUS_OK;
}

enum status sink_close(struct sink *sink, const char **fault)
{
    int error = 0;
    guard_pop(&sink->undoing);
    if (sink->kind == SINK_BESIDE && sink->failed)
        temporary_discard(&sink->temporary);
    else if (sink->kind == SINK_BESIDE)
        error = temporary_publish(&sink->temporary, &sink->target);
    else if (sink->kind == SINK_IN_PLACE && close(sink->file) != 0 && errno != EINTR)
        error = errno;
    if (sink->failed)
        return STATUS_FILE; /* *fault was set by sink_put */
    return error ? fail(sink->arena, sink->path, error, fault) : STATUS_OK;
}

enum status sink_end(struct sink *sink, enum status put, const char *why, const char **fault)
{
    sink->failed = sink->failed || put != STATUS_OK;
    enum status closed = sink_close(sink, fault);
    if (put != STATUS_OK)
        *fault = why;
    return put != STATUS_OK ? put : closed;
}

enum status sink_write(struct arena *arena, const char *path, const void *bytes, size_t length, const char **fault)
{
    struct sink *sink;
    enum status status = sink_open(arena, path, &sink, fault);
    if (status != STATUS_OK)
        return status;
    const char *why = NULL;
    status = sink_put(sink, bytes, length, &why);
    return sink_end(sink, status, why, fault);
}

enum status sink_check(struct arena *arena, const char *path, const char **fault)
{
    if (strcmp(path, "-") == 0)
        return STATUS_OK;
    struct file_target target;
    char folder[TARGET_PATH_BYTES];
    int error = examine(path, &target);
    if (error)
        return fail(arena, path, error, fault);
    if (target.in_place)
        return STATUS_OK;
    target_folder(target.path, folder);
    return access(folder, W_OK | X_OK) == 0 ? STATUS_OK : fail(arena, path, errno, fault);
}
