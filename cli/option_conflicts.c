#include "cli/option_conflicts.h"

#include <string.h>

/* Without "./" before it. */
static const char *plain_path(const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    return path;
}

static bool same_place(const char *a, const char *b)
{
    return strcmp(plain_path(a), plain_path(b)) == 0;
}

static bool report_to_stdout(const struct options *options)
{
    for (size_t i = 0; i < options->output.count; i++)
        if (strcmp(options->output.text[i], "-") == 0)
            return true;
    return options->format || options->output.count == 0;
}

const char *option_conflict(struct arena *arena, const struct options *options)
{
    for (size_t i = 0; i < options->output.count; i++) {
        const char *path = options->output.text[i];
        if (options->keep && same_place(options->keep, path) && strcmp(path, "-") != 0)
            return arena_text(arena, "--keep and -o both write to %s", path);
        for (size_t k = 0; k < i; k++)
            if (same_place(options->output.text[k], path))
                return arena_text(arena, "-o %s comes twice", path);
    }
    if (options->keep && strcmp(options->keep, "-") == 0 && report_to_stdout(options))
        return "--keep - and the report both go to standard output; give the report a file with -o";
    if (options->keep_paths != UINT64_MAX && !options->keep)
        return "--keep-paths says how many of the paths --keep FILE writes; --keep is not given";
    return NULL;
}
