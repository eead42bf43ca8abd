#include "outputs/xlsx_number_format.h"

#include "outputs/utf8.h"
#include "sim/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DECIMALS_MOST = 12, AFFIX_BYTES = 24, PLAIN_WIDTH = 12 };
static const char DIGITS[] = "0123456789";

struct pattern { /* before and after the digits, as people see them */
    char before[AFFIX_BYTES], after[AFFIX_BYTES];
    int decimals;
};

/* Characters in quotes mean themselves in a number format; % multiplies by 100 and stands bare. */
static size_t put_section(char *out, size_t room, const char *sign, const struct pattern *pattern)
{
    const char *quote = *pattern->before ? "\"" : "";
    const char *behind = *pattern->after && strcmp(pattern->after, "%") != 0 ? "\"" : "";
    return (size_t)snprintf(out, room, "%s%s%s%s#,##0%s%.*s%s%s%s", sign, quote, pattern->before, quote,
                            pattern->decimals ? "." : "", pattern->decimals, "000000000000", behind, pattern->after,
                            behind);
}

static bool copy_affix(char out[AFFIX_BYTES], const char *text, size_t length)
{
    if (length >= AFFIX_BYTES || memchr(text, '"', length) || memchr(text, '\\', length))
        return false;
    memcpy(out, text, length);
    out[length] = 0;
    return true;
}

/* The number that the digits say, and where they end. */
static double read_digits(const char **at, const char *end, int *decimals)
{
    double value = 0, scale = 1;
    bool point = false;
    for (; *at < end && strchr("0123456789,.", **at) && !(point && **at == '.'); ++*at) {
        point = point || **at == '.';
        if (**at == ',' || **at == '.')
            continue;
        value = 10 * value + (**at - '0');
        *decimals += point;
        scale *= point ? 10 : 1;
    }
    return value / scale;
}

bool xlsx_number_format_of_text(const char *text, size_t length, double number, struct xlsx_number_format *format)
{
    struct pattern pattern = {.decimals = 0};
    const char *end = text + length, *begin = text + (length && strchr("+-", *text));
    const char *at = begin + strcspn(begin, DIGITS);
    if (at >= end || !copy_affix(pattern.before, begin, (size_t)(at - begin)))
        return false;
    double written = read_digits(&at, end, &pattern.decimals) * (*text == '-' ? -1 : 1);
    if (pattern.decimals > DECIMALS_MOST || !copy_affix(pattern.after, at, (size_t)(end - at)))
        return false;
    bool percent = strcmp(pattern.after, "%") == 0;
    /* After the digits: nothing, a percent sign, an x, or a word; not K or M, which would be another number. */
    if (*pattern.after && !percent && strcmp(pattern.after, "x") != 0 && *pattern.after != ' ')
        return false;
    /* Rounded, but the same number: else the text says something else. */
    double shown = percent ? 100 * number : number;
    if (!(fabs(written - shown) <= 0.1 * fabs(shown) + pow(10, -pattern.decimals)))
        return false;
    size_t put = put_section(format->text, sizeof format->text, *text == '+' ? "+" : "", &pattern);
    if (*text == '+' && 3 * put + 4 < sizeof format->text) { /* gain; loss; neither */
        put += put_section(format->text + put, sizeof format->text - put, ";-", &pattern);
        put_section(format->text + put, sizeof format->text - put, ";", &pattern);
    }
    format->width = 1 + utf8_width(begin) - utf8_width(end);
    return true;
}

struct xlsx_number_format xlsx_number_format_of_unit(struct arena *arena, double number, double error, const char *unit)
{
    struct xlsx_number_format format = {.width = PLAIN_WIDTH};
    if (!isfinite(number) || fabs(number) >= 1e15) /* let the spreadsheet take an exponent */
        return format;
    const char *text = number_for_people(arena, number, error, unit);
    const char *first = text + strcspn(text, DIGITS), *word = strchr(first, ' ');
    if (!xlsx_number_format_of_text(text, word ? (size_t)(word - text) : strlen(text), number, &format))
        *format.text = 0;
    return format;
}

void xlsx_number_format_of_axis(struct arena *arena, double largest, const char *unit, char text[XLSX_FORMAT_BYTES])
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
    if (strcmp(unit, "share") == 0) {
        snprintf(text, XLSX_FORMAT_BYTES, largest >= 0.1 ? "0%%" : largest >= 0.01 ? "0.0%%" : "0.00%%");
        return;
    }
    const char *sign = number_is_money(unit) ? number_short(arena, 1, unit) : "";
    int length = (int)strcspn(sign, DIGITS);
    size_t i = 0;
    while (sizes[i].from > largest)
        i++;
    snprintf(text, XLSX_FORMAT_BYTES, length ? "\"%.*s\"%s" : "%.*s%s", length, sign, sizes[i].digits);
}
