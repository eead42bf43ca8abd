#include "inputs/cell_amount_checks.h"

#include "inputs/cell_kinds.h"
#include "inputs/cell_meaning.h"
#include "inputs/cell_stretch.h"

#include <math.h>
#include <string.h>

static const struct token *token_at(const struct cell_parse *parse, size_t index)
{
    return &parse->scan->token[index];
}

static const char *slice(const struct cell_parse *parse, size_t first, size_t last)
{
    size_t at = token_at(parse, first)->at, end = last > first ? token_at(parse, last - 1)->end : at;
    return scan_quote(parse->arena, parse->scan, at, end);
}

/* The bytes from the end of token `first` to the start of token `last`. */
static const char *gap(const struct cell_parse *parse, size_t first, size_t last)
{
    return scan_quote(parse->arena, parse->scan, token_at(parse, first)->end, token_at(parse, last)->at);
}

/* The range with its ends exchanged: only the numbers when both ends have the same unit, else the whole ends. */
static const char *swapped(struct cell_parse *parse, const struct amount *amount)
{
    const struct amount_end *low = &amount->low, *high = &amount->high;
    struct arena *arena = parse->arena;
    if (low->magnitude == high->magnitude && low->unit == high->unit && low->minus == high->minus) {
        const char *before =
            scan_quote(arena, parse->scan, token_at(parse, low->first)->at, token_at(parse, low->number)->at);
        const char *behind =
            scan_quote(arena, parse->scan, token_at(parse, high->number)->end, token_at(parse, high->last - 1)->end);
        return arena_text(arena, "`%s%s%s%s%s`", before, slice(parse, high->number, high->number + 1),
                          gap(parse, low->number, high->number), slice(parse, low->number, low->number + 1), behind);
    }
    return arena_text(arena, "`%s%s%s`", slice(parse, high->first, high->last), gap(parse, low->last - 1, high->first),
                      slice(parse, low->first, low->last));
}

/* "$800-1.2B": the lent magnitude made the low end too large; the largest one that fits is meant. NULL: none is. */
static const char *smaller_magnitude(struct cell_parse *parse, const struct amount *amount, double high)
{
    const struct amount_end *low = &amount->low;
    size_t behind = low->number + 1;
    bool own = behind < low->last && cell_unit_named(cell_magnitudes, token_at(parse, behind)) != NULL;
    if (own || !low->magnitude)
        return NULL;
    struct arena *arena = parse->arena;
    const struct token *number = token_at(parse, low->number);
    const char *before = scan_quote(arena, parse->scan, token_at(parse, low->first)->at, number->at);
    const char *behind_text = scan_quote(arena, parse->scan, number->end, token_at(parse, amount->high.last - 1)->end);
    for (size_t k = (size_t)(low->magnitude - cell_magnitudes); k > 0; k--) {
        if (token_value(number, cell_magnitudes[k - 1].shift) <= high)
            return arena_text(arena, "`%s%s%s%s`", before, slice(parse, low->number, behind),
                              cell_magnitudes[k - 1].letter, behind_text);
    }
    double thousands = token_value(number, -3);
    if (thousands < 1 || token_value(number, 0) > high)
        return NULL;
    return arena_text(arena, "`%s%sK%s`", before, cell_number_in_words(arena, thousands), behind_text);
}

static bool reversed(struct cell_parse *parse, const struct amount *amount, double low, double high)
{
    struct arena *arena = parse->arena;
    const char *smaller = smaller_magnitude(parse, amount, high);
    const char *exchanged = swapped(parse, amount);
    /* "$12-8B" is a slip of order, "$800-1.2B" one of magnitude; between, both are told. */
    double ratio = low / high;
    const char *help = !smaller || ratio < 10 ? arena_text(arena, "did you mean %s?", exchanged)
                       : ratio >= 100         ? arena_text(arena, "did you mean %s?", smaller)
                                              : arena_text(arena, "did you mean %s or %s?", smaller, exchanged);
    return cell_fault(parse, token_at(parse, amount->low.first)->at, help,
                      "`%s` has its ends reversed: it reads from %s to %s",
                      slice(parse, amount->low.first, amount->high.last), cell_value_in_words(parse, low),
                      cell_value_in_words(parse, high));
}

static bool check_currency(struct cell_parse *parse, const struct amount *amount)
{
    const char *low = amount->low.currency, *high = amount->high.currency, *file = parse->rules->currency;
    size_t at = token_at(parse, amount->low.first)->at;
    if (low && high && strcmp(low, high) != 0)
        return cell_fault(parse, at, "write both ends in one currency", "the ends are in two currencies, %s and %s",
                          low, high);
    parse->reading->currency = low;
    if (low && file && strcmp(low, file) != 0)
        return cell_fault(parse, at, arena_text(parse->arena, "convert it to %s; one offer has one currency", file),
                          "`%s` is in %s, but the offer's currency is %s",
                          slice(parse, amount->low.first, amount->high.last), low, file);
    return true;
}

/* A bare share: refused where "0.01" may be meant as 0.01%, an error above 1. */
static bool check_bare_share(struct cell_parse *parse, const struct amount *amount, double low, double high)
{
    if (parse->grammar != &cell_grammars[CELL_SHARE] || amount->low.unit)
        return true;
    struct arena *arena = parse->arena;
    const struct token *number = token_at(parse, amount->low.number);
    const char *text = slice(parse, amount->low.first, amount->high.last);
    bool too_large = fabs(low) > 1 || fabs(high) > 1;
    const char *as_percent = arena_text(arena, "`%s%%`", text);
    const char *as_fraction = arena_text(arena, "`%s%%`", cell_number_in_words(arena, token_value(number, 2)));
    if (amount->range)
        as_fraction = arena_text(arena, "`%s-%s%%`", cell_number_in_words(arena, token_value(number, 2)),
                                 cell_number_in_words(arena, token_value(token_at(parse, amount->high.number), 2)));
    if (parse->rules->bare_refused && strcmp(as_percent, as_fraction) == 0)
        return cell_fault(parse, number->at, arena_text(arena, "write %s", as_percent),
                          "`%s` is a bare number; here a share has its %% sign", text);
    if (parse->rules->bare_refused && !too_large)
        return cell_fault(parse, number->at, arena_text(arena, "write %s or %s", as_percent, as_fraction),
                          "`%s` is a bare number: it could be %s or %s", text, as_percent, as_fraction);
    if (parse->rules->bare_refused || too_large)
        return cell_fault(parse, number->at, arena_text(arena, "did you mean %s?", as_percent),
                          "`%s` is not a share: without a %% sign it is a fraction from 0 to 1", text);
    return true;
}

/* A number of years that was meant for a year: 1899, 2027.5, 0001. */
static bool is_year_like(const struct cell_parse *parse, const struct amount_end *end)
{
    const struct token *number = token_at(parse, end->number);
    return number->digits == 4 || token_value(number, 0) >= 1000;
}

static bool check_ends(struct cell_parse *parse, const struct amount *amount, double low, double high)
{
    size_t at = token_at(parse, amount->low.first)->at;
    if (!isfinite(low) || !isfinite(high))
        return cell_fault(parse, at, parse->grammar->examples, "`%s` is too large a number",
                          slice(parse, amount->low.first, amount->high.last));
    if (!parse->grammar->may_be_negative && (low < 0 || high < 0))
        return cell_fault(parse, at, parse->grammar->examples, "%s can't be negative", parse->grammar->name);
    if (parse->grammar->out_of_ten && (low > 10 || high > 10))
        return cell_fault(parse, at, parse->grammar->examples, "`%s` is above ten; scores are out of ten",
                          slice(parse, amount->low.first, amount->high.last));
    bool bare = parse->grammar->units == cell_duration_units && !amount->low.unit;
    if (bare && parse->grammar != &cell_grammars[CELL_TIMELINE] && cell_stretch_told(parse->scan))
        return cell_fault(parse, at, parse->grammar->examples, "`%s` is a calendar date; a duration is wanted",
                          slice(parse, amount->low.first, amount->high.last));
    if (bare && (is_year_like(parse, &amount->low) || is_year_like(parse, &amount->high)))
        return cell_fault(parse, at,
                          "a year has four digits, 1900 to 2999; a duration so long has a unit: `1000 years`",
                          "`%s` is not a year, and a duration of so many years can't be meant",
                          slice(parse, amount->low.first, amount->high.last));
    return check_bare_share(parse, amount, low, high);
}

/* A company is never worth less than nothing, and a share is from 0% to 100%: an upper bound alone is a range. */
static bool has_floor(const struct cell_parse *parse)
{
    return parse->grammar == &cell_grammars[CELL_SHARE] || parse->grammar == &cell_grammars[CELL_MONEY];
}

static bool check_open(struct cell_parse *parse, const struct amount *amount, enum cell_bound bound, double low)
{
    struct arena *arena = parse->arena;
    const char *end = slice(parse, amount->low.first, amount->low.last);
    size_t at = token_at(parse, amount->low.first)->at;
    if (bound == BOUND_UPPER && !has_floor(parse))
        return cell_fault(parse, token_at(parse, 0)->at, arena_text(arena, "write both ends, for example `0-%s`", end),
                          "`%s` is an upper bound without a lower end", slice(parse, 0, amount->high.last));
    if (!amount->open)
        return true;
    if (amount->range)
        return cell_fault(parse, at, arena_text(arena, "write the range without `+`, or the bound alone with it"),
                          "`%s` is a range and open as well", slice(parse, amount->low.first, amount->high.last));
    if (parse->grammar == &cell_grammars[CELL_SHARE] && bound == BOUND_LOWER && !parse->rules->bare_refused)
        return true; /* ">90%": up to 100% */
    if (!parse->grammar->may_be_open)
        return cell_fault(parse, at, parse->grammar->examples, "`%s` is open, but %s needs both ends",
                          slice(parse, 0, amount->high.last), parse->grammar->name);
    if (!parse->grammar->keeps_uniform && low <= 0)
        return cell_fault(parse, at, parse->grammar->examples, "an open amount needs a bound above zero");
    return true;
}

/* "62.000": in half of the world sixty-two thousand. A magnitude behind it tells enough where the currency is one that
 * is written with points. */
static bool check_groups(struct cell_parse *parse, const struct amount_end *end)
{
    static const char comma_countries[] =
        " EUR CHF DKK NOK SEK PLN CZK HUF RON BGN ISK RUB UAH TRY BRL ARS CLP COP UYU IDR "
        "VND ";
    enum { GROUP_DIGITS = 3 };
    const struct token *number = token_at(parse, end->number);
    size_t lead = strcspn(number->word, ".");
    bool group = lead >= 1 && lead <= GROUP_DIGITS && number->word[0] != '0' && number->word[lead] == '.' &&
                 strlen(number->word + lead + 1) == GROUP_DIGITS;
    bool count = parse->grammar == &cell_grammars[CELL_COUNT] && !end->magnitude; /* nobody counts 1.5 shares so */
    if (!group || parse->rules->doubt == DOUBT_NONE || parse->rules->commas != COMMA_GROUPS ||
        !(parse->grammar->has_currency || count))
        return true;
    const char *currency = end->currency ? end->currency : parse->rules->currency;
    bool comma_country = currency && strstr(comma_countries, currency);
    if (!comma_country && !count && (end->magnitude || parse->rules->doubt != DOUBT_ALWAYS))
        return true;
    struct arena *arena = parse->arena;
    const char *small = arena_copy(arena, number->word, lead + 1 + GROUP_DIGITS - 1);
    const char *large = arena_text(arena, "%.*s,%s", (int)lead, number->word, number->word + lead + 1);
    const struct scan *scan = parse->scan;
    parse->reading->meant = arena_text(arena, "%.*s%s%s", (int)number->at, scan->text, large, scan->text + number->end);
    return cell_fault(parse, number->at,
                      arena_text(arena,
                                 "--decimals comma (or point) says it for all of the file; or write `%s` or `%s`",
                                 large, small),
                      "`%s` could be %s or %s: no other number tells whether a point stands before decimals",
                      number->word, large, small);
}

bool cell_amount_holds(struct cell_parse *parse, const struct amount *amount, enum cell_bound bound, double low,
                       double high)
{
    if (!check_groups(parse, &amount->low) || !check_groups(parse, &amount->high) || !check_currency(parse, amount) ||
        !check_open(parse, amount, bound, low) || !check_ends(parse, amount, low, high))
        return false;
    return low <= high || reversed(parse, amount, low, high);
}
