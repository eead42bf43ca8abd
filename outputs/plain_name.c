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

/* "exits.*" stands for a whole row, and gives way to what names a key of it. */
static bool is_of_a_row(const struct plain_name *name)
{
    return name->pattern[strlen(name->pattern) - 1] == '*';
}

static const struct plain_name *first_that_fits(const char *path, bool rows, const char **part, size_t *length)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_of_a_row(&names[i]) == rows && fits(names[i].pattern, path, part, length))
            return &names[i];
    return NULL;
}

/* A part of a value, as "values.2" of a distribution, is called what the value is. */
static const struct plain_name *find(struct arena *arena, const char *path, const char **part, size_t *length)
{
    const struct plain_name *name = first_that_fits(path, false, part, length);
    char *whole = arena_copy(arena, path, strlen(path));
    for (char *dot; !name && (dot = strrchr(whole, '.')) && strchr(whole, '.') != dot;) {
        *dot = '\0';
        if (strchr(whole, '.'))
            name = first_that_fits(whole, false, part, length);
    }
    return name ? name : first_that_fits(path, true, part, length);
}

const char *plain_name(struct arena *arena, const char *path)
{
    const char *part;
    size_t length;
    const struct plain_name *name = find(arena, path, &part, &length);
    if (!name)
        return path;
    const char *place = strstr(name->words, "%s");
    if (!place)
        return name->words;
    return arena_text(arena, "%.*s%.*s%s", (int)(place - name->words), name->words, (int)length, part, place + 2);
}

bool plain_name_can_be_found_out(struct arena *arena, const char *path)
{
    const char *part;
    size_t length;
    const struct plain_name *name = find(arena, path, &part, &length);
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
