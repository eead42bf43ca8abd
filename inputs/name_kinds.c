/* What a row's name says of its kind, by whole words, in the stated order; and the horizon in the name of a layoff. */
#include "inputs/offer_reader.h"

#include <ctype.h>
#include <string.h>

/* Whether a word of the name is no money, in any currency: "$0", "US$0", "EUR0", "0 €", "£0.00". */
static bool says_zero(struct arena *arena, const char *name)
{
    static const char blanks[] = " \t", around[] = " \t()[],;:.\"'";
    const struct cell_rules rules = {.tail_index = 3, .open_years = 2};
    for (const char *at = name; *(at += strspn(at, around)); at += strcspn(at, blanks)) {
        size_t length = strcspn(at, blanks);
        while (length > 1 && strchr(around, at[length - 1]))
            length--;
        struct cell_reading reading = cell_read(arena, arena_copy(arena, at, length), CELL_MONEY, &rules);
        if (!reading.fault && reading.form == CELL_FORM_POINT && reading.low == 0)
            return true;
    }
    return false;
}

/* A name as lower-case words between single spaces, with one in front and one behind: " m&a sale ". Marks inside a word
 * ("wind-down", "below-market") separate words; & $ % do not. */
static const char *as_words(struct arena *arena, const char *name)
{
    char *words = arena_alloc(arena, strlen(name) + 3, 1);
    size_t length = 0;
    words[length++] = ' ';
    for (const char *c = name; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool in_word = isalnum(byte) || byte >= 0x80 || strchr("&$%", byte);
        if (in_word)
            words[length++] = (char)tolower(byte);
        else if (words[length - 1] != ' ' && byte != '\'')
            words[length++] = ' ';
    }
    if (words[length - 1] != ' ')
        words[length++] = ' ';
    return words;
}

struct kind_rule {
    int kind;
    const char *name;
    const char *const *patterns; /* " word " is whole, " word" a beginning; "a+b": both; NULL at the end */
};

static const char *const failure[] = {" fail", " bankrupt", " shut ", " shutdown ", " wind down ", " winddown ", NULL};
static const char *const acquisition[] = {" acqui", " merger ", " buyout ", " buy out ", " sale ", " m&a ", NULL};
static const char *const ipo[] = {" ipo ", " public ", " listing ", NULL};
static const struct kind_rule exit_rules[] = {{EXIT_KIND_FAILURE, "failure", failure},
                                              {EXIT_KIND_ACQUISITION, "acquisition", acquisition},
                                              {EXIT_KIND_IPO, "ipo", ipo}};

static const char *const elimination[] = {" elimination ", " eliminated ", " acqui", NULL};
static const char *const layoff[] = {" layoff ", " layoffs ", " lay off ", " lay offs ", " laid off ", NULL};
static const char *const stagnation[] = {" stagnation ", " stagnates ",    " stagnant ",
                                         " zombie ",     " no liquidity ", NULL};
static const char *const equity_zero[] = {" equity + zero ", " equity + worthless ", " equity + wiped ",
                                          " equity + nothing ", NULL};
static const char *const cost[] = {" cost ", " costs ", " below market ", " underpaid ", NULL};
static const struct kind_rule risk_rules[] = {{RISK_ELIMINATION, "elimination", elimination},
                                              {RISK_LAYOFF, "layoff", layoff},
                                              {RISK_STAGNATION, "stagnation", stagnation},
                                              {RISK_EQUITY_ZERO, "equity_zero", equity_zero},
                                              {RISK_COST, "cost", cost}};

static bool fits(const char *words, const char *pattern)
{
    const char *plus = strchr(pattern, '+');
    if (!plus)
        return strstr(words, pattern);
    char first[32];
    size_t length = (size_t)(plus - pattern);
    memcpy(first, pattern, length);
    first[length] = '\0';
    return strstr(words, first) && strstr(words, plus + 1);
}

static bool rule_fits(const struct kind_rule *rule, const char *words)
{
    for (const char *const *pattern = rule->patterns; *pattern; pattern++) {
        if (fits(words, *pattern))
            return true;
    }
    return false;
}

/* The first rule that fits, or NULL; a second one is worth a warning. */
static const struct kind_rule *kind_of(struct reader *reader, const struct node *row, const char *name,
                                       const char *words, const struct kind_rule *rules, size_t count)
{
    const struct kind_rule *first = NULL;
    const struct node *at = node_member(row, "name");
    for (size_t i = 0; i < count; i++) {
        if (!rule_fits(&rules[i], words))
            continue;
        if (first) {
            reader_warn(reader, at, "the name \"%s\" fits both %s and %s: %s is taken; add `kind` to say it", name,
                        first->name, rules[i].name, first->name);
            break;
        }
        first = &rules[i];
    }
    return first;
}

void exit_kind_from_name(struct reader *reader, const struct node *row, struct exit_row *exit)
{
    exit->kind = EXIT_KIND_INDEPENDENT;
    if (!exit->name)
        return;
    const struct kind_rule *rule = kind_of(reader, row, exit->name, as_words(reader->arena, exit->name), exit_rules,
                                           sizeof exit_rules / sizeof *exit_rules);
    if (rule)
        exit->kind = (enum exit_kind)rule->kind;
    reader_assume(reader, node_member(row, "name"), "\"%s\" is of the kind %s, %s", exit->name,
                  rule ? rule->name : "independent", rule ? "from its name" : "as its name tells no other");
}

void risk_kind_from_name(struct reader *reader, const struct node *row, struct risk_row *risk)
{
    risk->kind = RISK_COST; /* the one that is not simulated, until it is known */
    if (!risk->name)
        return;
    const struct node *at = node_member(row, "name");
    const char *words = as_words(reader->arena, risk->name);
    if (says_zero(reader->arena, risk->name))
        words = arena_text(reader->arena, "%szero ", words);
    const struct kind_rule *rule =
        kind_of(reader, row, risk->name, words, risk_rules, sizeof risk_rules / sizeof *risk_rules);
    if (!rule) {
        reader_error(reader, at, "add `kind`: elimination, layoff, stagnation, equity_zero or cost",
                     "the name \"%s\" tells no kind of risk", risk->name);
        risk->name = NULL; /* nothing more is asked of this row */
        return;
    }
    risk->kind = (enum risk_kind)rule->kind;
    reader_assume(reader, at, "\"%s\" is of the kind %s, from its name", risk->name, rule->name);
}

/* The number with its unit that stands somewhere in the name: "18 months", "18-month", "1-2 years". */
bool horizon_from_name(struct reader *reader, const char *name, double *years)
{
    for (const char *c = name; *c; c++) {
        if (!isdigit((unsigned char)*c) || (c > name && (isalnum((unsigned char)c[-1]) || c[-1] == '.')))
            continue;
        const char *end = c;
        while (*end && !isalpha((unsigned char)*end))
            end++;
        const char *unit = end;
        while (isalpha((unsigned char)*end))
            end++;
        char *text = arena_copy(reader->arena, c, (size_t)(end - c));
        if (unit > c && unit[-1] == '-') /* "18-month" */
            text[unit - c - 1] = ' ';
        struct cell_reading reading = cell_read(reader->arena, text, CELL_DURATION, &reader->rules);
        if (reading.fault || end == unit)
            continue;
        *years = distribution_mean(&reading.distribution);
        return *years > 0;
    }
    return false;
}
