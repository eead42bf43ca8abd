/* What was read becomes a distribution and a sentence that says so. */

#include "inputs/cell_meaning.h"

#include "inputs/cell_date.h"
#include "inputs/cell_parse.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { YEAR_DIGITS = 2, PERT_LAMBDA = 4 };

#define DAYS_A_YEAR 365.25

const char *cell_number_in_words(struct arena *arena, double number)
{
    char digits[40];
    if (!isfinite(number))
        return isnan(number) ? "not a number" : number < 0 ? "-infinity" : "infinity";
    if (number != 0 && (fabs(number) >= 1e17 || fabs(number) < 1e-9))
        return arena_text(arena, "%.15g", number);
    /* Fifteen significant digits are those that any decimal keeps in a double. */
    int before_point = number == 0 ? 1 : (int)floor(log10(fabs(number))) + 1;
    int decimals = 15 - before_point;
    snprintf(digits, sizeof digits, "%.*f", decimals < 0 ? 0 : decimals, fabs(number));
    if (strchr(digits, '.')) {
        size_t length = strlen(digits);
        while (digits[length - 1] == '0')
            digits[--length] = '\0';
        if (digits[length - 1] == '.')
            digits[--length] = '\0';
    }
    size_t whole = strcspn(digits, ".");
    char grouped[64];
    size_t used = 0;
    if (number < 0 && strcmp(digits, "0") != 0)
        grouped[used++] = '-';
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            grouped[used++] = ',';
        grouped[used++] = digits[i];
    }
    snprintf(grouped + used, sizeof grouped - used, "%s", digits + whole);
    return arena_copy(arena, grouped, strlen(grouped));
}

/* Rounded to so many significant digits, for what was divided by 365.25. */
static double rounded(double number, int significant)
{
    char text[40];
    double result = 0;
    snprintf(text, sizeof text, "%.*e", significant - 1, number);
    return sscanf(text, "%lf", &result) == 1 ? result : number;
}

static const char *bare_in_words(const struct cell_parse *parse, double value)
{
    double shown = parse->grammar->shown_shift == 2 ? value * 100 : value;
    if (parse->grammar->units == cell_duration_units)
        shown = rounded(shown, 6);
    return arena_text(parse->arena, "%s%s", cell_number_in_words(parse->arena, shown), parse->grammar->tight);
}

/* " USD", " years", "" */
static const char *unit_in_words(const struct cell_parse *parse, double value)
{
    if (parse->grammar->has_currency) {
        const char *currency = parse->reading->currency ? parse->reading->currency : parse->rules->currency;
        return currency ? arena_text(parse->arena, " %s", currency) : "";
    }
    return value == 1 && strcmp(parse->grammar->loose, " years") == 0 ? " year" : parse->grammar->loose;
}

const char *cell_value_in_words(const struct cell_parse *parse, double value)
{
    return arena_text(parse->arena, "%s%s", bare_in_words(parse, value), unit_in_words(parse, value));
}

static void mean_open(struct cell_parse *parse)
{
    struct cell_reading *reading = parse->reading;
    double tail = parse->rules->tail_index, bound = reading->low;
    if (parse->rules->open_amount == OPEN_POINT) {
        reading->distribution = distribution_point(bound);
        reading->understood =
            arena_text(parse->arena, "%s, the bound of an open amount", cell_value_in_words(parse, bound));
        return;
    }
    reading->distribution = distribution_pareto(bound, tail);
    const char *mean = tail > 1
                           ? arena_text(parse->arena, "mean %s", cell_value_in_words(parse, bound * tail / (tail - 1)))
                           : "no finite mean";
    reading->understood = arena_text(parse->arena, "at least %s: Pareto with tail index %s (%s)",
                                     cell_value_in_words(parse, bound), cell_number_in_words(parse->arena, tail), mean);
}

static void mean_range(struct cell_parse *parse)
{
    struct cell_reading *reading = parse->reading;
    double low = reading->low, high = reading->high, mode = low + (high - low) / 2;
    const char *from = bare_in_words(parse, low), *to = cell_value_in_words(parse, high);
    switch (parse->grammar->keeps_uniform ? RANGE_UNIFORM : parse->rules->range) {
    case RANGE_UNIFORM:
        reading->distribution = distribution_uniform(low, high);
        reading->understood = arena_text(parse->arena, "uniform between %s and %s", from, to);
        break;
    case RANGE_PERT:
        reading->distribution = distribution_pert(low, mode, high);
        reading->understood = arena_text(parse->arena, "PERT between %s and %s with mode %s and lambda %d", from, to,
                                         cell_value_in_words(parse, mode), PERT_LAMBDA);
        break;
    case RANGE_LOGNORMAL90:
        reading->distribution = distribution_lognormal_percentiles(low, high);
        reading->understood = arena_text(parse->arena, "lognormal with 5%% below %s and 5%% above %s", from, to);
        break;
    }
}

bool cell_mean_amount(struct cell_parse *parse)
{
    struct cell_reading *reading = parse->reading;
    if (reading->form == CELL_FORM_POINT) {
        reading->distribution = distribution_point(reading->low);
        reading->understood = cell_value_in_words(parse, reading->low);
    } else if (reading->form == CELL_FORM_OPEN) {
        mean_open(parse);
    } else {
        bool lognormal = parse->rules->range == RANGE_LOGNORMAL90 && !parse->grammar->keeps_uniform;
        if (lognormal && reading->low <= 0)
            return cell_fault(parse, parse->scan->token[0].at,
                              "write a distribution object for this value, or both ends above zero",
                              "a lognormal range needs both ends above zero, and this one begins at %s",
                              cell_value_in_words(parse, reading->low));
        mean_range(parse);
    }
    if (parse->rules->loss_column && parse->grammar->has_currency)
        reading->understood = arena_text(parse->arena, "a loss, %s", reading->understood);
    return true;
}

static const char *exponential_in_words(struct cell_parse *parse)
{
    double mean = parse->rules->open_years;
    return arena_text(parse->arena, "an exponential of mean %s year%s", cell_number_in_words(parse->arena, mean),
                      mean == 1 ? "" : "s");
}

bool cell_mean_duration(struct cell_parse *parse, bool in_timeline, bool within)
{
    struct cell_reading *reading = parse->reading;
    struct arena *arena = parse->arena;
    const char *suffix = in_timeline ? " from start" : "";
    if (within && reading->form != CELL_FORM_POINT)
        return cell_fault(parse, parse->scan->token[0].at, "write `within 18 months`, or the range alone",
                          "`within` takes one duration");
    if (within && in_timeline) {
        reading->distribution = reading->low > 0 ? distribution_uniform(0, reading->low) : distribution_point(0);
        reading->understood =
            arena_text(arena, "uniform between 0 and %s from start", cell_value_in_words(parse, reading->low));
        reading->form = reading->low > 0 ? CELL_FORM_RANGE : CELL_FORM_POINT;
        reading->high = reading->low;
        reading->low = 0;
        reading->assumed = true;
    } else if (reading->form == CELL_FORM_OPEN) {
        reading->distribution = distribution_shifted_exponential(reading->low, parse->rules->open_years);
        reading->understood = arena_text(arena, "at least %s%s: that plus %s", cell_value_in_words(parse, reading->low),
                                         suffix, exponential_in_words(parse));
    } else {
        cell_mean_amount(parse);
        if (within) /* no time of an event: nothing says that less is meant as well */
            reading->assumed = true;
        reading->understood = arena_text(arena, "%s%s%s", within ? "exactly " : "", reading->understood, suffix);
    }
    return true;
}

/* Years to two decimals: 0.88. */
static const char *years_in_words(struct cell_parse *parse, double years)
{
    char text[40];
    double shown = 0;
    snprintf(text, sizeof text, "%.*f", YEAR_DIGITS, years);
    return cell_number_in_words(parse->arena, sscanf(text, "%lf", &shown) == 1 ? shown : years);
}

bool cell_mean_date(struct cell_parse *parse, bool in_timeline, bool instant)
{
    struct cell_reading *reading = parse->reading;
    struct arena *arena = parse->arena;
    size_t at = parse->scan->token[0].at;
    if (!parse->rules->start_given) {
        reading->needs_start = true;
        return cell_fault(parse, at, "say when the offer starts, for example \"start\": \"2026-02-13\"",
                          "a calendar date needs `start`, the day from which years are counted");
    }
    double start = parse->rules->start_day;
    double low = (reading->low - start) / DAYS_A_YEAR, high = (reading->high - start) / DAYS_A_YEAR;
    const char *first = cell_date_in_words(arena, reading->low), *cut = "";
    if (in_timeline && low < 0) {
        if (reading->form != CELL_FORM_OPEN && (instant || high <= 0))
            return cell_fault(parse, at, "an exit, a round or another event lies after the offer's `start`",
                              "`%s` is%s before the start on %s",
                              scan_quote(arena, parse->scan, at, cell_token(parse)->at), instant ? "" : " wholly",
                              cell_date_in_words(arena, start));
        low = 0;
        cut = ", cut at the start";
    }
    if (reading->form == CELL_FORM_OPEN) {
        reading->distribution = distribution_shifted_exponential(low, parse->rules->open_years);
        reading->understood = arena_text(arena, "at least %s years from start (%s%s): that plus %s",
                                         years_in_words(parse, low), first, cut, exponential_in_words(parse));
    } else if (instant || low >= high) {
        reading->distribution = distribution_point(low);
        reading->understood = arena_text(arena, "%s year%s from start (%s%s)", years_in_words(parse, low),
                                         low == 1 ? "" : "s", first, parse->remark ? parse->remark : "");
    } else {
        reading->distribution = distribution_uniform(low, high);
        reading->understood =
            arena_text(arena, "uniform between %s and %s years from start (%s to %s%s%s)", years_in_words(parse, low),
                       years_in_words(parse, high), first, cell_date_in_words(arena, reading->high), cut,
                       parse->remark ? parse->remark : "");
    }
    return true;
}
