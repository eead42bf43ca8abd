#include "inputs/vary.h"

#include "sim/number.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- one range ---------------------------------------------------------------------------------------------------- */

struct part { /* of lo:hi:step: -$1.25K is sign, prefix $, 125 x 10^-2, magnitude 3, suffix "" */
    bool negative;
    const char *prefix;
    int64_t digits;
    int exponent;
    int magnitude;      /* 0, 3, 6, 9, 12 */
    bool has_suffix;    /* of either kind */
    const char *suffix; /* what follows the magnitude: "%", " years" */
};

enum { DIGITS_MAX = 15 };

static const char *trimmed(struct arena *arena, const char *text, size_t length)
{
    while (length && *text == ' ') {
        text++;
        length--;
    }
    while (length && text[length - 1] == ' ')
        length--;
    return arena_copy(arena, text, length);
}

static int magnitude_of(const char *suffix)
{
    static const struct {
        const char *letter;
        int magnitude;
    } known[] = {{"K", 3}, {"k", 3}, {"M", 6}, {"B", 9}, {"bn", 9}, {"T", 12}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(suffix, known[i].letter) == 0)
            return known[i].magnitude;
    return 0;
}

/* "e9" behind the digits: its length, and the exponent. */
static size_t exponent_length(const char *text, int *exponent)
{
    size_t sign = text[0] && (text[1] == '-' || text[1] == '+') ? 1 : 0;
    size_t digits = tolower((unsigned char)text[0]) == 'e' ? strspn(text + 1 + sign, "0123456789") : 0;
    if (!digits || digits > 3)
        return 0;
    *exponent = atoi(text + 1);
    return 1 + sign + digits;
}

static bool read_part(struct arena *arena, const char *text, struct part *part)
{
    *part = (struct part){.prefix = "", .suffix = ""};
    size_t before = strcspn(text, "0123456789.");
    const char *prefix = text;
    if (*prefix == '-' || *prefix == '+') {
        part->negative = *prefix == '-';
        prefix++;
    }
    part->prefix = trimmed(arena, prefix, before - (size_t)(prefix - text));
    const char *at = text + before;
    size_t length = strspn(at, "0123456789.");
    bool point = false;
    int kept = 0;
    for (size_t i = 0; i < length; i++) {
        if (at[i] == '.') {
            if (point)
                return false;
            point = true;
            continue;
        }
        kept += kept > 0 || at[i] != '0';
        if (kept > DIGITS_MAX)
            return false;
        part->digits = 10 * part->digits + (at[i] - '0');
        part->exponent -= point;
    }
    if (length == 0 || (length == 1 && point))
        return false;
    int exponent = 0;
    length += exponent_length(at + length, &exponent);
    part->exponent += exponent;
    part->suffix = trimmed(arena, at + length, strlen(at + length));
    part->has_suffix = *part->suffix != '\0';
    part->magnitude = magnitude_of(part->suffix);
    if (part->magnitude)
        part->suffix = "";
    if (isalpha((unsigned char)at[length]) && strlen(part->suffix) > 1)
        part->suffix = arena_text(arena, " %s", part->suffix); /* 2years reads better with its space */
    else if (at[length] == ' ' && *part->suffix)
        part->suffix = arena_text(arena, " %s", part->suffix);
    return true;
}

/* Durations in several units become months, or days where weeks or days are among them. */
static bool share_duration(struct arena *arena, struct part part[3])
{
    static const struct {
        double years;
        int64_t months, days; /* months 0: not a whole number of them */
        int days_exponent;
    } units[] = {{1, 12, 36525, -2},
                 {0.25, 3, 913125, -4},
                 {1 / 12.0, 1, 304375, -4},
                 {7 / 365.25, 0, 7, 0},
                 {1 / 365.25, 0, 1, 0}};
    enum { UNITS = sizeof units / sizeof *units };
    const struct cell_rules rules = cell_rules_usual();
    const int64_t most = INT64_C(1000000000000);
    size_t unit[3];
    bool months = true;
    for (int i = 0; i < 3; i++) {
        struct cell_reading one = cell_read(arena, arena_text(arena, "1 %s", part[i].suffix), CELL_DURATION, &rules);
        for (unit[i] = 0; unit[i] < UNITS && (one.fault || one.low != units[unit[i]].years);)
            unit[i]++;
        if (unit[i] == UNITS || *part[i].prefix || part[i].magnitude || part[i].digits > most)
            return false;
        months = months && units[unit[i]].months;
    }
    for (int i = 0; i < 3; i++) {
        part[i].digits *= months ? units[unit[i]].months : units[unit[i]].days;
        part[i].exponent += months ? 0 : units[unit[i]].days_exponent;
        part[i].suffix = months ? " months" : " days";
    }
    return true;
}

/* A bare part takes the unit of hi, else of lo, else of step. */
static bool share_units(struct arena *arena, struct part part[3])
{
    static const int order[] = {1, 0, 2};
    const struct part *prefixed = NULL, *suffixed = NULL;
    for (int i = 0; i < 3; i++) {
        const struct part *candidate = &part[order[i]];
        prefixed = !prefixed && *candidate->prefix ? candidate : prefixed;
        suffixed = !suffixed && candidate->has_suffix ? candidate : suffixed;
    }
    for (int i = 0; i < 3; i++) {
        if (prefixed && !*part[i].prefix)
            part[i].prefix = prefixed->prefix;
        if (suffixed && !part[i].has_suffix) {
            part[i].suffix = suffixed->suffix;
            part[i].magnitude = suffixed->magnitude;
        }
    }
    bool same = true;
    for (int i = 1; i < 3; i++) {
        if (strcmp(part[i].prefix, part[0].prefix) != 0)
            return false;
        same = same && strcmp(part[i].suffix, part[0].suffix) == 0;
    }
    return same || share_duration(arena, part);
}

static bool to_scale(struct part *part, int exponent, int64_t *number)
{
    *number = part->digits;
    for (int e = part->exponent; e > exponent; e--) {
        if (*number > INT64_C(900000000000000))
            return false;
        *number *= 10;
    }
    if (part->negative)
        *number = -*number;
    return true;
}

static const char *decimal_text(struct arena *arena, const struct part *like, int64_t number, int exponent)
{
    const char *digits = arena_text(arena, "%lld", (long long)(number < 0 ? -number : number));
    size_t length = strlen(digits);
    for (; exponent < 0 && exponent > -(int)DIGITS_MAX && length > 1 && digits[length - 1] == '0'; exponent++)
        length--;
    if (exponent >= 0 || number == 0)
        digits = arena_text(arena, "%.*s%.*s", (int)length, digits, number ? exponent : 0, "000000000000000");
    else if ((int)length > -exponent)
        digits = arena_text(arena, "%.*s.%.*s", (int)length + exponent, digits, -exponent, digits + length + exponent);
    else
        digits = arena_text(arena, "0.%.*s%.*s", -exponent - (int)length, "000000000000000000000000000000", (int)length,
                            digits);
    static const char *const letters[] = {"", "K", "M", "B", "T"};
    return arena_text(arena, "%s%s%s%s%s", number < 0 ? "-" : "", like->prefix, digits, letters[like->magnitude / 3],
                      like->suffix);
}

struct value_list {
    size_t count;
    const char **text;
    char *room; /* many texts stand side by side: a range may have a million */
    size_t left;
};

enum { PACKED_BYTES = 1 << 14 };

static const char *pack(struct arena *arena, struct value_list *list, const char *text)
{
    size_t bytes = strlen(text) + 1;
    if (bytes > PACKED_BYTES / 8)
        return arena_copy(arena, text, bytes - 1);
    if (bytes > list->left) {
        list->room = arena_alloc(arena, PACKED_BYTES, 1);
        list->left = PACKED_BYTES;
    }
    char *packed = list->room;
    memcpy(packed, text, bytes);
    list->room += bytes;
    list->left -= bytes;
    return packed;
}

static void add_value(struct arena *arena, struct value_list *list, const char *text)
{
    list->text = arena_grow(arena, list->text, list->count, sizeof *list->text);
    list->text[list->count++] = text;
}

static const char *add_range(struct arena *arena, struct value_list *list, const char *text)
{
    struct part part[3];
    int64_t number[3];
    const char *at = text;
    for (int i = 0; i < 3; i++) {
        size_t length = strcspn(at, ":");
        if ((i < 2 && at[length] != ':') || (i == 2 && at[length]) ||
            !read_part(arena, trimmed(arena, at, length), &part[i]))
            return "a range is lo:hi:step, such as 0.01:0.05:0.01%";
        at += length + 1;
    }
    if (!share_units(arena, part))
        return "the three parts of a range lo:hi:step are in one unit";
    bool mixed = part[0].magnitude != part[1].magnitude || part[0].magnitude != part[2].magnitude;
    int exponent = 0;
    for (int i = 0; i < 3; i++) {
        if (mixed) {
            part[i].exponent += part[i].magnitude;
            part[i].magnitude = 0;
        }
        exponent = i == 0 || part[i].exponent < exponent ? part[i].exponent : exponent;
    }
    if (abs(exponent) > DIGITS_MAX)
        return "a range has at most 15 digits";
    for (int i = 0; i < 3; i++)
        if (!to_scale(&part[i], exponent, &number[i]))
            return "a range has at most 15 digits";
    int64_t span = number[1] - number[0], step = number[2];
    if (step == 0 || (span != 0 && (span > 0) != (step > 0)))
        return "the step of a range leads from its first end to the other";
    int64_t steps = span / step;
    if (steps >= SCENARIOS_MAX)
        return "a range has at most 1000000 values";
    struct arena *scratch = arena_create();
    for (int64_t i = 0; i <= steps; i++, arena_reset(scratch))
        add_value(arena, list, pack(arena, list, decimal_text(scratch, &part[0], number[0] + i * step, exponent)));
    arena_destroy(scratch);
    return NULL;
}

bool vary_ends(struct arena *arena, const char *text, const char *end[2], const char **fault)
{
    struct part part[3];
    size_t length = strcspn(text, ":");
    *fault = "a range is lo:hi, such as 80K:150K, both ends in one unit";
    if (!text[length] || strchr(text + length + 1, ':') || !read_part(arena, trimmed(arena, text, length), &part[0]) ||
        !read_part(arena, trimmed(arena, text + length + 1, strlen(text + length + 1)), &part[1]))
        return false;
    part[2] = part[1];
    if (!share_units(arena, part))
        return false;
    for (int i = 0; i < 2; i++) {
        if (abs(part[i].exponent) > DIGITS_MAX)
            return false;
        end[i] = decimal_text(arena, &part[i], part[i].negative ? -part[i].digits : part[i].digits, part[i].exponent);
    }
    return true;
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

/* Up to the next comma that is not inside JSON. */
static size_t item_length(const char *text)
{
    bool json = strchr("{[\"", text[strspn(text, " ")]) && text[strspn(text, " ")];
    if (!json)
        return strcspn(text, ",");
    int depth = 0;
    bool quoted = false;
    size_t i = 0;
    for (; text[i] && (text[i] != ',' || depth || quoted); i++) {
        if (quoted && text[i] == '\\' && text[i + 1])
            i++;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (text[i] == '{' || text[i] == '[') - (text[i] == '}' || text[i] == ']');
    }
    return i;
}

bool vary_splits_number(const char *before, const char *item)
{
    size_t length = strlen(before), digits = 0;
    while (digits < length && isdigit((unsigned char)before[length - 1 - digits]))
        digits++;
    bool group = *before && strspn(item, "0123456789") == 3, after_lead = digits >= 1 && digits <= 3;
    return group && after_lead && (!strchr("0123456789-+.", before[0]) || item[0] == '0');
}

const char **vary_values(struct arena *arena, const char *text, size_t *count, const char **fault)
{
    struct value_list list = {0};
    const char *before = "";
    for (const char *at = text;;) {
        size_t length = item_length(at);
        const char *item = trimmed(arena, at, length);
        if (vary_splits_number(before, at)) {
            *fault = "a comma separates values; write one number without commas, or several with a space after each";
            return NULL;
        }
        before = item;
        if (!*item)
            *fault = "a value is missing; a comma separates values";
        else if (strchr("{[\"", *item) || !strchr(item, ':'))
            add_value(arena, &list, item);
        else if ((*fault = add_range(arena, &list, item)))
            return NULL;
        if (!*item)
            return NULL;
        at += length;
        if (!*at)
            break;
        at++;
    }
    *count = list.count;
    return list.text;
}

static bool refuse(struct problems *problems, const char *text, const char *fault)
{
    problem_add(problems, STATUS_USAGE, (struct place){0}, "",
                "PATH=a,b,c or PATH=lo:hi:step, such as grants.0.percent=0.01%,0.02%", "--vary %s: %s", text, fault);
    return false;
}

bool vary_read(struct arena *arena, const char *const *text, size_t count, struct problems *problems, struct vary *vary)
{
    *vary = (struct vary){.axes = count, .axis = arena_alloc(arena, count + 1, sizeof *vary->axis), .combinations = 1};
    for (size_t i = 0; i < vary->axes; i++) {
        const char *equals = strchr(text[i], '='), *fault = NULL;
        struct vary_axis *axis = &vary->axis[i];
        if (!equals || equals == text[i])
            return refuse(problems, text[i], "a path and values are needed");
        axis->path = trimmed(arena, text[i], (size_t)(equals - text[i]));
        for (size_t k = 0; k < i; k++)
            if (strcmp(vary->axis[k].path, axis->path) == 0)
                return refuse(problems, text[i], "this path is varied twice; write all its values in one list");
        axis->value = vary_values(arena, equals + 1, &axis->count, &fault);
        if (!axis->value)
            return refuse(problems, text[i], fault);
        if (axis->count > SCENARIOS_MAX / vary->combinations) {
            problem_add(problems, STATUS_LIMIT, (struct place){0}, "", NULL,
                        "--vary: the grid has more than %d scenarios, the most that one sweep runs", SCENARIOS_MAX);
            return false;
        }
        vary->combinations *= axis->count;
    }
    return true;
}

const char *vary_value(const struct vary *vary, size_t combination, size_t axis)
{
    if (vary->together)
        return vary->axis[axis].value[combination];
    for (size_t i = vary->axes - 1; i > axis; i--)
        combination /= vary->axis[i].count;
    return vary->axis[axis].value[combination % vary->axis[axis].count];
}

/* --- numbers as cells --------------------------------------------------------------------------------------------- */

static const struct kind_writing {
    enum cell_kind cell;
    const char *after, *unit;
    double factor;
} writings[] = {{CELL_MONEY, "", "money", 1},
                {CELL_SHARE, "%", "share", 100},
                {CELL_DURATION, " years", "years", 1},
                {CELL_TIMELINE, " years", "years", 1},
                {CELL_DATE, " years", "years", 1},
                {CELL_MULTIPLE, "x", "multiple", 1},
                {CELL_SCORE, "/10", "", 1},
                {CELL_COUNT, "", "", 1},
                {CELL_NUMBER, "", "", 1}};

static const struct kind_writing *writing_of(enum cell_kind cell)
{
    size_t i = 0;
    while (i + 1 < sizeof writings / sizeof *writings && writings[i].cell != cell)
        i++;
    return &writings[i];
}

const char *vary_cell(struct arena *arena, double number, enum cell_kind cell)
{
    const struct kind_writing *writing = writing_of(cell);
    char digits[NUMBER_TEXT_BYTES];
    number *= writing->factor;
    bool plain = number == 0 || (fabs(number) >= 1e-5 && fabs(number) < 1e17); /* the grammar knows no exponents */
    const char *text = plain ? number_exact(number, digits) : arena_text(arena, "%.20f", number);
    return arena_text(arena, "%s%s", text, writing->after);
}

const char *vary_unit(enum cell_kind cell)
{
    return writing_of(cell)->unit;
}
