/* Dates: a year, a half, a quarter, a month, a day, two of them with a dash, or one with an open end. */
#include "inputs/cell_grammar.h"
#include "models/calendar.h"

#include <math.h>
#include <string.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2999 };

static const char *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};

/* A stretch of the calendar: months [month, month + months) of a year, or a single day of it. */
struct stretch {
    int year; /* 0: not written; the other end's */
    int month, months;
    int day; /* 0: not a single day */
};

/* Proleptic Gregorian; the count of days by H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013). */
static double day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (double)era * 146097 + (double)day_of_era - 719468;
}

bool civil_day(int year, int month, int day, double *days)
{
    if (!calendar_valid((struct calendar_date){year, month, day}))
        return false;
    *days = day_number(year, month, day);
    return true;
}

const char *day_in_words(struct arena *arena, double day)
{
    long days = (long)day + 719468;
    long era = (days >= 0 ? days : days - 146096) / 146097;
    long day_of_era = days - era * 146097;
    long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long shifted_month = (5 * day_of_year + 2) / 153;
    long day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    long month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    long year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    const char *name = month_names[month - 1];
    return arena_text(arena, "%ld %c%.2s %ld", day_of_month, name[0] - 'a' + 'A', name + 1, year);
}

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

/* 1..12 of a month's name or its first letters, at least three; 0: none. */
static int month_of(const struct token *token)
{
    size_t length = token->type == TOKEN_WORD ? strlen(token->word) : 0;
    if (length < 3)
        return 0;
    for (int month = 0; month < 12; month++)
        if (strncmp(month_names[month], token->word, length) == 0)
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

bool cell_looks_dated(const struct scan *scan)
{
    bool dated = false;
    for (size_t k = 0; k < scan->count; k++) {
        const struct token *token = &scan->token[k];
        int month = 0;
        if (part_of_year(token, &month))
            return true;
        if (cell_unit_named(cell_duration_units, token))
            return false;
        dated = dated || year_of(token) != 0 || month_of(token) != 0;
    }
    return dated;
}

static bool check_day(struct cell_parse *parse, const struct token *at, const struct stretch *stretch)
{
    double day = 0;
    int year = stretch->year ? stretch->year : 2000;
    if (stretch->day == 0 || civil_day(year, stretch->month, stretch->day, &day))
        return true;
    return cell_fault(parse, at->at, parse->grammar->examples, "there is no such day");
}

/* A year at parse->next, with what may follow: "2027", "2027 Q3", "2027-Q3", "2027-05", "2026-02-13". */
static bool take_from_year(struct cell_parse *parse, struct stretch *stretch)
{
    const struct token *token = cell_token(parse);
    *stretch = (struct stretch){.year = year_of(token), .month = 1, .months = 12};
    parse->next++;
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
    return check_day(parse, token, stretch);
}

/* "May 2027", "May 13, 2026", "13 May 2026". */
static bool take_named_month(struct cell_parse *parse, struct stretch *stretch)
{
    const struct token *start = cell_token(parse);
    int day = digits_of(start, 1, 2);
    if (day >= 0)
        parse->next++;
    *stretch = (struct stretch){.month = month_of(cell_token(parse)), .months = 1};
    parse->next++;
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
    stretch->year = year_of(cell_token(parse));
    parse->next += stretch->year ? 1 : 0;
    return check_day(parse, start, stretch);
}

static bool take_stretch(struct cell_parse *parse, struct stretch *stretch)
{
    const struct token *token = cell_token(parse);
    if (year_of(token))
        return take_from_year(parse, stretch);
    int month = 0, months = part_of_year(token, &month);
    if (months) {
        *stretch = (struct stretch){.month = month, .months = months};
        parse->next += 2;
        bool dash = token_is_mark(cell_token(parse), '-') && year_of(cell_token(parse) + 1);
        bool whole_year_range = dash && token_is_mark(cell_token(parse) + 2, '-');
        parse->next += dash && !whole_year_range ? 1 : 0;
        stretch->year = year_of(cell_token(parse));
        parse->next += stretch->year ? 1 : 0;
        return true;
    }
    if (month_of(token) || (digits_of(token, 1, 2) >= 0 && month_of(token + 1)))
        return take_named_month(parse, stretch);
    if (token->type == TOKEN_NUMBER && token->digits == 4)
        return cell_fault(parse, token->at, parse->grammar->examples, "`%s` is no year from 1900 to 2999", token->word);
    return cell_unexpected(parse, token);
}

/* The second end of a range, which may be "28" after 2027. */
static bool take_second(struct cell_parse *parse, const struct stretch *first, struct stretch *second)
{
    const struct token *token = cell_token(parse);
    int short_year = digits_of(token, 1, 2);
    bool whole_year = first->year && first->months == 12;
    if (short_year < 0 || !whole_year || month_of(token + 1))
        return take_stretch(parse, second);
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

static double first_day(const struct stretch *stretch)
{
    return day_number(stretch->year, stretch->month, stretch->day ? stretch->day : 1);
}

/* The day after the last; of a single day, that day itself: an instant. */
static double end_day(const struct stretch *stretch)
{
    if (stretch->day)
        return first_day(stretch);
    int end = stretch->month + stretch->months;
    return day_number(stretch->year + (end > 12 ? 1 : 0), end > 12 ? end - 12 : end, 1);
}

static bool fill_years(struct cell_parse *parse, struct stretch *first, struct stretch *second)
{
    if (!first->year)
        first->year = second->year;
    if (!second->year)
        second->year = first->year;
    if (!first->year)
        return cell_fault(parse, parse->scan->token[0].at, parse->grammar->examples, "`%s` has no year",
                          scan_quote(parse->arena, parse->scan, parse->scan->token[0].at, cell_token(parse)->at));
    return check_day(parse, &parse->scan->token[0], first) && check_day(parse, &parse->scan->token[0], second);
}

bool cell_date(struct cell_parse *parse, bool *instant)
{
    struct cell_reading *reading = parse->reading;
    enum cell_bound bound = cell_take_bound(parse);
    size_t at = cell_token(parse)->at;
    struct stretch first = {0}, second = {0};
    if (!take_stretch(parse, &first))
        return false;
    second = first;
    bool open = cell_take_open(parse) || bound == BOUND_LOWER;
    bool range = !open && cell_take_range(parse, bound == BOUND_BETWEEN);
    if (range && !take_second(parse, &first, &second))
        return false;
    if (cell_token(parse)->type != TOKEN_END)
        return cell_unexpected(parse, cell_token(parse));
    if (bound == BOUND_UPPER || bound == BOUND_WITHIN)
        return cell_fault(parse, parse->scan->token[0].at, parse->grammar->examples,
                          bound == BOUND_WITHIN ? "`within` takes a duration; a date alone is already an interval"
                                                : "an upper bound without a lower end");
    if (bound == BOUND_BETWEEN && !range)
        return cell_unexpected(parse, cell_token(parse));
    if (!fill_years(parse, &first, &second))
        return false;
    reading->low = first_day(&first);
    reading->high = end_day(&second);
    *instant = reading->low == reading->high && !open;
    if (reading->low > reading->high || first_day(&first) > first_day(&second))
        return cell_fault(parse, at, "write the earlier date first", "`%s` has its ends reversed",
                          scan_quote(parse->arena, parse->scan, at, cell_token(parse)->at));
    reading->form = open ? CELL_FORM_OPEN : *instant ? CELL_FORM_POINT : CELL_FORM_RANGE;
    reading->high = open ? HUGE_VAL : reading->high;
    reading->assumed = !*instant;
    return true;
}
