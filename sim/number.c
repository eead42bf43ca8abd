#include "sim/number.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- exact ---------------------------------------------------------------------------------------------------- */

__extension__ typedef unsigned __int128 wide;

struct decimal { /* digits * 10^exponent */
    uint64_t digits;
    int exponent;
};

enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1075, PLAIN_LOW = -5, PLAIN_HIGH = 17, SURE_DIGITS = 17 };

static const double plain_power[] = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0,  1e1,  1e2,  1e3,  1e4,  1e5, 1e6,
                                     1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};

static const uint64_t power_of_5[] = {UINT64_C(1),
                                      UINT64_C(5),
                                      UINT64_C(25),
                                      UINT64_C(125),
                                      UINT64_C(625),
                                      UINT64_C(3125),
                                      UINT64_C(15625),
                                      UINT64_C(78125),
                                      UINT64_C(390625),
                                      UINT64_C(1953125),
                                      UINT64_C(9765625),
                                      UINT64_C(48828125),
                                      UINT64_C(244140625),
                                      UINT64_C(1220703125),
                                      UINT64_C(6103515625),
                                      UINT64_C(30517578125),
                                      UINT64_C(152587890625),
                                      UINT64_C(762939453125),
                                      UINT64_C(3814697265625),
                                      UINT64_C(19073486328125),
                                      UINT64_C(95367431640625),
                                      UINT64_C(476837158203125)};

/* 1e-5 <= x < 1e17. With k so chosen that x 10^k has 17 digits before its point, x = m 2^e gives
 *     x 10^k = 4 m 5^k / 2^s,  s = 2 - e - k,
 * and every term fits 128 bits: the set of numbers that read back as x is known exactly, and the roundest integer in it
 * is the answer (the idea of Steele and White 1990, without the big integers). */
static struct decimal shortest_plain(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint64_t fraction = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    uint64_t m = fraction | UINT64_C(1) << MANTISSA_BITS;
    int e = (int)(bits >> MANTISSA_BITS) - EXPONENT_BIAS;
    int power = 0;
    while (x >= plain_power[power + 1])
        power++;
    int k = SURE_DIGITS - 1 - (power + PLAIN_LOW);
    int s = 2 - e - k;
    wide scale = power_of_5[k];
    if (s < 0) {
        scale <<= -s;
        s = 0;
    }
    wide middle = 4 * m * scale;
    wide low = (4 * m - (fraction ? 2 : 1)) * scale; /* below a power of two the doubles lie twice as dense */
    wide high = (4 * m + 2) * scale;
    wide below_point = ((wide)1 << s) - 1;
    bool ends_count = m % 2 == 0; /* ties read back to the even neighbour */
    uint64_t first = (uint64_t)(low >> s) + (ends_count && (low & below_point) == 0 ? 0 : 1);
    uint64_t last = (uint64_t)(high >> s) - (!ends_count && (high & below_point) == 0 ? 1 : 0);
    uint64_t round = 1;
    int zeros = 0;
    while (last / (round * 10) * (round * 10) >= first && round < UINT64_C(100000000000000000)) {
        round *= 10;
        zeros++;
    }
    uint64_t chosen = (uint64_t)(middle >> s) / round;
    wide twice = 2 * middle, halfway = (wide)(2 * chosen * round + round) << s;
    bool up = twice > halfway || (twice == halfway && chosen % 2 == 1);
    if ((up && (chosen + 1) * round <= last) || chosen * round < first)
        chosen++;
    return (struct decimal){chosen, zeros - k};
}

static bool reads_back(struct decimal decimal, double x)
{
    char text[NUMBER_TEXT_BYTES];
    snprintf(text, sizeof text, "%llue%d", (unsigned long long)decimal.digits,
             decimal.exponent);     /* no radix character */
    return strtod(text, NULL) == x; /* NOLINT: equality is the point */
}

/* Any other x > 0: rare, so tried digit by digit. The next larger last digit is tried too: at a power of two the
 * nearest decimal may lie outside the interval while its upper neighbour lies inside. */
static struct decimal shortest_far(double x)
{
    struct decimal decimal = {0, 0};
    for (int count = 1; count <= SURE_DIGITS; count++) {
        char text[NUMBER_TEXT_BYTES];
        snprintf(text, sizeof text, "%.*e", count - 1, x);
        decimal.digits = 0;
        const char *at = text;
        for (; *at != 'e'; at++)
            if (*at >= '0' && *at <= '9')
                decimal.digits = decimal.digits * 10 + (uint64_t)(*at - '0');
        decimal.exponent = (int)strtol(at + 1, NULL, 10) - (count - 1);
        if (reads_back(decimal, x))
            break;
        struct decimal above = {decimal.digits + 1, decimal.exponent};
        if (reads_back(above, x))
            return above;
    }
    return decimal;
}

static void lay_out(bool negative, struct decimal decimal, char *text)
{
    while (decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.exponent++;
    }
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)decimal.digits);
    int point = count + decimal.exponent; /* digits before the point */
    if (negative)
        *text++ = '-';
    if (point <= PLAIN_LOW || point > PLAIN_HIGH) {
        *text++ = digits[0];
        if (count > 1) {
            *text++ = '.';
            memcpy(text, digits + 1, (size_t)count - 1);
            text += count - 1;
        }
        snprintf(text, 14, "e%d", point - 1);
        return;
    }
    if (point <= 0) {
        memcpy(text, "0.", 2);
        text += 2;
        for (int zero = point; zero < 0; zero++)
            *text++ = '0';
        memcpy(text, digits, (size_t)count + 1);
        return;
    }
    for (int i = 0; i < point || i < count; i++) {
        if (i == point)
            *text++ = '.';
        *text++ = i < count ? digits[i] : '0';
    }
    *text = 0;
}

const char *number_exact(double number, char text[NUMBER_TEXT_BYTES])
{
    double x = fabs(number);
    if (!(x > 0)) {
        memcpy(text, "0", 2);
        return text;
    }
    bool plain = x >= plain_power[0] && x < plain_power[PLAIN_HIGH - PLAIN_LOW];
    lay_out(number < 0, plain ? shortest_plain(x) : shortest_far(x), text);
    return text;
}

/* --- for people ----------------------------------------------------------------------------------------------- */

enum { UNSEEN_DECIMALS = 12, DIGITS_WITHOUT_ERROR = 6 };
static const double PEOPLE_LIMIT = 1e18;
static const double DOUBLE_NOISE = 1e-12; /* of a number: an error as small says how doubles round, nothing else */

struct unit_writing { /* how a unit is written around a number */
    const char *before, *after;
    double factor;
    bool money;
};

bool number_is_money(const char *unit)
{
    return unit && strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && unit[3] == 0;
}

static struct unit_writing unit_writing(struct arena *arena, const char *unit)
{
    static const struct {
        const char *code, *sign;
    } signs[] = {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(unit, signs[i].code) == 0)
            return (struct unit_writing){signs[i].sign, "", 1, true};
    if (strcmp(unit, "share") == 0)
        return (struct unit_writing){"", "%", 100, false};
    if (strcmp(unit, "multiple") == 0)
        return (struct unit_writing){"", "x", 1, false};
    if (number_is_money(unit))
        return (struct unit_writing){arena_text(arena, "%s ", unit), "", 1, true};
    return (struct unit_writing){"", *unit ? arena_text(arena, " %s", unit) : "", 1, false};
}

/* The exponent of x once rounded to `digits` significant digits. From printf, not log10: the same on every machine. */
static int exponent_of(double x, int digits)
{
    char text[NUMBER_TEXT_BYTES];
    snprintf(text, sizeof text, "%.*e", digits - 1, x);
    return (int)strtol(strchr(text, 'e') + 1, NULL, 10);
}

/* Decimals that show two significant digits of the error; negative ones round whole digits away. */
static int decimals_for_error(double std_error)
{
    int decimals = 1 - exponent_of(std_error, 2);
    return decimals < UNSEEN_DECIMALS ? decimals : UNSEEN_DECIMALS;
}

/* Digits of |x| with separators; a sign is the caller's. */
static const char *grouped(struct arena *arena, double x, int decimals)
{
    double size = fabs(x);
    if (decimals < 0) {
        double step = 1;
        for (int i = decimals; i < 0; i++)
            step *= 10;
        size = floor(size / step + 0.5) * step;
        decimals = 0;
    }
    const char *plain = arena_text(arena, "%.*f", decimals, size);
    size_t whole = strspn(plain, "0123456789"), length = strlen(plain);
    char *text = arena_alloc(arena, length + whole / 3 + 1, 1), *at = text;
    for (size_t i = 0; i < length; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            *at++ = ',';
        *at++ = i == whole ? '.' : plain[i]; /* whatever the locale's radix character */
    }
    return text;
}

/* Without an error to go by: the whole part, and decimals up to six significant digits, no trailing zeros. */
static const char *grouped_bare(struct arena *arena, double x, bool money)
{
    if (fabs(x) < 1e-300)
        return "0";
    int decimals = DIGITS_WITHOUT_ERROR - 1 - exponent_of(x, DIGITS_WITHOUT_ERROR);
    decimals = decimals < 0 ? 0 : decimals > UNSEEN_DECIMALS ? UNSEEN_DECIMALS : decimals;
    if (money && fabs(x) >= 1 && decimals > 2)
        decimals = 2;
    const char *text = grouped(arena, x, decimals);
    if (decimals == 0)
        return text;
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        length--;
    size_t shown = strlen(text) - length;
    if (text[length - 1] == '.')
        length--;
    else if (money && decimals - (int)shown == 1)
        length++; /* cents: $0.50 */
    return arena_copy(arena, text, length);
}

static bool all_zero(const char *digits)
{
    return digits[strcspn(digits, "123456789")] == 0;
}

static const char *in_unit(struct arena *arena, double number, double std_error, const char *unit, bool plus)
{
    if (!isfinite(number))
        return "n/a";
    struct unit_writing writing = unit_writing(arena, unit);
    double x = number * writing.factor;
    const char *digits;
    char exact[NUMBER_TEXT_BYTES];
    if (fabs(x) >= PEOPLE_LIMIT)
        digits = arena_text(arena, "%s", number_exact(fabs(x), exact));
    else if (isfinite(std_error) && std_error > DOUBLE_NOISE * fabs(number))
        digits = grouped(arena, x, decimals_for_error(std_error * writing.factor));
    else
        digits = grouped_bare(arena, x, writing.money);
    const char *sign = all_zero(digits) ? "" : x < 0 ? "-" : plus ? "+" : "";
    return arena_text(arena, "%s%s%s%s", sign, writing.before, digits, writing.after);
}

const char *number_for_people(struct arena *arena, double number, double std_error, const char *unit)
{
    return in_unit(arena, number, std_error, unit, false);
}

static const char *figure_text(struct arena *arena, const struct figure *figure, const char *unit, bool plus)
{
    static const double LOPSIDED = 1.25;
    double low = figure->ci_low, high = figure->ci_high, estimate = figure->estimate;
    if (!isfinite(estimate) || !isfinite(low) || !isfinite(high) || !(high - low > DOUBLE_NOISE * fabs(estimate)))
        return in_unit(arena, estimate, figure->std_error, unit, plus);
    double error = isfinite(figure->std_error) && figure->std_error > 0 ? figure->std_error : (high - low) / 4;
    const char *middle = in_unit(arena, estimate, error, unit, plus);
    double below = estimate - low, above = high - estimate;
    double wider = fmax(below, above);
    if (wider > LOPSIDED * fmin(below, above) || fabs(estimate) >= PEOPLE_LIMIT)
        return arena_text(arena, "%s (%s to %s)", middle, in_unit(arena, low, error, unit, plus),
                          in_unit(arena, high, error, unit, plus));
    struct unit_writing writing = unit_writing(arena, unit);
    const char *half = grouped(arena, wider * writing.factor, decimals_for_error(error * writing.factor));
    if (writing.after[0] != ' ')
        return arena_text(arena, "%s ± %s", middle, half);
    size_t bare = strlen(middle) - strlen(writing.after); /* a word comes last: "1.5020 ± 0.0003 years" */
    return arena_text(arena, "%.*s ± %s%s", (int)bare, middle, half, writing.after);
}

const char *figure_for_people(struct arena *arena, const struct figure *figure, const char *unit)
{
    return figure_text(arena, figure, unit, false);
}

const char *figure_signed_for_people(struct arena *arena, const struct figure *figure, const char *unit)
{
    return figure_text(arena, figure, unit, true);
}

const char *number_short(struct arena *arena, double number, const char *unit)
{
    static const struct {
        double size;
        const char *letter;
    } magnitudes[] = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "K"}, {0, ""}};
    if (!isfinite(number))
        return "n/a";
    struct unit_writing writing = unit_writing(arena, unit);
    double x = number * writing.factor;
    size_t i = 0;
    while (fabs(x) < magnitudes[i].size * 0.9995) /* 999.6K is written 1M */
        i++;
    double scaled = magnitudes[i].size > 0 ? x / magnitudes[i].size : x;
    if (fabs(scaled) >= 1e6)
        return in_unit(arena, number, NAN, unit, false);
    int decimals = fabs(scaled) > 0 ? 2 - exponent_of(scaled, 3) : 0;
    const char *digits = grouped(arena, scaled, decimals < 0 ? 0 : decimals > 6 ? 6 : decimals);
    size_t length = strlen(digits);
    if (strchr(digits, '.')) {
        while (digits[length - 1] == '0')
            length--;
        length -= digits[length - 1] == '.';
    }
    bool word = writing.after[0] == ' ';
    return arena_text(arena, "%s%s%.*s%s%s", x < 0 && !all_zero(digits) ? "-" : "", writing.before, (int)length, digits,
                      magnitudes[i].letter, word ? "" : writing.after);
}

const char *number_count(struct arena *arena, unsigned long long count)
{
    const char *plain = arena_text(arena, "%llu", count);
    size_t length = strlen(plain);
    char *text = arena_alloc(arena, length + length / 3 + 1, 1), *at = text;
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            *at++ = ',';
        *at++ = plain[i];
    }
    return text;
}
