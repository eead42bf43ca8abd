/* Dates: a stretch of the calendar, two of them with a dash, or one with an open end. */

#include "inputs/cell_date.h"

#include "inputs/cell_kinds.h"
#include "inputs/cell_parse.h"
#include "inputs/cell_stretch.h"

#include "models/calendar.h"

#include <math.h>
#include <string.h>

const char *const cell_month_names[12] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};

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

bool cell_date_days(int year, int month, int day, double *days)
{
    if (!calendar_valid((struct calendar_date){year, month, day}))
        return false;
    *days = day_number(year, month, day);
    return true;
}

void cell_date_civil(double day, int *year, int *month, int *of_month)
{
    long days = (long)day + 719468;
    long era = (days >= 0 ? days : days - 146096) / 146097;
    long day_of_era = days - era * 146097;
    long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long shifted_month = (5 * day_of_year + 2) / 153;
    *of_month = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    *month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

const char *cell_date_in_words(struct arena *arena, double day)
{
    int year, month, of_month;
    cell_date_civil(day, &year, &month, &of_month);
    const char *name = cell_month_names[month - 1];
    return arena_text(arena, "%d %c%.2s %d", of_month, name[0] - 'a' + 'A', name + 1, year);
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
    int end = stretch->month - 1 + stretch->months;
    return day_number(stretch->year + end / 12, end % 12 + 1, 1);
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
    return cell_stretch_check(parse, &parse->scan->token[0], first) &&
           cell_stretch_check(parse, &parse->scan->token[0], second);
}

/* "by 2028", "before June 2027", "until Q3 2027": any day from the start on. */
static bool mean_until(struct cell_parse *parse, enum cell_bound bound, const struct stretch *stretch)
{
    struct cell_reading *reading = parse->reading;
    if (parse->grammar != &cell_grammars[CELL_TIMELINE])
        return cell_fault(parse, parse->scan->token[0].at, parse->grammar->examples,
                          "an upper bound without a lower end");
    reading->low = parse->rules->start_given ? parse->rules->start_day : -1e6;
    reading->high = bound == BOUND_BEFORE ? first_day(stretch) : end_day(stretch);
    reading->form = CELL_FORM_RANGE;
    reading->assumed = true;
    return true;
}

static bool check_bound(struct cell_parse *parse, enum cell_bound bound, bool range)
{
    size_t at = parse->scan->token[0].at;
    if (cell_token(parse)->type != TOKEN_END || (bound == BOUND_BETWEEN && !range))
        return cell_unexpected(parse, cell_token(parse));
    if (bound == BOUND_UPPER || bound == BOUND_WITHIN)
        return cell_fault(parse, at, parse->grammar->examples,
                          bound == BOUND_WITHIN ? "`within` takes a duration; a date alone is already an interval"
                                                : "an upper bound without a lower end");
    if (range && (bound == BOUND_BY || bound == BOUND_BEFORE || bound == BOUND_AFTER))
        return cell_fault(parse, at, parse->grammar->examples, "a bound takes one date, not two");
    return true;
}

bool cell_date(struct cell_parse *parse, bool *instant)
{
    struct cell_reading *reading = parse->reading;
    enum cell_bound bound = cell_take_bound(parse);
    size_t at = cell_token(parse)->at;
    struct stretch first = {0}, second = {0};
    if (!cell_stretch_take(parse, &first))
        return false;
    second = first;
    if (bound == BOUND_NONE && (cell_take_words(parse, "at the latest") || cell_take_words(parse, "latest")))
        bound = BOUND_BY;
    bool open = cell_take_open(parse) || bound == BOUND_LOWER || bound == BOUND_AFTER;
    bool range = !open && (cell_take_range(parse, bound == BOUND_BETWEEN) || cell_take_words(parse, "or"));
    open = open || (bound == BOUND_FROM && !range);
    if (range && !cell_stretch_take_second(parse, &first, &second))
        return false;
    if (!check_bound(parse, bound, range) || !fill_years(parse, &first, &second))
        return false;
    if (bound == BOUND_BY || bound == BOUND_BEFORE)
        return mean_until(parse, bound, &first);
    reading->low = bound == BOUND_AFTER ? end_day(&first) : first_day(&first);
    reading->high = open ? reading->low : end_day(&second);
    *instant = reading->low == reading->high && !open;
    if (reading->low > reading->high || first_day(&first) > first_day(&second))
        return cell_fault(parse, at, "write the earlier date first", "`%s` has its ends reversed",
                          scan_quote(parse->arena, parse->scan, at, cell_token(parse)->at));
    reading->form = open ? CELL_FORM_OPEN : *instant ? CELL_FORM_POINT : CELL_FORM_RANGE;
    reading->high = open ? HUGE_VAL : reading->high;
    reading->assumed = !*instant;
    reading->dated = *instant;
    return true;
}
