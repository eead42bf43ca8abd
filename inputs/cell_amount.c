/* Amounts: one end, or two with a dash; units, currency and magnitude of one end serve the other. */

#include "inputs/cell_amount.h"

#include "inputs/cell_amount_checks.h"
#include "inputs/cell_basis.h"
#include "inputs/cell_kinds.h"
#include "inputs/cell_locale.h"
#include "inputs/cell_meaning.h"
#include "inputs/cell_parse.h"

#include <math.h>
#include <string.h>

static const struct token *token_at(const struct cell_parse *parse, size_t index)
{
    return &parse->scan->token[index];
}

static double end_value(const struct cell_parse *parse, const struct amount_end *end)
{
    int shift = (end->magnitude ? end->magnitude->shift : 0) + (end->unit ? end->unit->shift : 0);
    double value = token_value(token_at(parse, end->number), shift);
    if (end->unit)
        value = value * end->unit->numerator / end->unit->denominator;
    return end->minus && value != 0 ? -value : value;
}

static bool take_currency(struct cell_parse *parse, struct amount_end *end)
{
    size_t took = 0;
    const struct token *token = cell_token(parse);
    const char *code = cell_currency(parse->arena, token, parse->rules->currency, &took);
    if (!parse->grammar->has_currency)
        return false;
    if (!code)
        return cell_locale_check_krone(parse) && cell_locale_glued(parse, &end->currency, &end->magnitude);
    /* The same one may stand before and behind: "$8B USD". */
    if (end->currency && strcmp(end->currency, code) != 0)
        return cell_fault(parse, token->at, "write one currency", "two currencies for one amount, %s and %s",
                          end->currency, code);
    end->currency = code;
    parse->next += took;
    return true;
}

/* "/10" or "out of 10". */
static bool take_out_of_ten(struct cell_parse *parse, struct amount_end *end)
{
    const struct token *slash = cell_token(parse);
    if (!parse->grammar->out_of_ten || !(cell_take_mark(parse, '/') || cell_take_words(parse, "out of")))
        return false;
    const struct token *ten = cell_token(parse);
    if (ten->type != TOKEN_NUMBER || token_value(ten, 0) != 10) {
        double scale = ten->type == TOKEN_NUMBER ? token_value(ten, 0) : 0;
        double score = token_value(token_at(parse, end->number), 0) / scale * 10;
        const char *help = parse->grammar->examples;
        if (score >= 0 && score <= 10)
            help = arena_text(parse->arena, "that is `%s/10`", cell_number_in_words(parse->arena, score));
        return cell_fault(parse, slash->at, help, "scores are out of ten");
    }
    parse->next++;
    end->out_of_ten = true;
    return true;
}

/* "+/-" at the next token; how many tokens it is. */
static size_t plus_minus_at(const struct cell_parse *parse)
{
    const struct token *token = cell_token(parse);
    if (token_is_mark(token, '^'))
        return 1;
    return token_is_mark(token, '+') && token_is_mark(token + 1, '/') && token_is_mark(token + 2, '-') ? 3 : 0;
}

static bool take_suffix(struct cell_parse *parse, struct amount_end *end)
{
    const struct token *token = cell_token(parse);
    if (token->type == TOKEN_END || plus_minus_at(parse))
        return false;
    const struct cell_unit *magnitude = parse->grammar->has_magnitude ? cell_unit_named(cell_magnitudes, token) : NULL;
    if (magnitude && !end->magnitude && !end->unit && !cell_locale_settled(parse))
        return false;
    if (magnitude && !end->magnitude && !end->unit) {
        end->magnitude = magnitude;
        parse->next++;
        return true;
    }
    const struct cell_unit *unit = cell_unit_named(parse->grammar->units, token);
    bool share = parse->grammar == &cell_grammars[CELL_SHARE];
    if (unit && !end->unit) {
        end->unit = unit;
        parse->next++;
        return true;
    }
    if (share && !end->unit && cell_take_words(parse, "per cent")) {
        end->unit = parse->grammar->units;
        return true;
    }
    static const char *const said_of_shares[] = {"chance",         "probability", "likely",    "likelihood",
                                                 "of base salary", "of base",     "of salary", "target"};
    for (size_t k = 0; share && end->unit && k < sizeof said_of_shares / sizeof *said_of_shares; k++)
        if (cell_take_words(parse, said_of_shares[k]))
            return true;
    if (!end->open && cell_take_open(parse)) {
        end->open = true;
        return true;
    }
    if (parse->rules->whole_company && !end->times &&
        (cell_take_words(parse, "x") || cell_take_words(parse, "times"))) {
        end->times = true;
        return true;
    }
    return take_currency(parse, end) || take_out_of_ten(parse, end);
}

static bool take_end(struct cell_parse *parse, struct amount_end *end)
{
    *end = (struct amount_end){.first = parse->next};
    bool sign = false;
    for (;;) {
        if (!sign && token_is_mark(cell_token(parse), '-'))
            end->minus = true;
        else if (sign || !token_is_mark(cell_token(parse), '+')) {
            if (take_currency(parse, end))
                continue;
            break;
        }
        sign = true;
        parse->next++;
    }
    const struct token *number = cell_token(parse);
    if (number->type != TOKEN_NUMBER)
        return cell_unexpected(parse, number);
    end->number = parse->next++;
    while (take_suffix(parse, end)) {
    }
    end->last = parse->next;
    return !parse->reading->fault;
}

/* "3 years from now", "2 years out". */
static void take_counted_from(struct cell_parse *parse)
{
    static const char *const phrases[] = {"from now", "from start", "from today", "from the start",
                                          "out",      "away",       "post start"};
    for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++)
        if (cell_take_words(parse, phrases[k]))
            return;
}

/* In a column of losses: "loss", "over 2-3 years". Left as a remark: the amount is the whole loss. */
static void take_loss_remarks(struct cell_parse *parse)
{
    if (!parse->rules->loss_column)
        return;
    while (cell_take_words(parse, "loss") || cell_take_words(parse, "lost") || cell_take_words(parse, "cost")) {
    }
    if (!cell_take_words(parse, "over"))
        return;
    struct cell_rules rules = cell_rules_usual();
    struct cell_reading ignored = {0};
    struct cell_parse period = *parse;
    period.rules = &rules;
    period.grammar = &cell_grammars[CELL_DURATION];
    period.reading = &ignored;
    bool within = false;
    if (cell_amount(&period, &within))
        parse->next = period.next;
    else
        parse->next--;
}

static void lend(struct amount_end *to, const struct amount_end *from, bool *lent)
{
    if (!to->currency)
        to->currency = from->currency;
    bool wants_magnitude = !to->magnitude && from->magnitude && !to->unit;
    if (wants_magnitude)
        to->magnitude = from->magnitude;
    bool wants_unit = !to->unit && from->unit;
    if (wants_unit)
        to->unit = from->unit;
    *lent = *lent || wants_magnitude || wants_unit;
}

/* A loss is told by its size: "-$100K to $150K" is from 100K to 150K, and so is "-$150K to -$100K". */
static void as_loss(const struct cell_parse *parse, double *low, double *high)
{
    if (!parse->rules->loss_column || *low >= 0)
        return;
    double first = fabs(*low), second = fabs(*high);
    bool both = *high < 0;
    *low = both && second < first ? second : first;
    *high = both && second < first ? first : second;
}

/* Where the range is said by its middle, the second number is how far the ends are from it. */
static void ends_of(struct cell_parse *parse, const struct amount *amount, bool by_middle, double *low, double *high)
{
    double first = end_value(parse, &amount->low), second = end_value(parse, &amount->high);
    *low = by_middle ? first - second : first;
    *high = by_middle ? first + second : second;
    as_loss(parse, low, high);
}

/* What is said of a number that could be another one; NULL: nothing. */
static const char *separator_taken(const struct cell_parse *parse, const struct token *number)
{
    if (number->taken_group)
        return arena_text(parse->arena, ", with `%c` taken as between thousands", number->taken_group);
    if (number->taken_decimal)
        return arena_text(parse->arena, ", with `%c` taken as before decimals", number->taken_decimal);
    return NULL;
}

/* "90 / 140 / 300", "$90M; $300M", "90 -> 300": which of them is meant nothing says, so it is asked. */
static bool several_values(struct cell_parse *parse)
{
    const struct token *token = cell_token(parse), *first = token, *last = NULL;
    const struct scan *scan = parse->scan;
    for (; token->type != TOKEN_END; token++) {
        bool mark = token->type == TOKEN_OTHER || token_is_mark(token, '/') || token_is_mark(token, ';') ||
                    token_is_mark(token, '-') || token_is_word(token, "to");
        if (mark && (token[1].type == TOKEN_NUMBER || token[1].type == TOKEN_SYMBOL))
            last = token;
    }
    if (!last || !parse->grammar->has_currency)
        return false;
    const char *text = scan->text;
    parse->reading->meant = arena_text(parse->arena, "%.*s - %s", (int)first->at, text, text + last->end);
    return !cell_fault(parse, first->at, "write the range that is meant, or one value", "`%s` holds several values",
                       scan_quote(parse->arena, scan, 0, scan->token[scan->count].at));
}

bool cell_amount(struct cell_parse *parse, bool *within)
{
    struct amount amount = {0};
    enum cell_bound bound = cell_take_bound(parse);
    if (!take_end(parse, &amount.low))
        return false;
    amount.high = amount.low;
    size_t plus_minus = bound == BOUND_NONE ? plus_minus_at(parse) : 0;
    parse->next += plus_minus;
    if (plus_minus || cell_take_range(parse, bound == BOUND_BETWEEN)) {
        amount.range = true;
        if (!take_end(parse, &amount.high))
            return false;
        lend(&amount.low, &amount.high, &amount.lent);
        lend(&amount.high, &amount.low, &amount.lent);
    }
    take_loss_remarks(parse);
    bool duration = parse->grammar->units == cell_duration_units;
    if ((bound == BOUND_FROM && !amount.range) || (bound == BOUND_AFTER && duration))
        bound = BOUND_LOWER;
    if (duration && (bound == BOUND_BY || bound == BOUND_BEFORE ||
                     (bound == BOUND_UPPER && parse->grammar == &cell_grammars[CELL_TIMELINE])))
        bound = BOUND_WITHIN;
    double factor = 1;
    if (!cell_basis_take(parse, amount.low.times || amount.high.times, &factor))
        return false;
    if (duration)
        take_counted_from(parse);
    *within = bound == BOUND_WITHIN;
    bool out_of_place = (*within || bound >= BOUND_BY) && !duration;
    if (!out_of_place && cell_token(parse)->type != TOKEN_END && several_values(parse))
        return false;
    if (cell_token(parse)->type != TOKEN_END || (bound == BOUND_BETWEEN && !amount.range) || out_of_place)
        return cell_unexpected(parse, out_of_place ? token_at(parse, 0) : cell_token(parse));
    amount.open = bound == BOUND_LOWER || amount.low.open || amount.high.open;
    double low = 0, high = 0;
    ends_of(parse, &amount, plus_minus > 0, &low, &high);
    low *= factor;
    high *= factor;
    if (!cell_amount_holds(parse, &amount, bound, low, high))
        return false;
    struct cell_reading *reading = parse->reading;
    if (bound == BOUND_UPPER) {
        if (amount.range)
            return cell_fault(parse, token_at(parse, 0)->at, parse->grammar->examples,
                              "an upper bound takes one value");
        low = 0;
    }
    if (amount.open && parse->grammar == &cell_grammars[CELL_SHARE]) {
        amount.open = false;
        high = 1;
    }
    reading->form = amount.open ? CELL_FORM_OPEN : low < high ? CELL_FORM_RANGE : CELL_FORM_POINT;
    reading->low = low;
    reading->high = amount.open ? HUGE_VAL : high;
    if (!parse->remark)
        parse->remark = separator_taken(parse, token_at(parse, amount.low.number));
    if (!parse->remark)
        parse->remark = separator_taken(parse, token_at(parse, amount.high.number));
    reading->assumed = reading->form != CELL_FORM_POINT || amount.lent || parse->remark;
    return true;
}
