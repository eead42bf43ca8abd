#include "outputs/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, LINKS_MAX = 40, NAMES_TRIED = 100, SINKS_AT_ONCE = 4 };

struct sink {
    volatile sig_atomic_t beside; /* `temporary` exists and must go when the write is abandoned */
    bool in_use, failed;
    int file;
    const char *path;        /* as the user gave it */
    char target[PATH_BYTES]; /* after links */
    char temporary[PATH_BYTES];
};

/* Static, so that a signal handler can find what to remove. */
static struct sink sinks[SINKS_AT_ONCE];

static const char *fault_text(const char *path, const char *what)
{
    static char text[PATH_BYTES + 256];
    size_t length = 0;
    for (const char *at = strcmp(path, "-") == 0 ? "standard output" : path; *at && length < PATH_BYTES; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            length += (size_t)snprintf(text + length, 5, "\\x%02x", (unsigned)(unsigned char)*at);
        else
            text[length++] = *at;
    }
    snprintf(text + length, sizeof text - length, ": cannot be written: %s", what);
    return text;
}

static enum status fail(const char *path, int error, const char **fault)
{
    *fault = fault_text(path, strerror(error));
    return STATUS_FILE;
}

/* The folder part of a path, "." when it has none. */
static void folder_of(const char *path, char folder[PATH_BYTES])
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (!slash)
        snprintf(folder, PATH_BYTES, ".");
    else
        snprintf(folder, PATH_BYTES, "%.*s", length ? (int)length : 1, path);
}

/* Follows links by hand: the last one may point at a file that is yet to be made. */
static int follow(const char *path, char target[PATH_BYTES])
{
    if (strlen(path) >= PATH_BYTES - 64)
        return ENAMETOOLONG;
    strcpy(target, path);
    for (int links = 0; links < LINKS_MAX; links++) {
        char link[PATH_BYTES], folder[PATH_BYTES];
        ssize_t length = readlink(target, link, sizeof link - 1);
        if (length < 0)
            return errno == EINVAL || errno == ENOENT ? 0 : errno;
        link[length] = 0;
        folder_of(target, folder);
        bool absolute = link[0] == '/';
        if ((size_t)length + (absolute ? 0 : strlen(folder) + 1) >= PATH_BYTES - 64)
            return ENAMETOOLONG;
        if (absolute)
            strcpy(target, link);
        else if (snprintf(target, PATH_BYTES, "%s/%s", folder, link) < 0)
            return EIO;
    }
    return ELOOP;
}

struct kind {
    bool exists, in_place;
    mode_t mode;
};

/* 0, or why `target` cannot be written. */
static int examine(const char *target, struct kind *kind)
{
    struct stat status;
    *kind = (struct kind){false, false, 0};
    if (*target == 0)
        return ENOENT;
    if (stat(target, &status) != 0) {
        if (errno != ENOENT)
            return errno;
        return target[strlen(target) - 1] == '/' ? EISDIR : 0;
    }
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    *kind = (struct kind){true, !S_ISREG(status.st_mode), status.st_mode & 07777};
    return access(target, W_OK) == 0 ? 0 : errno;
}

static int open_beside(struct sink *sink, const struct kind *kind)
{
    static unsigned number;
    char folder[PATH_BYTES];
    folder_of(sink->target, folder);
    for (int tried = 0; tried < NAMES_TRIED; tried++) {
        int length =
            snprintf(sink->temporary, PATH_BYTES, "%s/.offercast-%ld-%u.tmp", folder, (long)getpid(), number++);
        if (length < 0 || length >= PATH_BYTES)
            return ENAMETOOLONG;
        /* Not mkstemp: this way the kernel applies the umask, which cannot be read without changing it. */
        sink->file = open(sink->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (sink->file >= 0) {
            sink->beside = 1;
            return kind->exists && fchmod(sink->file, kind->mode) != 0 ? errno : 0;
        }
        if (errno != EEXIST)
            return errno;
    }
    return EEXIST;
}

static void give_up(struct sink *sink)
{
    if (sink->file > STDERR_FILENO)
        close(sink->file);
    if (sink->beside)
        unlink(sink->temporary);
    sink->beside = 0;
    sink->in_use = false;
}

enum status sink_open(const char *path, struct sink **opened, const char **fault)
{
    struct sink *sink = NULL;
    for (size_t i = 0; i < SINKS_AT_ONCE && !sink; i++)
        if (!sinks[i].in_use)
            sink = &sinks[i];
    if (!sink)
        return fail(path, EMFILE, fault);
    *sink = (struct sink){.in_use = true, .file = -1, .path = path};
    *opened = sink;
    if (strcmp(path, "-") == 0) {
        sink->file = STDOUT_FILENO;
        if (fflush(stdout) == 0)
            return STATUS_OK;
        give_up(sink);
        return fail(path, errno, fault);
    }
    struct kind kind;
    int error = follow(path, sink->target);
    if (!error)
        error = examine(sink->target, &kind);
    if (!error && kind.in_place) {
        sink->file = open(sink->target, O_WRONLY | O_NOCTTY | O_CLOEXEC);
        error = sink->file < 0 ? errno : 0;
    } else if (!error) {
        error = open_beside(sink, &kind);
    }
    if (!error)
        return STATUS_OK;
    give_up(sink);
    return fail(path, error, fault);
}

enum status sink_put(struct sink *sink, const void *bytes, size_t length, const char **fault)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(sink->file, at, length < SSIZE_MAX ? length : SSIZE_MAX);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            sink->failed = true;
            return fail(sink->path, written < 0 ? errno : EIO, fault);
        }
        at += written;
        length -= (size_t)written;
    }
    return STATUS_OK;
}

/* Some file systems cannot sync; that is no reason to lose a result. */
static int sync_to_disk(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS ? 0 : errno;
}

static void sync_folder(const char *target)
{
    char folder[PATH_BYTES];
    folder_of(target, folder);
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return; /* a folder may be writable and not readable: the file is in place all the same */
    fsync(file);
    close(file);
}

enum status sink_close(struct sink *sink, const char **fault)
{
    if (sink->failed) {
        give_up(sink);
        return STATUS_FILE; /* *fault was set by sink_put */
    }
    int error = 0;
    if (sink->file == STDOUT_FILENO) {
        /* Left open for its owner. */
    } else {
        if (sink->beside)
            error = sync_to_disk(sink->file);
        if (close(sink->file) != 0 && errno != EINTR && !error)
            error = errno;
        sink->file = -1;
        if (sink->beside && !error && rename(sink->temporary, sink->target) != 0)
            error = errno;
        if (sink->beside && !error) {
            sink->beside = 0;
            sync_folder(sink->target);
        }
    }
    give_up(sink);
    return error ? fail(sink->path, error, fault) : STATUS_OK;
}

enum status sink_write(const char *path, const void *bytes, size_t length, const char **fault)
{
    struct sink *sink;
    enum status status = sink_open(path, &sink, fault);
    if (status != STATUS_OK)
        return status;
    enum status put = sink_put(sink, bytes, length, fault);
    status = sink_close(sink, fault);
    return put != STATUS_OK ? put : status;
}

enum status sink_check(const char *path, const char **fault)
{
    if (strcmp(path, "-") == 0)
        return STATUS_OK;
    char target[PATH_BYTES], folder[PATH_BYTES];
    struct kind kind;
    int error = follow(path, target);
    if (!error)
        error = examine(target, &kind);
    if (error)
        return fail(path, error, fault);
    folder_of(target, folder);
    struct stat status;
    if (kind.in_place)
        return STATUS_OK;
    if (stat(folder, &status) != 0)
        return fail(path, errno, fault);
    if (!S_ISDIR(status.st_mode))
        return fail(path, ENOTDIR, fault);
    return access(folder, W_OK | X_OK) == 0 ? STATUS_OK : fail(path, errno, fault);
}

void sink_abandon(void)
{
    for (size_t i = 0; i < SINKS_AT_ONCE; i++)
        if (sinks[i].beside)
            unlink(sinks[i].temporary);
}
