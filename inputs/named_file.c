#define _XOPEN_SOURCE 700 /* realpath */
#include "inputs/named_file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Whether a file that is there lies in the folder or below. */
static bool lies_within(const char *path, const char *folder)
{
    char file[PATH_MAX], within[PATH_MAX];
    if (!realpath(path, file))
        return true; /* whoever opens it will say why it can't be read */
    if (!realpath(folder, within))
        return false;
    size_t length = strlen(within);
    length -= within[length - 1] == '/'; /* of the root alone */
    return strncmp(file, within, length) == 0 && file[length] == '/';
}

const struct source *named_file_read(struct arena *arena, const struct node *text, const char *base,
                                     struct problems *problems)
{
    static const char help[] = "a file is looked for beside the one that names it, or below; --allow-files: anywhere";
    const char *slash = strrchr(base, '/'), *file = text->text;
    const char *folder = slash ? arena_copy(arena, base, (size_t)(slash - base) + 1) : "";
    const char *path = file[0] == '/' ? file : arena_text(arena, "%s%s", folder, file);
    if (!(problems->written && problems->written->anywhere) && !lies_within(path, *folder ? folder : ".")) {
        problem_add(problems, STATUS_INVALID, text->at, node_pointer(arena, text), help,
                    "%s: lies outside the folder of the file that names it", path);
        return NULL;
    }
    struct problems *unplaced = problems_beside(arena, problems);
    const struct source *source = source_read(arena, path, unplaced);
    if (!source)
        problem_add(problems, unplaced->status, text->at, node_pointer(arena, text),
                    unplaced->status == STATUS_USAGE ? SOURCE_WRITTEN_HELP : help, "%s", unplaced->problem[0].message);
    return source;
}
