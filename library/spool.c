#define _GNU_SOURCE /* O_TMPFILE */
#include "library/spool.h"

#include "sim/arena_ending.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE_BYTES = 1 << 16, PAGES_HELD = 64 }; /* 4 MB */
static const uint64_t held_bytes = (uint64_t)PAGE_BYTES * PAGES_HELD;

struct spool {
    struct arena *arena;
    const char *named; /* in a fault */
    uint64_t length;
    char *page[PAGES_HELD]; /* the first bytes; none of a file that was there */
    uint64_t in_memory;     /* how many those are, at most */
    int file;               /* of the bytes behind them, but for those of `tail`; -1: there are none yet */
    const char *folder;     /* where it will be */
    uint64_t written;       /* its length */
    char *tail;             /* PAGE_BYTES; NULL: none yet */
    const char *fault;
};

static void end(void *what)
{
    const struct spool *spool = what;
    if (spool->file >= 0)
        close(spool->file);
}

struct spool *spool_create(struct arena *arena, const char *folder)
{
    struct spool *spool = arena_alloc(arena, 1, sizeof *spool);
    folder = folder && *folder ? folder : "/tmp";
    *spool = (struct spool){.arena = arena, .in_memory = held_bytes, .file = -1, .folder = folder};
    spool->named = arena_text(arena, "the folder for temporary files, %s", folder);
    arena_at_end(arena, end, spool);
    return spool;
}

static bool fail(struct spool *spool, const char *what, int error)
{
    if (!spool->fault)
        spool->fault = arena_text(spool->arena, "%s: %s: %s", spool->named, what, strerror(error));
    return false;
}

enum status spool_open(struct arena *arena, const char *path, struct spool **opened, const char **fault)
{
    struct spool *spool = arena_alloc(arena, 1, sizeof *spool);
    struct stat about;
    *spool = (struct spool){.arena = arena, .named = arena_copy(arena, path, strlen(path))};
    *opened = spool;
    spool->file = -1;
    arena_at_end(arena, end, spool);
    do
        spool->file = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    while (spool->file < 0 && errno == EINTR);
    if (spool->file < 0 || fstat(spool->file, &about) != 0)
        fail(spool, "cannot be read", errno);
    else if (S_ISDIR(about.st_mode))
        fail(spool, "cannot be read", EISDIR);
    else if (!S_ISREG(about.st_mode))
        spool->fault = arena_text(arena, "%s: is a pipe or a device, and is read more than once", path);
    else
        spool->length = spool->written = (uint64_t)about.st_size;
    *fault = spool->fault;
    return spool->fault ? STATUS_FILE : STATUS_OK;
}

uint64_t spool_length(const struct spool *spool)
{
    return spool->length;
}

const char *spool_fault(const struct spool *spool)
{
    return spool->fault;
}

/* --- putting ------------------------------------------------------------------------------------------------------ */

static int open_nameless(const char *folder)
{
    int file = -1;
#ifdef O_TMPFILE
    file = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
#endif
    return file;
}

static int open_unlinked(struct arena *arena, const char *folder)
{
    char *name = arena_text(arena, "%s/.offercast-XXXXXX", folder);
    int file = mkstemp(name);
    if (file >= 0) {
        fcntl(file, F_SETFD, FD_CLOEXEC);
        unlink(name);
    }
    return file;
}

static bool open_file(struct spool *spool)
{
    spool->file = open_nameless(spool->folder);
    if (spool->file < 0)
        spool->file = open_unlinked(spool->arena, spool->folder);
    return spool->file >= 0 || fail(spool, "cannot be written", errno);
}

/* The tail into the file. */
static bool write_tail(struct spool *spool)
{
    size_t length = (size_t)(spool->length - spool->in_memory - spool->written), done = 0;
    if (spool->file < 0 && !open_file(spool))
        return false;
    while (done < length) {
        ssize_t wrote = pwrite(spool->file, spool->tail + done, length - done, (off_t)(spool->written + done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return fail(spool, "cannot be written", wrote < 0 ? errno : EIO);
        done += (size_t)wrote;
    }
    spool->written += length;
    return true;
}

static size_t least(uint64_t a, size_t b)
{
    return a < b ? (size_t)a : b;
}

/* As much as fits where the spool ends. */
static size_t put_some(struct spool *spool, const char *bytes, size_t length)
{
    char **page = &spool->tail;
    uint64_t at = spool->length - spool->in_memory - spool->written;
    if (spool->length < spool->in_memory) {
        page = &spool->page[spool->length / PAGE_BYTES];
        at = spool->length % PAGE_BYTES;
    } else if (at == PAGE_BYTES) {
        if (!write_tail(spool))
            return 0;
        at = 0;
    }
    if (!*page)
        *page = arena_alloc(spool->arena, PAGE_BYTES, 1);
    size_t taken = least(PAGE_BYTES - at, length);
    memcpy(*page + at, bytes, taken);
    spool->length += taken;
    return taken;
}

bool spool_put(struct spool *spool, const void *bytes, size_t length)
{
    const char *from = bytes;
    while (length && !spool->fault) {
        size_t taken = put_some(spool, from, length);
        from += taken;
        length -= taken;
    }
    return !spool->fault;
}

/* --- taking ------------------------------------------------------------------------------------------------------- */

static size_t take_written(struct spool *spool, uint64_t at, char *bytes, size_t length)
{
    for (;;) {
        ssize_t got = pread(spool->file, bytes, length, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            fail(spool, "cannot be read", got < 0 ? errno : EIO);
        return got > 0 ? (size_t)got : 0;
    }
}

/* As much as stands together at the place. */
static size_t take_some(struct spool *spool, uint64_t at, char *bytes, size_t length)
{
    const char *from;
    if (at < spool->in_memory) {
        size_t offset = (size_t)(at % PAGE_BYTES);
        from = spool->page[at / PAGE_BYTES] + offset;
        length = least(PAGE_BYTES - offset, length);
    } else if (at - spool->in_memory < spool->written) {
        at -= spool->in_memory;
        return take_written(spool, at, bytes, least(spool->written - at, length));
    } else {
        from = spool->tail + (at - spool->in_memory - spool->written);
    }
    memcpy(bytes, from, length);
    return length;
}

bool spool_take(struct spool *spool, uint64_t at, void *bytes, size_t length)
{
    char *to = bytes;
    if (at > spool->length || length > spool->length - at)
        return false;
    while (length && !spool->fault) {
        size_t taken = take_some(spool, at, to, length);
        at += taken;
        to += taken;
        length -= taken;
    }
    return !spool->fault;
}
