#include "outputs/note_place.h"

#include "outputs/plain_name.h"

#include <string.h>

/* "some_metric" -> "some metric"; an input by its name; an option, a name of an offer stays what it is. */
static const char *in_words(struct arena *arena, const char *at)
{
    if (plain_name(arena, at) != at)
        return plain_name(arena, at);
    bool metric = at[strspn(at, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
    char *words = arena_copy(arena, at, strlen(at));
    for (char *c = words; *c; c++)
        *c = metric && *c == '_' ? ' ' : *c;
    return words;
}

const char *note_place(struct arena *arena, const struct report_note *note)
{
    const char *at = note->at ? note->at : "";
    const char *place = note->path    ? *note->path ? plain_name(arena, note->path) : ""
                        : note->whose ? ""
                                      : in_words(arena, at);
    if (!note->whose)
        return place;
    return *place ? arena_text(arena, "%s: %s", note->whose, place) : note->whose;
}

const char *note_place_title(struct arena *arena, const struct report_input *input)
{
    const char *name = input->path && *input->path ? plain_name_title(arena, input->path) : input->at;
    return input->whose ? arena_text(arena, "%s: %s", input->whose, name) : name;
}
