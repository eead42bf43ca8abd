/* Steps of a reading that amounts and dates share. */

#include "inputs/cell_parse.h"

#include <string.h>

bool cell_fault(struct cell_parse *parse, size_t at, const char *help, const char *format, ...)
{
    if (parse->reading->fault)
        return false;
    va_list arguments;
    va_start(arguments, format);
    parse->reading->fault = arena_vtext(parse->arena, format, arguments);
    va_end(arguments);
    parse->reading->fault_offset = at;
    parse->reading->help = help;
    return false;
}

bool cell_unexpected(struct cell_parse *parse, const struct token *token)
{
    const char *name = parse->grammar->name, *examples = parse->grammar->examples;
    if (token->type != TOKEN_END)
        return cell_fault(parse, token->at, examples, "`%s` does not belong in %s here",
                          scan_quote(parse->arena, parse->scan, token->at, token->end), name);
    if (parse->scan->count == 0)
        return cell_fault(parse, 0, examples, "there is no text where %s is wanted", name);
    return cell_fault(parse, token->at, examples, "`%s` ends before it is %s",
                      scan_quote(parse->arena, parse->scan, 0, token->at), name);
}

const struct token *cell_token(const struct cell_parse *parse)
{
    return &parse->scan->token[parse->next];
}

bool cell_take_mark(struct cell_parse *parse, char mark)
{
    if (!token_is_mark(cell_token(parse), mark))
        return false;
    parse->next++;
    return true;
}

bool cell_take_words(struct cell_parse *parse, const char *words)
{
    size_t next = parse->next;
    for (const char *word = words; *word;) {
        size_t length = strcspn(word, " ");
        const struct token *token = &parse->scan->token[next];
        if (token->type != TOKEN_WORD || strlen(token->word) != length || memcmp(token->word, word, length) != 0)
            return false;
        next++;
        word += length + (word[length] == ' ' ? 1 : 0);
    }
    parse->next = next;
    return true;
}

static bool take_any(struct cell_parse *parse, const char *const *phrases)
{
    for (; *phrases; phrases++)
        if (cell_take_words(parse, *phrases))
            return true;
    return false;
}

bool cell_take_range(struct cell_parse *parse, bool between)
{
    static const char *const words[] = {"to", "or", "a", "bis", "ate", "hasta", "tot", "through", NULL};
    const struct token *token = cell_token(parse);
    if (token_is_word(token, "a") && token[1].type != TOKEN_NUMBER && token[1].type != TOKEN_SYMBOL)
        return false; /* "$120,000 a year" */
    return cell_take_mark(parse, '-') || take_any(parse, words) || (between && cell_take_words(parse, "and"));
}

bool cell_take_open(struct cell_parse *parse)
{
    static const char *const phrases[] = {
        "or more",    "and more", "or above", "and above", "and up", "or later",        "and later",   "or longer",
        "and beyond", "onward",   "onwards",  "or beyond", "plus",   "at the earliest", "at earliest", NULL};
    return cell_take_mark(parse, '+') || take_any(parse, phrases);
}

enum cell_bound cell_take_bound(struct cell_parse *parse)
{
    static const char *const hedges[] = {"about", "around",    "approx", "approximately", "roughly", "circa", "ca",
                                         "c",     "estimated", "est",    "expected",      "target",  NULL};
    static const char *const lower[] = {"at least",     "over", "more than", "above", "greater than",
                                        "no less than", "min",  "minimum",   NULL};
    static const char *const upper[] = {"up to",        "under", "less than", "below", "at most",
                                        "no more than", "max",   "maximum",   NULL};
    static const char *const from[] = {
        "starting from",    "starting in", "starting",    "from",     "since", "no earlier than",
        "not earlier than", "not before",  "earliest in", "earliest", NULL};
    static const char *const by[] = {"by the",         "by", "until the", "until", "till", "no later than",
                                     "not later than", NULL};
    while (take_any(parse, hedges)) {
    }
    enum cell_bound bound = BOUND_NONE;
    if (cell_take_mark(parse, '>'))
        bound = BOUND_LOWER;
    else if (cell_take_mark(parse, '<'))
        bound = BOUND_UPPER;
    if (bound != BOUND_NONE)
        cell_take_mark(parse, '=');
    else if (take_any(parse, lower))
        bound = BOUND_LOWER;
    else if (take_any(parse, upper))
        bound = BOUND_UPPER;
    else if (cell_take_words(parse, "within"))
        bound = BOUND_WITHIN;
    else if (cell_take_words(parse, "between"))
        bound = BOUND_BETWEEN;
    else if (take_any(parse, from))
        bound = BOUND_FROM;
    else if (take_any(parse, by))
        bound = BOUND_BY;
    else if (cell_take_words(parse, "before") || cell_take_words(parse, "pre"))
        bound = BOUND_BEFORE;
    else if (cell_take_words(parse, "after") || cell_take_words(parse, "post"))
        bound = BOUND_AFTER;
    else
        cell_take_words(parse, "in");
    while (take_any(parse, hedges)) {
    }
    return bound;
}
