#include "inputs/report_tables.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { COLUMN_KEYS = 10 };

/* What a column may be called. In the order in which words count: "Exit date" is a date, "Exit value" a value. */
struct column_words {
    const char *key;
    const char *words; /* with spaces around each */
};

static const struct column_words column_words[COLUMN_KEYS] = {
    {"probability", " probability probabilities prob likelihood chance odds "},
    {"amount", " impact amount cost loss "},
    {"within", " within horizon "},
    {"timeline", " timeline when date year timing "},
    {"valuation", " valuation value price "},
    {"weight", " weight weighting "},
    {"score", " score "},
    {"dimension", " dimension "},
    {"kind", " kind "},
    {"name", " name scenario exit outcome event risk "},
};

/* A table needs some keys, must not have another, and may have more. */
struct table_shape {
    const char *table;
    const char *needed[4];
    const char *allowed[4];
    const char *excluded;
};

static const struct table_shape table_shapes[] = {
    {"exits", {"name", "probability", "valuation"}, {"timeline", "kind"}, NULL},
    {"risks", {"name", "probability"}, {"amount", "within", "kind"}, "valuation"},
    {"scorecard", {"dimension", "score", "weight"}, {NULL}, NULL},
};

const char *const report_tables_exits_wanted =
    "exits are a table with a name column (Scenario, Exit, Outcome, Event or Risk), Probability (Likelihood, Chance or "
    "Odds) and Valuation (Value, Company value, Exit value or Price), and Timeline (When, Date, Year or Timing)";

/* The words of a heading in lower case with single spaces around; what stands in brackets is left out. */
static const char *heading_words(struct arena *arena, const char *heading, size_t *count)
{
    char *words = arena_alloc(arena, strlen(heading) + 3, 1);
    size_t length = 0, depth = 0;
    *count = 0;
    words[length++] = ' ';
    for (const char *c = heading; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        bool opens = *c == '(' || *c == '[', closes = *c == ')' || *c == ']';
        depth += opens ? 1 : 0;
        if (depth == 0 && (isalnum(byte) || byte >= 0x80)) {
            *count += words[length - 1] == ' ' ? 1 : 0;
            words[length++] = (char)tolower(byte);
        } else if (words[length - 1] != ' ') {
            words[length++] = ' ';
        }
        depth -= closes && depth > 0 ? 1 : 0;
    }
    if (words[length - 1] != ' ')
        words[length++] = ' ';
    return words;
}

/* Is one of the words of `heading` among `words`? Both are " like this ". */
static bool shares_word(struct arena *arena, const char *heading, const char *words)
{
    for (const char *at = heading; at[1] != '\0'; at += 1 + strcspn(at + 1, " "))
        if (strstr(words, arena_copy(arena, at, strcspn(at + 1, " ") + 2)))
            return true;
    return false;
}

/* The key a heading names, and whether it has no other word. */
static const char *heading_key(struct arena *arena, const char *heading, bool *exact)
{
    size_t words = 0;
    const char *text = heading_words(arena, heading, &words);
    *exact = words == 1;
    for (size_t k = 0; words > 0 && k < COLUMN_KEYS; k++)
        if (shares_word(arena, text, column_words[k].words))
            return column_words[k].key;
    return NULL;
}

static bool is_one_of(const char *key, const char *const *keys, size_t count)
{
    for (size_t k = 0; k < count && keys[k]; k++)
        if (strcmp(key, keys[k]) == 0)
            return true;
    return false;
}

static bool has_key(const char *const *key, size_t count, const char *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (key[i] && strcmp(key[i], wanted) == 0)
            return true;
    return false;
}

static bool shape_fits(const struct table_shape *shape, const char *const *key, size_t count)
{
    for (size_t k = 0; k < 4 && shape->needed[k]; k++)
        if (!has_key(key, count, shape->needed[k]))
            return false;
    return !shape->excluded || !has_key(key, count, shape->excluded);
}

/* Of the columns with one key, all but the best lose it. */
static void keep_best(const char **key, const char **lost, const bool *exact, size_t count)
{
    for (size_t k = 0; k < COLUMN_KEYS; k++) {
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            if (!key[i] || strcmp(key[i], column_words[k].key) != 0)
                continue;
            if (best == count) {
                best = i;
                continue;
            }
            bool better = exact[i] && !exact[best];
            key[better ? best : i] = NULL;
            lost[better ? best : i] = column_words[k].key;
            best = better ? i : best;
        }
    }
}

/* Keys that the table has no use for; the horizon of an exit is its timeline. */
static void fit_keys(const struct table_shape *shape, const char **key, const char **lost, size_t count)
{
    bool timeline = has_key(key, count, "timeline");
    for (size_t i = 0; i < count; i++) {
        if (lost[i] && !is_one_of(lost[i], shape->needed, 4) && !is_one_of(lost[i], shape->allowed, 4))
            lost[i] = NULL;
        if (!key[i])
            continue;
        if (strcmp(key[i], "within") == 0 && strcmp(shape->table, "exits") == 0 && !timeline)
            key[i] = "timeline";
        else if (!is_one_of(key[i], shape->needed, 4) && !is_one_of(key[i], shape->allowed, 4))
            key[i] = NULL;
    }
}

struct table_columns report_tables_columns(struct arena *arena, const char *const *headers, size_t count)
{
    const char **key = arena_alloc(arena, count, sizeof *key);
    const char **lost = arena_alloc(arena, count, sizeof *lost);
    bool *exact = arena_alloc(arena, count, sizeof *exact);
    for (size_t i = 0; i < count; i++)
        key[i] = heading_key(arena, headers[i], &exact[i]);
    keep_best(key, lost, exact, count);
    struct table_columns columns = {.count = count, .key = (const char *const *)key, .lost = (const char *const *)lost};
    for (size_t k = 0; k < sizeof table_shapes / sizeof *table_shapes; k++) {
        if (!shape_fits(&table_shapes[k], columns.key, count))
            continue;
        columns.table = table_shapes[k].table;
        fit_keys(&table_shapes[k], key, lost, count);
        return columns;
    }
    for (size_t i = 0; i < count; i++)
        key[i] = NULL;
    return columns;
}

size_t report_tables_exits_likeness(struct arena *arena, const char *const *headers, size_t count, const char **lacking)
{
    static const struct {
        const char *key, *called;
        bool needed;
    } wanted[] = {{"name", "Scenario", true},
                  {"probability", "Probability", true},
                  {"valuation", "Valuation", true},
                  {"timeline", "Timeline", false}};
    const char **key = arena_alloc(arena, count, sizeof *key);
    bool exact;
    size_t likeness = 0;
    *lacking = "";
    for (size_t i = 0; i < count; i++)
        key[i] = heading_key(arena, headers[i], &exact);
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
        bool has = has_key((const char *const *)key, count, wanted[k].key);
        likeness += has ? 1 : 0;
        if (!has && wanted[k].needed)
            *lacking = arena_text(arena, "%s%s%s", *lacking, **lacking ? ", " : "", wanted[k].called);
    }
    return likeness;
}
