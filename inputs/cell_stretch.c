#include "inputs/cell_stretch.h"

#include "inputs/cell_date.h"

#include <string.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2999 };

static int small_number(const struct token *token)
{
    int number = 0;
    for (const char *c = token->word; *c; c++)
        number = 10 * number + (*c - '0');
    return number;
}

/* The number a token writes in at least `fewest` and at most `most` digits, or -1. */
static int digits_of(const struct token *token, int fewest, int most)
{
    bool fits = token->type == TOKEN_NUMBER && token->digits >= fewest && token->digits <= most;
    return fits ? small_number(token) : -1;
}

static int year_of(const struct token *token)
{
    int year = digits_of(token, 4, 4);
    return year >= YEAR_MIN && year <= YEAR_MAX ? year : 0;
}

/* "2030年" */
static bool is_year_word(const struct token *token)
{
    return token_is_word(token, "年") || token_is_word(token, "년");
}

/* A year in two digits, where something says that it is one: "'27", "Q4 27", "FY27". */
static int short_year_of(const struct token *token)
{
    int year = digits_of(token, 2, 2);
    return year < 0 ? 0 : 2000 + year;
}

/* The year that belongs to what stands before it: "2027", "27", "'27", "-2027", "/2027". Takes it; 0: none is there. */
static int take_year_behind(struct cell_parse *parse)
{
    const struct token *token = cell_token(parse);
    size_t mark = token_is_mark(token, '\'') || token_is_mark(token, '/') ? 1 : 0;
    bool dash = token_is_mark(token, '-') && year_of(token + 1) && !token_is_mark(token + 2, '-');
    mark += dash ? 1 : 0;
    int year = year_of(token + mark);
    if (!year && !dash)
        year = short_year_of(token + mark);
    parse->next += year ? mark + 1 : 0;
    return year;
}

/* 1..12 of a month's name or its first letters, at least three; 0: none. */
static int month_of(const struct token *token)
{
    size_t length = token->type == TOKEN_WORD ? strlen(token->word) : 0;
    if (length < 3)
        return 0;
    for (int month = 0; month < 12; month++)
        if (strncmp(cell_month_names[month], token->word, length) == 0)
            return month + 1;
    return 0;
}

/* "Q3", "H1": the months; 0: none. */
static int part_of_year(const struct token *token, int *first_month)
{
    bool quarter = token_is_word(token, "q"), half = token_is_word(token, "h");
    int number = quarter || half ? digits_of(token + 1, 1, 1) : -1;
    if (number < 1 || number > (quarter ? 4 : 2))
        return 0;
    int months = quarter ? 3 : 6;
    *first_month = (number - 1) * months + 1;
    return months;
}

/* "4Q27", "1H 2027": the months; 0: none. */
static int numbered_part(const struct token *token, int *first_month)
{
    int number = digits_of(token, 1, 1);
    bool quarter = token_is_word(token + 1, "q"), half = token_is_word(token + 1, "h");
    size_t mark = token_is_mark(token + 2, '\'') || token_is_mark(token + 2, '/') ? 1 : 0;
    if (number < 1 || !(quarter || half) || number > (quarter ? 4 : 2))
        return 0;
    if (!year_of(token + 2 + mark) && !short_year_of(token + 2 + mark))
        return 0;
    int months = quarter ? 3 : 6;
    *first_month = (number - 1) * months + 1;
    return months;
}

/* Parts of a year that have a name. */
static const struct {
    const char *words;
    int month, months;
} named_parts[] = {
    {"mid year", 4, 6},
    {"mitte", 4, 6},
    {"anfang", 1, 4},
    {"ende", 10, 3},
    {"fin de", 10, 3},
    {"fin", 10, 3},
    {"fine", 10, 3},
    {"finales de", 10, 3},
    {"debut", 1, 4},
    {"principios de", 1, 4},
    {"inizio", 1, 4},
    {"mi", 4, 6},
    {"mediados de", 4, 6},
    {"mid", 4, 6},
    {"middle of", 4, 6},
    {"early", 1, 4},
    {"beginning of", 1, 4},
    {"start of", 1, 4},
    {"late", 9, 4},
    {"end of", 10, 3},
    {"end", 10, 3},
    {"year end", 10, 3},
    {"eoy", 10, 3},
    {"ye", 10, 3},
    {"first half", 1, 6},
    {"second half", 7, 6},
    {"first quarter of", 1, 3},
    {"second quarter of", 4, 3},
    {"third quarter of", 7, 3},
    {"fourth quarter of", 10, 3},
    {"last quarter of", 10, 3},
    {"spring", 3, 3},
    {"summer", 6, 3},
    {"autumn", 9, 3},
    {"fall", 9, 3},
    {"winter", 12, 3},
};
enum { NAMED_PARTS = sizeof named_parts / sizeof *named_parts };

/* The part of a year that is named next, taken; NAMED_PARTS: none is. */
static size_t take_part_name(struct cell_parse *parse)
{
    size_t k = 0;
    while (k < NAMED_PARTS && !cell_take_words(parse, named_parts[k].words))
        k++;
    return k;
}

/* The second of two parts, "mid-to-late 2028", "early/mid 2028"; the first itself where there is one only. */
static size_t take_last_part(struct cell_parse *parse, size_t first)
{
    size_t from = parse->next;
    bool dash = cell_take_mark(parse, '-') || cell_take_mark(parse, '/'), to = cell_take_words(parse, "to");
    cell_take_mark(parse, '-');
    size_t last = dash || to ? take_part_name(parse) : NAMED_PARTS;
    if (last < NAMED_PARTS && named_parts[last].month >= named_parts[first].month)
        return last;
    parse->next = from;
    return first;
}

/* "mid-2027", "late 2028", "end of 2027", "spring 2027". */
static bool take_named_part(struct cell_parse *parse, struct stretch *stretch)
{
    size_t from = parse->next;
    cell_take_words(parse, "the");
    size_t first = take_part_name(parse);
    if (first == NAMED_PARTS) {
        parse->next = from;
        return false;
    }
    size_t last = take_last_part(parse, first);
    cell_take_words(parse, "of");
    cell_take_words(parse, "the");
    cell_take_words(parse, "year");
    int year = take_year_behind(parse), month = named_parts[first].month;
    if (!year && token_is_mark(cell_token(parse), '-') && month_of(cell_token(parse) + 1) == 0) {
        parse->next = from;
        return false;
    }
    *stretch = (struct stretch){
        .year = year, .month = month, .months = named_parts[last].month + named_parts[last].months - month};
    if (year && month == 12 && token_is_mark(cell_token(parse), '/') &&
        digits_of(cell_token(parse) + 1, 2, 2) == (year + 1) % 100)
        parse->next += 2; /* "winter 2027/28" */
    return true;
}

/* "FY27": the calendar year, unless the file says in which month its fiscal years begin; they are called by the year in
 * which they end. */
static bool take_fiscal_year(struct cell_parse *parse, struct stretch *stretch)
{
    size_t from = parse->next;
    bool calendar = cell_take_words(parse, "cy") || cell_take_words(parse, "calendar year");
    if (!calendar && !cell_take_words(parse, "fy") && !cell_take_words(parse, "fiscal year") &&
        !cell_take_words(parse, "fiscal"))
        return false;
    int year = take_year_behind(parse), month = calendar ? 1 : parse->rules->fiscal_year_month;
    if (!year) {
        parse->next = from;
        return false;
    }
    if (calendar) {
        *stretch = (struct stretch){.year = year, .month = 1, .months = 12};
        return true;
    }
    *stretch = (struct stretch){.year = month > 1 ? year - 1 : year, .month = month > 1 ? month : 1, .months = 12};
    parse->remark = month > 1 ? ", the fiscal year" : ", the fiscal year taken as the calendar year";
    return true;
}

/* "06/2027", "30/6/2027" (day and month are asked where both orders are possible). */
static bool take_slashes(struct cell_parse *parse, struct stretch *stretch)
{
    const struct token *token = cell_token(parse);
    int first = digits_of(token, 1, 2), second = digits_of(token + 2, 1, 2), year = year_of(token + 2);
    if (first < 0 || !token_is_mark(token + 1, '/'))
        return false;
    if (year && first >= 1 && first <= 12) {
        parse->next += 3;
        *stretch = (struct stretch){.year = year, .month = first, .months = 1};
        return true;
    }
    year = token_is_mark(token + 3, '/') ? year_of(token + 4) : 0;
    if (second < 0 || !year)
        return false;
    enum date_order order = parse->rules->dates;
    bool two_days = first <= 12 && second <= 12 && first != second;
    if (two_days && order == DATES_UNKNOWN)
        parse->reading->meant = arena_text(parse->arena, "%.*s%d-%02d-%02d%s", (int)token->at, parse->scan->text, year,
                                           second, first, parse->scan->text + token[4].end);
    if (two_days && order == DATES_UNKNOWN)
        return cell_fault(parse, token->at,
                          arena_text(parse->arena,
                                     "write `%d-%02d-%02d` or `%d-%02d-%02d`; for all dates of the file: --date-order "
                                     "day-first (or month-first)",
                                     year, first, second, year, second, first),
                          "`%s` could be two days: the day or the month may stand first",
                          scan_quote(parse->arena, parse->scan, token->at, token[4].end));
    bool day_first = first > 12 || (two_days && order == DATES_DAY_FIRST);
    if (two_days)
        parse->remark = day_first ? ", the day first" : ", the month first";
    *stretch = (struct stretch){
        .year = year, .month = day_first ? second : first, .months = 1, .day = day_first ? first : second};
    parse->next += 5;
    return cell_stretch_check(parse, token, stretch);
}

bool cell_stretch_told(const struct scan *scan)
{
    bool dated = false;
    for (size_t k = 0; k < scan->count; k++) {
        const struct token *token = &scan->token[k];
        int month = 0;
        if (part_of_year(token, &month) || numbered_part(token, &month) || token_is_word(token, "fy") ||
            token_is_word(token, "fiscal") || token_is_word(token, "cy") ||
            (token_is_word(token, "year") && year_of(token + 1)))
            return true;
        if (k > 0 && is_year_word(token) && year_of(token - 1))
            continue;
        if (cell_unit_named(cell_duration_units, token))
            return false;
        bool short_year = token_is_mark(token, '\'') && short_year_of(token + 1) != 0;
        dated = dated || year_of(token) != 0 || month_of(token) != 0 || short_year;
    }
    return dated;
}

bool cell_stretch_check(struct cell_parse *parse, const struct token *at, const struct stretch *stretch)
{
    double day = 0;
    int year = stretch->year ? stretch->year : 2000;
    if (stretch->day == 0 || cell_date_days(year, stretch->month, stretch->day, &day))
        return true;
    return cell_fault(parse, at->at, parse->grammar->examples, "there is no such day");
}

/* A year at parse->next, with what may follow: "2027", "2027 Q3", "2027-Q3", "2027-05", "2026-02-13". */
static bool take_from_year(struct cell_parse *parse, struct stretch *stretch)
{
    const struct token *token = cell_token(parse);
    *stretch = (struct stretch){.year = year_of(token), .month = 1, .months = 12};
    parse->next++;
    if (is_year_word(token + 1)) { /* "2030年6月" */
        int wide_month = digits_of(token + 2, 1, 2);
        bool told =
            wide_month >= 1 && wide_month <= 12 && (token_is_word(token + 3, "月") || token_is_word(token + 3, "월"));
        parse->next += told ? 3 : 1;
        if (told)
            *stretch = (struct stretch){.year = stretch->year, .month = wide_month, .months = 1};
        return true;
    }
    if (cell_take_words(parse, "s")) { /* "2030s" */
        stretch->months = 120;
        return true;
    }
    if (token_is_mark(token + 1, '/') &&
        (digits_of(token + 2, 2, 2) == (stretch->year + 1) % 100 || year_of(token + 2) == stretch->year + 1)) {
        stretch->months = 24; /* "2027/28" */
        parse->next += 2;
        return true;
    }
    if (cell_take_words(parse, "e") || cell_take_words(parse, "est") || cell_take_words(parse, "f"))
        parse->remark = ", an estimate";
    size_t dash = token_is_mark(token + 1, '-') ? 1 : 0;
    int month = 0, months = part_of_year(token + 1 + dash, &month);
    if (months && !(dash && year_of(token + 1 + dash + 2))) { /* not "2027-Q1 2028" */
        *stretch = (struct stretch){.year = stretch->year, .month = month, .months = months};
        parse->next += dash + 2;
        return true;
    }
    month = dash ? digits_of(token + 2, 2, 2) : -1;
    if (month < 1 || month > 12)
        return true; /* "2027-28" is left to the range */
    if (month > stretch->year % 100)
        parse->remark = ", read as a month";
    *stretch = (struct stretch){.year = stretch->year, .month = month, .months = 1};
    parse->next += 2;
    int day = token_is_mark(token + 3, '-') ? digits_of(token + 4, 2, 2) : -1;
    if (day >= 0) {
        stretch->day = day == 0 ? 32 : day;
        parse->next += 2;
        parse->remark = NULL;
    }
    return cell_stretch_check(parse, token, stretch);
}

/* "May 2027", "May 13, 2026", "13 May 2026". */
static bool take_named_month(struct cell_parse *parse, struct stretch *stretch)
{
    const struct token *start = cell_token(parse);
    int day = digits_of(start, 1, 2);
    if (day >= 0)
        parse->next += token_is_mark(start + 1, '-') ? 2 : 1; /* "30-Jun-2028" */
    *stretch = (struct stretch){.month = month_of(cell_token(parse)), .months = 1};
    parse->next++;
    if (day >= 0 && token_is_mark(start + 1, '-') && year_of(cell_token(parse) + 1))
        cell_take_mark(parse, '-');
    int later_day = day < 0 ? digits_of(cell_token(parse), 1, 2) : -1;
    if (later_day >= 0) {
        day = later_day;
        parse->next++;
        static const char *const ordinals[] = {"st", "nd", "rd", "th"};
        for (size_t k = 0; k < 4 && !cell_take_words(parse, ordinals[k]); k++) {
        }
    }
    cell_take_mark(parse, ',');
    stretch->day = day < 0 ? 0 : day == 0 ? 32 : day;
    bool marked = token_is_mark(cell_token(parse), '\'') || token_is_mark(cell_token(parse), '-');
    stretch->year = year_of(cell_token(parse));
    if (stretch->year)
        parse->next++;
    else if (marked && (day < 0 || token_is_mark(cell_token(parse), '\'')) && !month_of(cell_token(parse) + 1)) {
        stretch->year = year_of(cell_token(parse) + 1) ? year_of(cell_token(parse) + 1)
                                                       : short_year_of(cell_token(parse) + 1); /* "Jun-27" */
        parse->next += stretch->year ? 2 : 0;
    }
    return cell_stretch_check(parse, start, stretch);
}

bool cell_stretch_take(struct cell_parse *parse, struct stretch *stretch)
{
    if (token_is_word(cell_token(parse), "year") && year_of(cell_token(parse) + 1))
        parse->next++;
    const struct token *token = cell_token(parse);
    if (year_of(token))
        return take_from_year(parse, stretch);
    int month = 0, months = part_of_year(token, &month);
    if (months) {
        *stretch = (struct stretch){.month = month, .months = months};
        parse->next += 2;
        stretch->year = take_year_behind(parse);
        return true;
    }
    months = numbered_part(token, &month);
    if (months) {
        *stretch = (struct stretch){.month = month, .months = months};
        parse->next += 2;
        stretch->year = take_year_behind(parse);
        return true;
    }
    if (token_is_mark(token, '\'') && short_year_of(token + 1)) { /* "'27" */
        *stretch = (struct stretch){.year = take_year_behind(parse), .month = 1, .months = 12};
        return true;
    }
    if (take_named_part(parse, stretch) || take_fiscal_year(parse, stretch) || take_slashes(parse, stretch))
        return true;
    if (parse->reading->fault)
        return false;
    bool dashed = token_is_mark(token + 1, '-') && month_of(token + 2) && token_is_mark(token + 3, '-');
    if (month_of(token) || (digits_of(token, 1, 2) >= 0 && (month_of(token + 1) || dashed)))
        return take_named_month(parse, stretch);
    if (token->type == TOKEN_NUMBER && token->digits == 4)
        return cell_fault(parse, token->at, parse->grammar->examples, "`%s` is not a year from 1900 to 2999",
                          token->word);
    return cell_unexpected(parse, token);
}

bool cell_stretch_take_second(struct cell_parse *parse, const struct stretch *first, struct stretch *second)
{
    const struct token *token = cell_token(parse);
    int short_year = digits_of(token, 1, 2);
    bool whole_year = first->year && first->months == 12;
    if (short_year < 0 || !whole_year || month_of(token + 1))
        return cell_stretch_take(parse, second);
    if (token->digits == 1)
        return cell_fault(
            parse, token->at,
            arena_text(parse->arena, "write `%d-0%d` for a month, or both years in full", first->year, short_year),
            "`%s` could be a month or a year",
            scan_quote(parse->arena, parse->scan, parse->scan->token[0].at, token->end));
    parse->next++;
    *second = (struct stretch){.year = first->year / 100 * 100 + short_year, .month = 1, .months = 12};
    return true;
}
