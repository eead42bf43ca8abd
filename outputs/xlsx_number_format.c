#include "outputs/xlsx_number_format.h"

#include "outputs/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DECIMALS_MOST = 12, DIGITS_WITHOUT_ERROR = 6, AFFIX_BYTES = 24 };

struct pattern { /* before and after the digits, as people see them */
    char before[AFFIX_BYTES], after[AFFIX_BYTES];
    int decimals;
    bool plus; /* write the sign of a gain */
};

/* Characters in quotes mean themselves in a number format; % multiplies by 100 and stands bare. */
static size_t put_literal(char *out, size_t room, const char *text)
{
    if (!*text)
        return 0;
    return (size_t)snprintf(out, room, strcmp(text, "%") == 0 ? "%s" : "\"%s\"", text);
}

static size_t put_section(char *out, size_t room, const char *sign, const struct pattern *pattern)
{
    size_t length = (size_t)snprintf(out, room, "%s", sign);
    length += put_literal(out + length, room - length, pattern->before);
    length += (size_t)snprintf(out + length, room - length, "#,##0%s%.*s", pattern->decimals ? "." : "",
                               pattern->decimals, "000000000000");
    return length + put_literal(out + length, room - length, pattern->after);
}

static struct xlsx_number_format format_of(const struct pattern *pattern, double number)
{
    struct xlsx_number_format format;
    size_t length = put_section(format.text, sizeof format.text, pattern->plus ? "+" : "", pattern);
    if (pattern->plus && 3 * length + 4 < sizeof format.text) { /* gain; loss; neither */
        length += (size_t)snprintf(format.text + length, sizeof format.text - length, ";-");
        length += put_section(format.text + length, sizeof format.text - length, "", pattern);
        length += (size_t)snprintf(format.text + length, sizeof format.text - length, ";");
        put_section(format.text + length, sizeof format.text - length, "", pattern);
    }
    char digits[400];
    double shown = strcmp(pattern->after, "%") == 0 ? 100 * number : number;
    int plain = snprintf(digits, sizeof digits, "%.*f", pattern->decimals, fabs(shown));
    size_t whole = (size_t)plain - (pattern->decimals ? (size_t)pattern->decimals + 1 : 0);
    format.width = (size_t)plain + (whole - 1) / 3 + 1 + utf8_width(pattern->before) + utf8_width(pattern->after);
    return format;
}

static const char *money_sign(const char *unit, char room[AFFIX_BYTES])
{
    static const struct {
        const char *code, *sign;
    } signs[] = {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(unit, signs[i].code) == 0)
            return signs[i].sign;
    if (strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 || unit[3])
        return "";
    snprintf(room, AFFIX_BYTES, "%s ", unit);
    return room;
}

/* The exponent of x once rounded to `digits` significant digits; from printf, so the same on every machine. */
static int exponent_of(double x, int digits)
{
    char text[32];
    snprintf(text, sizeof text, "%.*e", digits - 1, x);
    return (int)strtol(strchr(text, 'e') + 1, NULL, 10);
}

static int clamp(int decimals)
{
    return decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
}

static int decimals_of(double number, double error, bool money)
{
    if (isfinite(error) && error > 0) {
        int decimals = clamp(1 - exponent_of(error, 2));
        return money && decimals == 1 ? 2 : decimals; /* cents: $9.60 */
    }
    if (!(fabs(number - nearbyint(number)) > 0))
        return 0;
    return money && fabs(number) >= 1 ? 2 : clamp(DIGITS_WITHOUT_ERROR - 1 - exponent_of(number, DIGITS_WITHOUT_ERROR));
}

struct xlsx_number_format xlsx_number_format_of_unit(double number, double error, const char *unit)
{
    char room[AFFIX_BYTES];
    bool share = strcmp(unit, "share") == 0;
    double factor = share ? 100 : 1;
    if (fabs(number) >= 1e15) /* let the spreadsheet take an exponent */
        return (struct xlsx_number_format){.width = 12};
    struct pattern pattern = {.after = ""};
    snprintf(pattern.before, sizeof pattern.before, "%s", money_sign(unit, room));
    snprintf(pattern.after, sizeof pattern.after, "%s", share ? "%" : "");
    pattern.decimals = decimals_of(number * factor, error * factor, *pattern.before != 0);
    return format_of(&pattern, number);
}

static bool copy_affix(char out[AFFIX_BYTES], const char *text, size_t length)
{
    if (length >= AFFIX_BYTES || memchr(text, '"', length) || memchr(text, '\\', length))
        return false;
    memcpy(out, text, length);
    out[length] = 0;
    return true;
}

/* After the digits: nothing, a percent sign, an x, or a word; not K or M, which would be another number. */
static bool ending_is_unit(const char *after)
{
    return !*after || strcmp(after, "%") == 0 || strcmp(after, "x") == 0 || *after == ' ';
}

bool xlsx_number_format_of_text(const char *text, size_t length, double number, struct xlsx_number_format *format)
{
    struct pattern pattern = {.plus = length && text[0] == '+'};
    size_t at = length && (text[0] == '+' || text[0] == '-'), begin = at;
    bool minus = begin && text[0] == '-';
    while (at < length && !(text[at] >= '0' && text[at] <= '9'))
        at++;
    if (at == length || !copy_affix(pattern.before, text + begin, at - begin))
        return false;
    double value = 0, last = 1;
    bool point = false;
    for (; at < length && ((text[at] >= '0' && text[at] <= '9') || text[at] == ',' || (text[at] == '.' && !point));
         at++) {
        if (text[at] == ',')
            continue;
        if (text[at] == '.') {
            point = true;
            continue;
        }
        value = 10 * value + (text[at] - '0');
        pattern.decimals += point;
        last /= point ? 10 : 1;
    }
    if (!copy_affix(pattern.after, text + at, length - at) || !ending_is_unit(pattern.after) ||
        pattern.decimals > DECIMALS_MOST)
        return false;
    if (strcmp(pattern.after, "%") == 0)
        last /= 100;
    /* Rounded, but the same number: else the text says something else. */
    double written = value * (point ? last : strcmp(pattern.after, "%") == 0 ? 0.01 : 1) * (minus ? -1 : 1);
    if (!(fabs(written - number) <= 0.1 * fabs(number) + last))
        return false;
    *format = format_of(&pattern, number);
    return true;
}

void xlsx_number_format_of_axis(double largest, const char *unit, char text[XLSX_FORMAT_BYTES])
{
    static const struct {
        double from;
        const char *digits;
    } sizes[] = {{2e9, "#,##0.0,,,\"B\""},
                 {2e7, "#,##0,,\"M\""},
                 {2e6, "#,##0.0,,\"M\""},
                 {1e4, "#,##0,\"K\""},
                 {20, "#,##0"},
                 {2, "0.0"},
                 {0, "0.00"}};
    char room[AFFIX_BYTES];
    const char *sign = money_sign(unit, room);
    if (strcmp(unit, "share") == 0) {
        snprintf(text, XLSX_FORMAT_BYTES, largest >= 0.1 ? "0%%" : largest >= 0.01 ? "0.0%%" : "0.00%%");
        return;
    }
    size_t i = 0;
    while (sizes[i].from > largest)
        i++;
    size_t length = put_literal(text, XLSX_FORMAT_BYTES, sign);
    snprintf(text + length, XLSX_FORMAT_BYTES - length, "%s", sizes[i].digits);
}
