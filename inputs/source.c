#include "inputs/source.h"

#include "inputs/document.h"
#include "inputs/place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct place no_place = {0};

struct source *source_create(struct arena *arena, const char *name, const char *bytes, size_t length)
{
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    size_t mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    source->name = name;
    source->bytes = bytes + mark;
    source->length = length - mark;
    source->first_line = 1;
    source->mark = source_marks(arena, source->bytes, source->length);
    return source;
}

static struct source *unread(struct problems *problems, const char *path, int error)
{
    problem_add(problems, STATUS_FILE, no_place, "", NULL, "%s: cannot be read: %s", path, strerror(error));
    return NULL;
}

static struct source *too_large(struct problems *problems, const char *path)
{
    problem_add(problems, STATUS_LIMIT, no_place, "", "An offer of a few thousand rows has a few hundred kilobytes.",
                "%s: is larger than %d MB, the most that is read", path, FILE_BYTES_MAX >> 20);
    return NULL;
}

/* All bytes of a descriptor, up to one more than the limit; -1 with errno. `expected` is a guess, which may be wrong.
 */
static ssize_t read_all(struct arena *arena, int descriptor, size_t expected, char **bytes)
{
    size_t room = expected + 1, length = 0;
    *bytes = arena_alloc(arena, room + 1, 1);
    while (length <= FILE_BYTES_MAX) {
        if (length == room) {
            char *larger = arena_alloc(arena, 2 * room + 1, 1);
            memcpy(larger, *bytes, length);
            *bytes = larger;
            room *= 2;
        }
        ssize_t got = read(descriptor, *bytes + length, room - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        length += (size_t)got;
    }
    (*bytes)[length] = 0;
    return (ssize_t)length;
}

static int open_to_read(const char *path)
{
    int descriptor;
    do
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

/* --- what is to be written ---------------------------------------------------------------------------------------- */

struct files_written *source_written(struct arena *arena, const char *const *path, size_t count)
{
    struct files_written *written = arena_alloc(arena, 1, sizeof *written);
    struct file_written *file = arena_alloc(arena, count + 1, sizeof *file);
    written->arena = arena;
    written->file = file;
    for (size_t i = 0; i < count; i++) {
        struct stat about;
        bool out = strcmp(path[i], "-") == 0;
        if ((out ? fstat(STDOUT_FILENO, &about) : stat(path[i], &about)) != 0 || !S_ISREG(about.st_mode))
            continue;
        const char *name = out ? "standard output" : arena_copy(arena, path[i], strlen(path[i]));
        file[written->count++] = (struct file_written){name, about.st_dev, about.st_ino};
    }
    return written;
}

/* What is wrong with reading it, or NULL. */
static const char *refusal(struct files_written *written, const char *path, const struct stat *about)
{
    for (size_t i = 0; written && i < written->count; i++)
        if (written->file[i].device == about->st_dev && written->file[i].inode == about->st_ino) {
            const char *name = written->file[i].name;
            bool alike = strcmp(name, path) == 0;
            const char *fault =
                arena_text(written->arena, "%s: is to be written too%s%s",
                           strcmp(path, "-") == 0 ? "standard input" : path, alike ? "" : ", as ", alike ? "" : name);
            written->fault = written->fault ? written->fault : fault;
            return fault;
        }
    return NULL;
}

static struct source *refused(struct problems *problems, const char *fault)
{
    problem_add(problems, STATUS_USAGE, no_place, "", SOURCE_WRITTEN_HELP, "%s", fault);
    return NULL;
}

/* ------------------------------------------------------------------------------------------------------------------ */

struct source *source_read(struct arena *arena, const char *path, struct problems *problems)
{
    bool standard_input = strcmp(path, "-") == 0;
    int descriptor = standard_input ? STDIN_FILENO : open_to_read(path);
    if (descriptor < 0)
        return unread(problems, path, errno);
    struct stat about;
    size_t expected = 4095;
    ssize_t length = -1;
    char *bytes = NULL;
    int error = 0;
    bool told = fstat(descriptor, &about) == 0, regular = told && S_ISREG(about.st_mode);
    const char *fault = regular ? refusal(problems->written, path, &about) : NULL;
    if (fault) {
        length = 0;
    } else if (regular && about.st_size > FILE_BYTES_MAX) {
        length = (ssize_t)FILE_BYTES_MAX + 1;
    } else {
        if (regular && about.st_size > 0)
            expected = (size_t)about.st_size;
        length = read_all(arena, descriptor, expected, &bytes);
        error = errno;
    }
    if (!standard_input)
        close(descriptor);
    if (fault)
        return refused(problems, fault);
    if (length < 0)
        return unread(problems, path, error);
    if (length > FILE_BYTES_MAX)
        return too_large(problems, path);
    return source_create(arena, arena_copy(arena, path, strlen(path)), bytes, (size_t)length);
}
