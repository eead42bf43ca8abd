#include "inputs/number_format.h"

#include "inputs/cell_date.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The code without what only colors, fills or quotes; quoted texts go to `literal`, the currency of a bracket
 * "[$EUR-407]" to `currency`. Only the first section, of positive numbers. */
struct bare_code {
    char symbols[128], literal[64];
    char currency[16];
    size_t length, literals;
};

static void keep_literal(struct bare_code *bare, char c)
{
    if (bare->literals + 1 < sizeof bare->literal)
        bare->literal[bare->literals++] = c;
}

static size_t take_bracket(struct bare_code *bare, const char *code)
{
    size_t length = strcspn(code, "]");
    if (code[1] == '$') {
        size_t name = strcspn(code + 2, "-]");
        if (name < sizeof bare->currency)
            memcpy(bare->currency, code + 2, name);
    }
    return length + (code[length] == ']');
}

static struct bare_code bare_of(const char *code)
{
    struct bare_code bare = {.length = 0};
    for (size_t i = 0; code[i] && code[i] != ';';) {
        if (code[i] == '"') {
            for (i++; code[i] && code[i] != '"'; i++)
                keep_literal(&bare, code[i]);
            i += code[i] == '"';
        } else if (code[i] == '\\' && code[i + 1]) {
            keep_literal(&bare, code[i + 1]);
            i += 2;
        } else if (code[i] == '[') {
            i += take_bracket(&bare, code + i);
        } else if ((code[i] == '_' || code[i] == '*') && code[i + 1]) {
            i += 2;
        } else {
            if (bare.length + 1 < sizeof bare.symbols)
                bare.symbols[bare.length++] = (char)tolower((unsigned char)code[i]);
            i++;
        }
    }
    return bare;
}

static enum date_precision date_of(const char *symbols)
{
    if (strncmp(symbols, "general", 7) == 0)
        return DATE_NONE;
    bool year = strchr(symbols, 'y'), day = strchr(symbols, 'd'), month = strchr(symbols, 'm');
    bool digits = strpbrk(symbols, "0#");
    if (digits || !year)
        return DATE_NONE; /* without a year it is a time of the day, or a day of no year */
    return day ? DATE_DAY : month ? DATE_MONTH : DATE_YEAR;
}

static const char *currency_of(struct arena *arena, const struct bare_code *bare)
{
    static const char *const signs[] = {"$",   "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9", "USD", "EUR",
                                        "GBP", "CHF",          "INR",      "SEK",      "NOK",          "DKK", "PLN"};
    const char *places[] = {bare->currency, bare->literal, bare->symbols};
    for (size_t p = 0; p < 3; p++)
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
            if (strstr(places[p], signs[k]))
                return signs[k];
    size_t length = strlen(bare->currency);
    return length == 3 ? arena_copy(arena, bare->currency, length) : NULL;
}

/* A letter behind the number that is a magnitude, where no comma scales the number to it. */
static const char *magnitude_of(const struct bare_code *bare)
{
    static const struct {
        const char *written, *means;
    } letters[] = {{"bn", "B"}, {"mm", "M"}, {"mn", "M"}, {"B", "B"}, {"M", "M"},
                   {"K", "K"},  {"k", "K"},  {"b", "B"},  {"m", "M"}, {"T", "T"}};
    const char *last = strrchr(bare->symbols, '0');
    const char *digit = strrchr(bare->symbols, '#');
    last = last && (!digit || last > digit) ? last : digit;
    if (!last || last[1] == ',')
        return NULL;
    char text[64];
    size_t length = 0;
    for (const char *c = bare->literal; *c; c++)
        if (isalpha((unsigned char)*c))
            text[length++] = *c;
    text[length] = '\0';
    for (size_t k = 0; k < sizeof letters / sizeof *letters; k++)
        if (strcmp(text, letters[k].written) == 0)
            return letters[k].means;
    return NULL;
}

struct number_format number_format_of(struct arena *arena, const char *code)
{
    struct bare_code bare = bare_of(code);
    struct number_format format = {.date = date_of(bare.symbols)};
    if (format.date != DATE_NONE)
        return format;
    format.percent = strchr(bare.symbols, '%') != NULL;
    format.currency = currency_of(arena, &bare);
    format.magnitude = magnitude_of(&bare);
    return format;
}

struct number_format number_format_built_in(int number)
{
    struct number_format format = {.date = DATE_NONE};
    format.percent = number == 9 || number == 10;
    if (number == 14 || number == 15 || number == 22 || (number >= 27 && number <= 31) || number == 36 ||
        (number >= 50 && number <= 58))
        format.date = DATE_DAY;
    else if (number == 17)
        format.date = DATE_MONTH;
    else if ((number >= 5 && number <= 8) || number == 42 || number == 44)
        format.currency = "$";
    return format;
}

/* No exponent, and no more than fifteen digits. */
static const char *plain(struct arena *arena, double number)
{
    char text[64];
    snprintf(text, sizeof text, "%.15g", number);
    if (strchr(text, 'e')) {
        snprintf(text, sizeof text, fabs(number) < 1 ? "%.20f" : "%.0f", number);
    }
    return arena_copy(arena, text, strlen(text));
}

static const char *day_text(struct arena *arena, enum date_precision precision, double serial, bool from_1904)
{
    const double days_1900 = 25569, days_1904 = 24107, last = 2958465; /* to 1 Jan 1970; 31 Dec 9999 */
    if (!(serial >= 0 && serial <= last))
        return plain(arena, serial);
    double day = floor(serial) - (from_1904 ? days_1904 : days_1900);
    int year = 0, month = 0, of_month = 0;
    cell_date_civil(day, &year, &month, &of_month);
    if (precision == DATE_YEAR)
        return arena_text(arena, "%04d", year);
    return precision == DATE_MONTH ? arena_text(arena, "%04d-%02d", year, month)
                                   : arena_text(arena, "%04d-%02d-%02d", year, month, of_month);
}

const char *number_format_text(struct arena *arena, const struct number_format *format, double number, bool from_1904)
{
    if (format->date != DATE_NONE)
        return day_text(arena, format->date, number, from_1904);
    if (format->percent)
        return arena_text(arena, "%s%%", plain(arena, number * 100));
    const char *text = plain(arena, fabs(number));
    const char *currency = format->currency ? format->currency : "";
    return arena_text(arena, "%s%s%s%s%s", number < 0 ? "-" : "", currency,
                      isalpha((unsigned char)currency[0]) ? " " : "", text, format->magnitude ? format->magnitude : "");
}
