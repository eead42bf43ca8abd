#include "inputs/source.h"

#include "inputs/document.h"
#include "inputs/place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct place no_place = {0};

static void (*on_read)(const char *path, const struct stat *about);

void source_on_read(void (*look)(const char *path, const struct stat *about))
{
    on_read = look;
}

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
    if (told && on_read)
        on_read(path, &about);
    if (regular && about.st_size > FILE_BYTES_MAX) {
        length = (ssize_t)FILE_BYTES_MAX + 1;
    } else {
        if (regular && about.st_size > 0)
            expected = (size_t)about.st_size;
        length = read_all(arena, descriptor, expected, &bytes);
        error = errno;
    }
    if (!standard_input)
        close(descriptor);
    if (length < 0)
        return unread(problems, path, error);
    if (length > FILE_BYTES_MAX)
        return too_large(problems, path);
    return source_create(arena, arena_copy(arena, path, strlen(path)), bytes, (size_t)length);
}
