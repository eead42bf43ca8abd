#include "outputs/gathered_notes.h"

#include "outputs/note_place.h"
#include "outputs/text_buffer.h"

#include <stdlib.h>
#include <string.h>

enum form { FORM_OTHER, FORM_KIND, FORM_NOT_GIVEN };

static const char kind_words[] = "\" is of the kind ", name_words[] = ", from its name",
                  default_words[] = "` is not given: ";

struct item {
    enum form form;
    const char *group; /* notes of the same form and group become one */
    size_t index;      /* of the first note in it */
    const struct report_note *note;
};

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

/* "`bonus` is not given: 0%" at "/compensation/offer/bonus": the length of the name; else 0. */
static size_t name_not_given(const struct report_note *note)
{
    const char *words = *note->text == '`' ? strstr(note->text, default_words) : NULL, *slash = strrchr(note->at, '/');
    if (!words || !slash)
        return 0;
    size_t length = (size_t)(words - note->text - 1);
    return strlen(slash + 1) == length && strncmp(slash + 1, note->text + 1, length) == 0 ? length : 0;
}

static struct item item_of(const struct report_note *note, size_t index)
{
    struct item item = {FORM_OTHER, note->text, index, note};
    if (name_not_given(note)) {
        item.form = FORM_NOT_GIVEN;
        item.group = "";
    } else if (*note->text == '"' && strstr(note->text, kind_words) && ends_with(note->text, name_words)) {
        item.form = FORM_KIND;
        item.group = "";
    }
    return item;
}

static int compare_groups(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    int groups = left->form != right->form ? (left->form > right->form) - (left->form < right->form)
                                           : strcmp(left->group, right->group);
    return groups ? groups : (left->index > right->index) - (left->index < right->index);
}

static int compare_order(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    if (left->form != right->form)
        return (left->form > right->form) - (left->form < right->form);
    return (left->index > right->index) - (left->index < right->index);
}

static void put_kind(struct text_buffer *out, const struct report_note *note, bool first)
{
    const char *words = strstr(note->text, kind_words), *kind = words + strlen(kind_words);
    text_put(out, first ? "from the names: " : ", ");
    text_put_bytes(out, note->text, (size_t)(words - note->text) + 1);
    text_putf(out, " is %.*s", (int)(strlen(kind) - strlen(name_words)), kind);
}

static void put_not_given(struct text_buffer *out, const struct report_note *note, bool first)
{
    const char *taken = note->text + 1 + name_not_given(note) + strlen(default_words);
    text_putf(out, "%s%s (%s)", first ? "not given: " : ", ", note_place(out->arena, note), taken);
}

static void put_place(struct text_buffer *out, const struct report_note *note, bool first)
{
    const char *place = note_place(out->arena, note);
    (void)first;
    text_putf(out, "%s%s", out->length && *place ? ", " : "", place);
}

/* One note of items[0..count), which have the same form and group. */
static struct report_note joined(struct arena *arena, const struct item *item, size_t count)
{
    static void (*const put[])(struct text_buffer * out, const struct report_note *note,
                               bool first) = {put_place, put_kind, put_not_given};
    struct text_buffer out = {.arena = arena};
    if (count == 1 && item->form == FORM_OTHER)
        return *item->note;
    for (size_t i = 0; i < count; i++)
        put[item->form](&out, item[i].note, i == 0);
    if (item->form == FORM_OTHER)
        return (struct report_note){.at = out.bytes ? out.bytes : "", .text = item->note->text};
    return (struct report_note){.at = "", .text = out.bytes};
}

/* Joins what has the same form and group; returns how many are left, in the order of their first notes. */
static size_t join(struct arena *arena, struct item *item, size_t count)
{
    size_t left = 0;
    qsort(item, count, sizeof *item, compare_groups);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1;
             to < count && item[to].form == item[from].form && strcmp(item[to].group, item[from].group) == 0;)
            to++;
        struct report_note *note = arena_alloc(arena, 1, sizeof *note);
        *note = joined(arena, item + from, to - from);
        item[left] = item[from];
        item[left++].note = note;
    }
    qsort(item, left, sizeof *item, compare_order);
    return left;
}

const struct report_note *gathered_notes(struct arena *arena, const struct report_note *note, size_t count,
                                         size_t *gathered_count)
{
    struct item *item = arena_alloc(arena, count + 1, sizeof *item);
    for (size_t i = 0; i < count; i++) {
        struct report_note *copy = arena_alloc(arena, 1, sizeof *copy);
        *copy = note[i];
        copy->at = note[i].at ? note[i].at : "";
        item[i] = item_of(copy, i);
    }
    count = join(arena, item, count);
    /* Again, as several places may now lack the same. The forms before only keep the order. */
    for (size_t i = 0; i < count; i++)
        item[i] = (struct item){FORM_OTHER, item[i].note->text, i, item[i].note};
    count = join(arena, item, count);
    struct report_note *notes = arena_alloc(arena, count + 1, sizeof *notes);
    for (size_t i = 0; i < count; i++)
        notes[i] = (struct report_note){.at = note_place(arena, item[i].note), .text = item[i].note->text};
    *gathered_count = count;
    return notes;
}

const char *gathered_notes_count(struct arena *arena, size_t count)
{
    if (count == 1)
        return "One assumption was made in reading; `offercast check` tells it.";
    return arena_text(arena, "%zu assumptions were made in reading; `offercast check` lists them.", count);
}
