#include "inputs/cell_odds.h"

#include <math.h>
#include <string.h>

static bool ambiguous(struct cell_parse *parse, double first, double second)
{
    struct arena *arena = parse->arena;
    return cell_fault(
        parse, parse->scan->token[0].at,
        arena_text(arena, "write `%s%%`, or the share that is meant",
                   cell_number_in_words(arena, 100 * first / (first + second))),
        "`%s` is not one share",
        scan_quote(arena, parse->scan, parse->scan->token[0].at, parse->scan->token[parse->scan->count].at));
}

static bool is_between(struct cell_parse *parse)
{
    size_t from = parse->next;
    cell_take_mark(parse, '-');
    if (cell_take_words(parse, "in") || cell_take_words(parse, "out of") || cell_take_words(parse, "of")) {
        cell_take_mark(parse, '-');
        return true;
    }
    parse->next = from;
    return cell_take_mark(parse, '/');
}

/* "half", "one third", "a quarter", "even". */
static bool take_fraction_word(struct cell_parse *parse)
{
    static const struct {
        const char *words;
        double share;
    } fractions[] = {{"half", 0.5},     {"even", 0.5},  {"evens", 0.5}, {"third", 1.0 / 3},
                     {"quarter", 0.25}, {"fifth", 0.2}, {"tenth", 0.1}};
    size_t from = parse->next;
    cell_take_words(parse, "a");
    if (cell_token(parse)->type == TOKEN_NUMBER && strcmp(cell_token(parse)->word, "1") == 0)
        parse->next++;
    for (size_t k = 0; k < sizeof fractions / sizeof *fractions; k++) {
        if (!cell_take_words(parse, fractions[k].words) || cell_token(parse)->type != TOKEN_END)
            continue;
        parse->reading->low = parse->reading->high = fractions[k].share;
        parse->reading->form = CELL_FORM_POINT;
        parse->reading->assumed = true;
        return true;
    }
    parse->next = from;
    return false;
}

bool cell_odds(struct cell_parse *parse, bool *told)
{
    if (take_fraction_word(parse)) {
        *told = true;
        return true;
    }
    size_t from = parse->next;
    enum cell_bound bound = cell_take_bound(parse);
    const struct token *first = cell_token(parse);
    *told = false;
    parse->next++;
    bool ratio = first->type == TOKEN_NUMBER && cell_take_mark(parse, ':');
    bool fraction = first->type == TOKEN_NUMBER && !ratio && is_between(parse);
    const struct token *second = cell_token(parse);
    if (bound != BOUND_NONE || (!ratio && !fraction) || second->type != TOKEN_NUMBER) {
        parse->next = from;
        return true;
    }
    parse->next++;
    *told = true;
    double a = token_value(first, 0), b = token_value(second, 0), share;
    bool against = cell_take_words(parse, "against"), on = !against && cell_take_words(parse, "on");
    if (cell_token(parse)->type != TOKEN_END)
        return cell_unexpected(parse, cell_token(parse));
    if (a < 0 || b <= 0 || !isfinite(a) || !isfinite(b))
        return cell_fault(parse, first->at, parse->grammar->examples, "odds need two numbers above zero");
    if (ratio && !against && !on)
        return ambiguous(parse, a, b);
    if (fraction && (a >= b || a + b == 100)) /* "50/50" is a half, not one */
        return ambiguous(parse, a, b);
    share = ratio ? (against ? b : a) / (a + b) : a / b;
    parse->reading->low = parse->reading->high = share;
    parse->reading->form = CELL_FORM_POINT;
    parse->reading->assumed = true;
    return true;
}
