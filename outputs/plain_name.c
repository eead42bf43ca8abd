#include "outputs/plain_name.h"

#include <stdbool.h>
#include <string.h>

enum kind { LUCK, FINDABLE };

static const struct plain_name {
    const char *pattern;
    enum kind kind;
    const char *words;
} names[] = {
#define PLAIN_NAME(pattern, kind, words) {pattern, kind, words},
#include "outputs/plain_names.def"
#undef PLAIN_NAME
};

/* Whether the path fits, and which part of it the * stands for. */
static bool fits(const char *pattern, const char *path, const char **part, size_t *length)
{
    const char *star = strchr(pattern, '*');
    *part = "";
    *length = 0;
    if (!star)
        return strcmp(pattern, path) == 0;
    size_t before = (size_t)(star - pattern), after = strlen(star + 1), all = strlen(path);
    if (all <= before + after || strncmp(pattern, path, before) != 0 || strcmp(path + all - after, star + 1) != 0)
        return false;
    *part = path + before;
    *length = all - before - after;
    return true;
}

static const struct plain_name *find(const char *path, const char **part, size_t *length)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (fits(names[i].pattern, path, part, length))
            return &names[i];
    return NULL;
}

const char *plain_name(struct arena *arena, const char *path)
{
    const char *part;
    size_t length;
    const struct plain_name *name = find(path, &part, &length);
    if (!name)
        return path;
    const char *place = strstr(name->words, "%s");
    if (!place)
        return name->words;
    return arena_text(arena, "%.*s%.*s%s", (int)(place - name->words), name->words, (int)length, part, place + 2);
}

bool plain_name_can_be_found_out(const char *path)
{
    const char *part;
    size_t length;
    const struct plain_name *name = find(path, &part, &length);
    return !name || name->kind == FINDABLE;
}

const char *plain_name_title(struct arena *arena, const char *path)
{
    const char *name = plain_name(arena, path);
    char *title = arena_copy(arena, name, strlen(name));
    if (*title >= 'a' && *title <= 'z' && name != path)
        *title = (char)(*title - 'a' + 'A');
    return title;
}
