#include "inputs/number_style.h"

#include <stdlib.h>
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

/* "25/12/2027": a number above 12 is the day. `slash` is the first one. */
static void hear_date(const char *text, const char *slash, struct number_style *style)
{
    enum { MONTHS = 12, DAYS = 31 };
    const char *from = slash;
    while (from > text && is_digit(from[-1]))
        from--;
    size_t first_digits = (size_t)(slash - from), second_digits = digits_of(slash + 1);
    if (first_digits < 1 || first_digits > 2 || second_digits < 1 || second_digits > 2 ||
        slash[1 + second_digits] != '/' || digits_of(slash + 2 + second_digits) != 4)
        return;
    int first = atoi(from), second = atoi(slash + 1);
    style->day_first |= first > MONTHS && first <= DAYS && second <= MONTHS;
    style->month_first |= second > MONTHS && second <= DAYS && first <= MONTHS;
}

void number_style_hear(struct number_style *style, const char *text)
{
    if (text[0] == '{' || text[0] == '[') /* JSON has its own numbers */
        return;
    for (const char *slash = text; (slash = strchr(slash, '/')); slash++)
        hear_date(text, slash, style);
    while (*(text += strcspn(text, "0123456789")))
        text += hear_number(text, style);
}

enum comma_use number_style_told(const struct number_style *style)
{
    if (style->decimal_comma)
        return COMMA_DECIMAL;
    return style->decimal_point ? COMMA_GROUPS : COMMA_UNKNOWN;
}

enum date_order number_style_dates(const struct number_style *style)
{
    if (style->day_first == style->month_first)
        return DATES_UNKNOWN;
    return style->day_first ? DATES_DAY_FIRST : DATES_MONTH_FIRST;
}

static struct source *copy_of(struct arena *arena, const struct source *source)
{
    struct source *own = arena_alloc(arena, 1, sizeof *own);
    *own = *source;
    return own;
}

const struct source *number_style_wished(struct arena *arena, const struct source *source, const char *decimals,
                                         const char *dates)
{
    if (!decimals && !dates)
        return source;
    struct source *own = copy_of(arena, source);
    if (decimals) {
        own->commas = strcmp(decimals, "comma") == 0 ? COMMA_DECIMAL : COMMA_GROUPS;
        own->commas_wished = true;
    }
    if (dates)
        own->dates = strcmp(dates, "day-first") == 0 ? DATES_DAY_FIRST : DATES_MONTH_FIRST;
    return own;
}

const struct source *number_style_source(struct arena *arena, const struct source *source,
                                         const struct number_style *style)
{
    bool comma = !source->commas_wished && style->decimal_comma && !style->decimal_point;
    enum date_order dates = source->dates == DATES_UNKNOWN ? number_style_dates(style) : source->dates;
    if (!comma && dates == source->dates)
        return source;
    struct source *own = copy_of(arena, source);
    own->commas = comma ? COMMA_DECIMAL : source->commas;
    own->dates = dates;
    return own;
}
