#include "inputs/number_style.h"

#include <string.h>

enum { GROUP_DIGITS = 3 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_of(const char *text)
{
    return strspn(text, "0123456789");
}

/* Whether `c` and digits follow. */
static bool goes_on(const char *text)
{
    return (text[0] == ',' || text[0] == '.') && is_digit(text[1]);
}

/* Hears the number at text[0], and returns its length. "8,5" and "1.200.000" and "0,125" and "12,125%" and "1.234,5"
 * have a decimal comma, whatever else is in the file; "8,500" and "8.500" tell nothing. */
static size_t hear_number(const char *text, struct number_style *style)
{
    size_t lead = digits_of(text), at = lead, separators = 0, tail = 0;
    bool groups = lead <= GROUP_DIGITS && text[0] != '0', same = true;
    char first = text[at], last = 0;
    for (; goes_on(text + at); separators++, at += 1 + tail) {
        last = text[at];
        same = same && last == first;
        tail = digits_of(text + at + 1);
        groups = groups && tail == GROUP_DIGITS;
    }
    if (!separators || (separators > 1 && same && !groups)) /* "31.12.2027" is not a number */
        return at;
    bool decimals = !same || (separators == 1 && (!groups || text[at] == '%'));
    if (decimals || separators > 1) {
        bool comma = (last == ',') == decimals;
        style->decimal_comma |= comma;
        style->decimal_point |= !comma;
    }
    return at;
}

void number_style_hear(struct number_style *style, const char *text)
{
    if (text[0] == '{' || text[0] == '[') /* JSON has its own numbers */
        return;
    while (*(text += strcspn(text, "0123456789")))
        text += hear_number(text, style);
}

enum comma_use number_style_told(const struct number_style *style)
{
    if (style->decimal_comma)
        return COMMA_DECIMAL;
    return style->decimal_point ? COMMA_GROUPS : COMMA_UNKNOWN;
}

const struct source *number_style_wished(struct arena *arena, const struct source *source, const char *decimals)
{
    if (!decimals)
        return source;
    struct source *own = arena_alloc(arena, 1, sizeof *own);
    *own = *source;
    own->commas = strcmp(decimals, "comma") == 0 ? COMMA_DECIMAL : COMMA_GROUPS;
    own->commas_wished = true;
    return own;
}

const struct source *number_style_source(struct arena *arena, const struct source *source,
                                         const struct number_style *style)
{
    if (source->commas_wished || !style->decimal_comma ||
        style->decimal_point) /* where they contradict each other nothing is told */
        return source;
    struct source *own = arena_alloc(arena, 1, sizeof *own);
    *own = *source;
    own->commas = COMMA_DECIMAL;
    return own;
}
