/* What a row's name says of its kind, by whole words, in the stated order; and the horizon in the name of a layoff. */
#include "inputs/name_kinds.h"

#include "inputs/cell_memo.h"
#include "inputs/offer_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Whether a word of the name is no money, in any currency: "$0", "US$0", "EUR0", "0 €", "£0.00". */
static bool says_zero(struct arena *arena, struct cell_memo *memo, const char *name)
{
    static const char blanks[] = " \t", around[] = " \t()[],;:.\"'";
    struct cell_rules rules = cell_rules_usual();
    rules.memo = memo;
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
    const char *patterns;
};

#define EXIT_KIND(kind, patterns)
#define RISK_KIND(kind, patterns)
#define NAME_PASSED_OVER(phrases) phrases "|"
static const char passed_over[] =
#include "inputs/name_kinds.def"
    "";
#undef NAME_PASSED_OVER
#undef EXIT_KIND
#define NAME_PASSED_OVER(phrases)
#define EXIT_KIND(kind, patterns) {EXIT_KIND_##kind, #kind, patterns},
static const struct kind_rule exit_rules[] = {
#include "inputs/name_kinds.def"
};
#undef EXIT_KIND
#undef RISK_KIND
#define EXIT_KIND(kind, patterns)
#define RISK_KIND(kind, patterns) {RISK_##kind, #kind, patterns},
static const struct kind_rule risk_rules[] = {
#include "inputs/name_kinds.def"
};
#undef EXIT_KIND
#undef RISK_KIND
#undef NAME_PASSED_OVER

/* "EQUITY_ZERO" as an offer writes it. */
static const char *written(struct arena *arena, const struct kind_rule *rule)
{
    char *name = arena_copy(arena, rule->name, strlen(rule->name));
    for (char *c = name; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return name;
}

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
    char pattern[64];
    for (const char *at = rule->patterns; *at;) {
        size_t length = strcspn(at, "|");
        if (length < sizeof pattern) {
            memcpy(pattern, at, length);
            pattern[length] = '\0';
            if (fits(words, pattern))
                return true;
        }
        at += length + (at[length] == '|');
    }
    return false;
}

static void blank(char *from, size_t length)
{
    memset(from, '|', length); /* not a blank: what stood on both sides is no phrase now */
}

/* The words without what says nothing of a kind, or its opposite. */
static const char *without_passed_over(struct arena *arena, const char *words)
{
    static const char *const negations[] = {" no ", " not ", " never ", " without "};
    char *left = arena_copy(arena, words, strlen(words)), phrase[64];
    for (const char *at = passed_over; *at;) {
        size_t length = strcspn(at, "|");
        memcpy(phrase, at, length < sizeof phrase ? length : 0);
        phrase[length < sizeof phrase ? length : 0] = '\0';
        for (char *found = left; *phrase && (found = strstr(found, phrase)) != NULL;)
            blank(found + 1, strlen(phrase) - 2);
        at += length + (at[length] == '|');
    }
    for (size_t k = 0; k < sizeof negations / sizeof *negations; k++) {
        for (char *found = left; (found = strstr(found, negations[k])) != NULL;) {
            char *next = found + strlen(negations[k]);
            size_t length = strcspn(next, " ");
            bool article = strncmp(next, "a ", 2) == 0 || strncmp(next, "an ", 3) == 0 || strncmp(next, "the ", 4) == 0;
            length += article ? 1 + strcspn(next + length + 1, " ") : 0;
            blank(found + 1, (size_t)(next - found) - 1 + length);
        }
    }
    return left;
}

/* The first rule that fits, or NULL; *second: another one that fits too. */
static const struct kind_rule *first_rule(const char *words, const struct kind_rule *rules, size_t count,
                                          const struct kind_rule **second)
{
    const struct kind_rule *first = NULL;
    *second = NULL;
    for (size_t i = 0; i < count && !*second; i++) {
        if (!rule_fits(&rules[i], words))
            continue;
        if (first)
            *second = &rules[i];
        else
            first = &rules[i];
    }
    return first;
}

static void warn_of_two(struct reader *reader, const struct node *row, const char *name, const struct kind_rule *first,
                        const struct kind_rule *second)
{
    reader_warn(reader, node_member(row, "name"),
                "the name \"%s\" fits both %s and %s: %s is taken; add `kind` to say it", name,
                written(reader->arena, first), written(reader->arena, second), written(reader->arena, first));
}

/* Where nobody reads notes: what was found before in the same name. */
static bool kind_known(const struct reader *reader, const struct kind_rule *rules, const char *name, int *kind)
{
    return reader->rules.memo && !reader_notes(reader) && cell_memo_kind(reader->rules.memo, rules, name, kind);
}

static void keep_kind(const struct reader *reader, const struct kind_rule *rules, const char *name, int kind)
{
    if (reader->rules.memo && !reader_notes(reader))
        cell_memo_keep_kind(reader->rules.memo, rules, name, kind);
}

bool exit_kind_is_told(struct arena *arena, const char *name)
{
    const struct kind_rule *second;
    const char *words = without_passed_over(arena, as_words(arena, name));
    return first_rule(words, exit_rules, sizeof exit_rules / sizeof *exit_rules, &second) != NULL;
}

void exit_kind_from_name(struct reader *reader, const struct node *row, struct exit_row *exit)
{
    enum { INDEPENDENT_RULE = sizeof exit_rules / sizeof *exit_rules - 1, NO_KIND = -1 };
    int known;
    exit->kind = EXIT_KIND_INDEPENDENT;
    if (!exit->name)
        return;
    if (kind_known(reader, exit_rules, exit->name, &known)) {
        exit->kind_unknown = known == NO_KIND;
        exit->kind = known == NO_KIND ? EXIT_KIND_INDEPENDENT : (enum exit_kind)known;
        return;
    }
    const char *words = as_words(reader->arena, exit->name);
    const struct kind_rule *second,
        *rule = first_rule(without_passed_over(reader->arena, words), exit_rules, INDEPENDENT_RULE, &second);
    if (rule && second)
        warn_of_two(reader, row, exit->name, rule, second);
    if (!rule && rule_fits(&exit_rules[INDEPENDENT_RULE], words))
        rule = &exit_rules[INDEPENDENT_RULE];
    if (rule)
        exit->kind = (enum exit_kind)rule->kind;
    exit->kind_unknown = !rule;
    keep_kind(reader, exit_rules, exit->name, rule ? rule->kind : NO_KIND);
    reader_assume(reader, node_member(row, "name"), "\"%s\" is of the kind %s, %s", exit->name,
                  rule ? written(reader->arena, rule) : "independent",
                  rule ? "from its name" : "as its name tells no other");
}

static const char *risk_words(struct arena *arena, struct cell_memo *memo, const char *name)
{
    const char *words = as_words(arena, name);
    return says_zero(arena, memo, name) ? arena_text(arena, "%szero ", words) : words;
}

bool risk_kind_told(struct arena *arena, const char *name, const char **hint)
{
    const struct kind_rule *second;
    const char *words = risk_words(arena, NULL, name);
    *hint =
        strstr(words, " down round ") ? "a round at a lower price is told in `dilution.rounds`, not as a risk" : NULL;
    return first_rule(words, risk_rules, sizeof risk_rules / sizeof *risk_rules, &second) != NULL;
}

void risk_kind_from_name(struct reader *reader, const struct node *row, struct risk_row *risk)
{
    int known;
    risk->kind = RISK_COST; /* the one that is not simulated, until it is known */
    if (!risk->name)
        return;
    if (kind_known(reader, risk_rules, risk->name, &known)) {
        risk->kind = (enum risk_kind)known;
        return;
    }
    const struct node *at = node_member(row, "name");
    const struct kind_rule *second, *rule = first_rule(risk_words(reader->arena, reader->rules.memo, risk->name),
                                                       risk_rules, sizeof risk_rules / sizeof *risk_rules, &second);
    if (!rule) {
        reader_error(reader, at, "add `kind`: elimination, layoff, stagnation, equity_zero or cost",
                     "the name \"%s\" tells no kind of risk", risk->name);
        risk->name = NULL; /* nothing more is asked of this row */
        return;
    }
    if (second)
        warn_of_two(reader, row, risk->name, rule, second);
    risk->kind = (enum risk_kind)rule->kind;
    keep_kind(reader, risk_rules, risk->name, rule->kind);
    reader_assume(reader, at, "\"%s\" is of the kind %s, from its name", risk->name, written(reader->arena, rule));
}

/* The number with its unit that stands somewhere in the name: "18 months", "18-month", "1-2 years". */
bool name_horizon_years(struct reader *reader, const char *name, double *years)
{
    const char *words = as_words(reader->arena, name), *year = strstr(words, " year ");
    if (strstr(words, " first year ") || strstr(words, " a year ") || strstr(words, " one year ")) {
        *years = 1;
        return true;
    }
    if (year && isdigit((unsigned char)year[6])) { /* "in year 1": by the end of it */
        *years = atof(year + 6);
        return *years > 0 && *years < 100;
    }
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
