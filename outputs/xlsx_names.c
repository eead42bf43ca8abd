#include "outputs/xlsx_names.h"

#include "outputs/text_buffer.h"
#include "outputs/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { SHEET_UNITS = 31, CELL_NAME_BYTES = 100 };

static bool is_taken(const struct xlsx_names *taken, const char *name)
{
    for (size_t i = 0; i < taken->count; i++)
        if (strcasecmp(taken->name[i], name) == 0)
            return true;
    return false;
}

static const char *take(struct xlsx_names *taken, const char *name)
{
    taken->name = arena_grow(taken->arena, taken->name, taken->count, sizeof *taken->name);
    taken->name[taken->count++] = name;
    return name;
}

/* The first characters that come to at most `most` UTF-16 units, which is what spreadsheets count. */
static size_t units_fitting(const char *text, size_t most)
{
    const char *at = text;
    for (size_t units = 0;;) {
        const char *next = at;
        uint32_t point = utf8_next(&next);
        units += point > 0xFFFF ? 2 : 1;
        if (!point || units > most)
            return (size_t)(at - text);
        at = next;
    }
}

static const char *sheet_characters(struct arena *arena, const char *wanted)
{
    struct text_buffer out = {.arena = arena};
    wanted += strspn(wanted, " '");
    for (uint32_t point = utf8_next(&wanted); point; point = utf8_next(&wanted)) {
        bool forbidden = point < 0x20 || point == 0x7F || (point < 0x80 && strchr("[]:*?/\\", (int)point)) ||
                         point == 0xFFFE || point == 0xFFFF;
        utf8_put(&out, forbidden ? ' ' : point);
    }
    text_put(&out, "");
    size_t length = units_fitting(out.bytes, SHEET_UNITS);
    while (length && (out.bytes[length - 1] == ' ' || out.bytes[length - 1] == '\''))
        length--;
    return arena_copy(arena, out.bytes, length);
}

const char *xlsx_names_sheet(struct xlsx_names *taken, const char *wanted)
{
    struct arena *arena = taken->arena;
    const char *clean = sheet_characters(arena, wanted);
    if (!*clean || strcasecmp(clean, "History") == 0)
        clean = arena_text(arena, "Sheet%s%s", *clean ? " " : "", clean);
    const char *name = clean;
    for (size_t copy = 2; is_taken(taken, name); copy++) {
        const char *tail = arena_text(arena, " (%zu)", copy);
        name = arena_text(arena, "%.*s%s", (int)units_fitting(clean, SHEET_UNITS - strlen(tail)), clean, tail);
    }
    return take(taken, name);
}

static bool is_word(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

const char *xlsx_names_cell(struct xlsx_names *taken, const char *const words[], size_t word_count)
{
    struct arena *arena = taken->arena;
    char clean[CELL_NAME_BYTES + 1];
    size_t length = 0;
    for (size_t w = 0; w < word_count; w++) {
        bool gap = length > 0;
        for (const char *at = words[w]; *at && length + 2 < sizeof clean; at++) {
            if (!is_word(*at)) {
                gap = gap || length > 0;
                continue;
            }
            if (gap || (!length && *at <= '9'))
                clean[length++] = '_'; /* also: a name begins with no digit */
            gap = false;
            clean[length++] = *at;
        }
    }
    clean[length] = 0;
    /* A name without an underscore could be the address of a cell, ABC123. */
    const char *name = arena_text(arena, "%s%s", clean, strchr(clean, '_') ? "" : "_");
    const char *first = name;
    for (size_t copy = 2; is_taken(taken, name); copy++)
        name = arena_text(arena, "%s_%zu", first, copy);
    return take(taken, name);
}
