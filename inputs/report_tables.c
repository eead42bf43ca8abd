#include "inputs/report_tables.h"

#include "inputs/name_kinds.h"
#include "inputs/words.h"

#include <string.h>
#include <strings.h>

struct column_role {
    const char *key, *words;
    bool brackets;
};

static const struct column_role roles[] = {
#define COLUMN_ROLE(key, words, brackets) {key, words, brackets},
#include "inputs/column_roles.def"
#undef COLUMN_ROLE
};
enum { ROLES = sizeof roles / sizeof *roles };

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

bool report_tables_absent(const char *text)
{
    static const char *const words[] = {"",    "-",   "--", "\xE2\x80\x93", "\xE2\x80\x94", "n/a", "na", "n.a.", "none",
                                        "nil", "tbd", "?",  "n.m.",         "n/m",          "nm"};
    enum { LONGEST = 4 };
    if (strnlen(text, LONGEST + 1) > LONGEST)
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcasecmp(text, words[k]) == 0)
            return true;
    return false;
}

/* --- roles by heading --------------------------------------------------------------------------------------------- */

static bool is_one_word(const char *words)
{
    return words[1] != '\0' && words[1 + strcspn(words + 1, " ") + 1] == '\0';
}

const char *report_tables_heading_role(struct arena *arena, const char *heading, bool *exact)
{
    const char *plain = words_of(arena, heading, false), *full = words_of(arena, heading, true);
    *exact = is_one_word(plain);
    for (size_t k = 0; k < ROLES; k++)
        if (words_tell(roles[k].brackets ? full : plain, roles[k].words))
            return roles[k].key;
    return NULL;
}

size_t report_tables_key(const struct table_columns *columns, const char *key)
{
    size_t i = 0;
    while (i < columns->count && !(columns->key[i] && strcmp(columns->key[i], key) == 0))
        i++;
    return i;
}

size_t report_tables_role(const struct table_columns *columns, const char *role)
{
    size_t i = 0;
    while (i < columns->count && !(columns->role[i] && strcmp(columns->role[i], role) == 0))
        i++;
    return i;
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

/* The value at the exit, of several values. */
static bool says_exit(struct arena *arena, const char *heading)
{
    return words_tell(words_of(arena, heading, false), " exit | enterprise | company ");
}

/* Of the columns with one key, all but the best lose it. */
static void keep_best(const char **key, const char **lost, const int *rank, size_t count)
{
    for (size_t k = 0; k < ROLES; k++) {
        size_t best = count;
        for (size_t i = 0; i < count; i++) {
            if (!key[i] || strcmp(key[i], roles[k].key) != 0)
                continue;
            if (best == count) {
                best = i;
                continue;
            }
            bool better = rank[i] > rank[best];
            key[better ? best : i] = NULL;
            lost[better ? best : i] = roles[k].key;
            best = better ? i : best;
        }
    }
}

/* --- roles by cells ------------------------------------------------------------------------------------------------
 */

enum evidence { EVIDENCE_NONE, EVIDENCE_SHARE, EVIDENCE_MONEY, EVIDENCE_TIME, EVIDENCE_TEXT };

enum { ROWS_LOOKED_AT = 30 };

static bool has_currency(const char *text)
{
    static const char *const signs[] = {"$",   "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "\xE2\x82\xB9", "\xE2\x82\xA6",
                                        "USD", "EUR",          "GBP",      "CHF",      "INR"};
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (strstr(text, signs[k]))
            return true;
    return false;
}

static enum evidence cell_evidence(struct arena *arena, const char *text)
{
    struct cell_rules rules = cell_rules_usual();
    rules.start_given = true;
    rules.start_day = -1e6;
    if (!strpbrk(text, "0123456789"))
        return EVIDENCE_TEXT;
    if (has_currency(text) && !cell_read(arena, text, CELL_MONEY, &rules).fault)
        return EVIDENCE_MONEY;
    bool odds = strstr(text, " in ") || strstr(text, " out of ") || strstr(text, " of ") || strchr(text, '/');
    if ((strchr(text, '%') || odds) && !cell_read(arena, text, CELL_SHARE, &rules).fault)
        return EVIDENCE_SHARE;
    bool bare = strspn(text, "0123456789., ") == strlen(text);
    if (!bare && !cell_read(arena, text, CELL_TIMELINE, &rules).fault)
        return EVIDENCE_TIME;
    bool year = strlen(text) == 4 && bare && text[0] == '2' && text[1] == '0';
    return year ? EVIDENCE_TIME : bare ? EVIDENCE_NONE : EVIDENCE_TEXT;
}

/* What all cells of the column agree on. *shares: their sum, of shares. */
static enum evidence column_evidence(struct arena *arena, const struct grid *grid, size_t first, size_t end,
                                     size_t column, double *shares)
{
    struct cell_rules rules = cell_rules_usual();
    enum evidence all = EVIDENCE_NONE;
    *shares = 0;
    for (size_t row = first; row < end && row < first + ROWS_LOOKED_AT; row++) {
        const char *text = grid_text(grid, row, column);
        if (report_tables_absent(text))
            continue;
        enum evidence own = cell_evidence(arena, text);
        if (all != EVIDENCE_NONE && own != all)
            return all == EVIDENCE_TEXT || own == EVIDENCE_TEXT ? EVIDENCE_TEXT : EVIDENCE_NONE;
        all = own;
        if (own == EVIDENCE_SHARE) {
            struct cell_reading reading = cell_read(arena, text, CELL_SHARE, &rules);
            *shares += distribution_mean(&reading.distribution);
        }
    }
    return all;
}

/* The one column without a role whose cells are of that kind; `count`: none, or several. */
static size_t only_column(const enum evidence *evidence, const char *const *key, const char *const *role, size_t count,
                          enum evidence wanted)
{
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        if (key[i] || role[i] || evidence[i] != wanted)
            continue;
        if (found < count)
            return count;
        found = i;
    }
    return found;
}

/* The one column without a role whose heading counts years or months, over bare numbers: "Hold (yrs)"; `count`: none,
 * or several. */
static size_t only_counted(struct arena *arena, const struct grid *grid, size_t header, const enum evidence *evidence,
                           const char *const *key, const char *const *role, size_t count)
{
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        if (key[i] || role[i] || evidence[i] == EVIDENCE_TEXT ||
            !heading_unit_of(arena, grid_text(grid, header, i)).duration)
            continue;
        if (found < count)
            return count;
        found = i;
    }
    return found;
}

static bool sums_to_one(double sum)
{
    return sum > 0.985 && sum < 1.015;
}

/* Whether half of the names in a column are those of exits. */
static bool names_exits(struct arena *arena, const struct grid *grid, size_t first, size_t end, size_t column)
{
    size_t named = 0, rows = 0;
    for (size_t row = first; row < end && row < first + ROWS_LOOKED_AT; row++) {
        const char *text = grid_text(grid, row, column);
        rows += text[0] != '\0';
        named += text[0] != '\0' && exit_kind_is_told(arena, text);
    }
    return named > 0 && 2 * named >= rows;
}

/* Where no heading tells anything: rows called as exits are, with shares that make 100% and amounts of money. */
static bool cells_tell_exits(struct arena *arena, const struct grid *grid, size_t first, size_t end, size_t count)
{
    size_t shares = 0, money = 0, named = 0;
    for (size_t i = 0; i < count; i++) {
        double sum = 0;
        enum evidence evidence = column_evidence(arena, grid, first, end, i, &sum);
        shares += evidence == EVIDENCE_SHARE && sums_to_one(sum);
        money += evidence == EVIDENCE_MONEY;
        named += evidence == EVIDENCE_TEXT && names_exits(arena, grid, first, end, i);
    }
    return shares == 1 && money == 1 && named > 0;
}

/* Keys that no heading told. Only beside a probability or a value that a heading did tell, or names of exits: a table
 * of what a company sells has shares and money too. */
static void keys_from_cells(struct arena *arena, const struct grid *grid, size_t first, size_t end, const char **key,
                            const char **role, size_t count)
{
    const char *const *keys = key, *const *told = role;
    bool probability = has_key(keys, count, "probability"), valuation = has_key(keys, count, "valuation");
    bool value_told = valuation || has_key(told, count, ".per_share") || has_key(told, count, ".own") ||
                      has_key(told, count, ".weighted") || has_key(told, count, ".multiple");
    if (has_key(keys, count, "dimension") ||
        (!probability && !valuation && !cells_tell_exits(arena, grid, first, end, count)))
        return;
    enum evidence *evidence = arena_alloc(arena, count, sizeof *evidence);
    double *shares = arena_alloc(arena, count, sizeof *shares);
    for (size_t i = 0; i < count; i++)
        evidence[i] = key[i] || role[i] ? EVIDENCE_NONE : column_evidence(arena, grid, first, end, i, &shares[i]);
    size_t share = only_column(evidence, keys, told, count, EVIDENCE_SHARE);
    size_t weight = 0; /* "Weight" beside a value, where no score is, is its probability */
    while (weight < count && !(key[weight] && strcmp(key[weight], "weight") == 0))
        weight++;
    if (!probability && valuation && weight < count && !has_key(keys, count, "score")) {
        double sum = 0;
        if (column_evidence(arena, grid, first, end, weight, &sum) == EVIDENCE_SHARE && sums_to_one(sum))
            key[weight] = "probability";
    }
    if (!probability && share < count && sums_to_one(shares[share]))
        key[share] = "probability";
    for (size_t i = 0; i < count && !has_key(keys, count, "name"); i++)
        if (!key[i] && !role[i] && evidence[i] == EVIDENCE_TEXT)
            key[i] = "name";
    size_t name = 0;
    while (name < count && !(key[name] && strcmp(key[name], "name") == 0))
        name++;
    bool risks = name < count && words_tell(words_of(arena, grid_text(grid, first - 1, name), false),
                                            " risk | risks | threat | hazard ");
    size_t money = only_column(evidence, keys, told, count, EVIDENCE_MONEY);
    if (!value_told && money < count && !risks && !has_key(keys, count, "amount"))
        key[money] = "valuation";
    size_t time = only_column(evidence, keys, told, count, EVIDENCE_TIME);
    if (time == count)
        time = only_counted(arena, grid, first - 1, evidence, keys, told, count);
    if (!has_key(keys, count, "timeline") && time < count)
        key[time] = "timeline";
}

/* --- shapes --------------------------------------------------------------------------------------------------------
 */

static bool shape_fits(const struct table_shape *shape, const char *const *key, size_t count)
{
    for (size_t k = 0; k < 4 && shape->needed[k]; k++)
        if (!has_key(key, count, shape->needed[k]))
            return false;
    return !shape->excluded || !has_key(key, count, shape->excluded);
}

/* Keys that the table has no use for; the horizon of an exit is its timeline. */
static void fit_keys(const struct table_shape *shape, const char **key, const char **lost, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lost[i] && !is_one_of(lost[i], shape->needed, 4) && !is_one_of(lost[i], shape->allowed, 4))
            lost[i] = NULL;
        if (!key[i])
            continue;
        bool timeline = has_key((const char *const *)key, count, "timeline");
        if (strcmp(key[i], "within") == 0 && strcmp(shape->table, "exits") == 0 && !timeline)
            key[i] = "timeline";
        else if (strcmp(key[i], "timeline") == 0 && strcmp(shape->table, "risks") == 0 &&
                 !has_key((const char *const *)key, count, "within"))
            key[i] = "within";
        else if (!is_one_of(key[i], shape->needed, 4) && !is_one_of(key[i], shape->allowed, 4))
            key[i] = NULL;
    }
}

/* Where no column has the value itself, the one that tells it another way; the value of today only beside names of
 * exits. What it is instead is the reader's business (inputs/report_exits.h). */
static void stand_in_for_value(const char **key, const char *const *role, size_t count, bool exits)
{
    static const char *const other[] = {".per_share", ".own", ".weighted", ".multiple", ".now"};
    if (has_key((const char *const *)key, count, "valuation") ||
        !has_key((const char *const *)key, count, "probability"))
        return;
    for (size_t k = 0; k < (exits ? 5 : 4); k++) {
        for (size_t i = 0; i < count; i++) {
            if (!role[i] || strcmp(role[i], other[k]) != 0)
                continue;
            key[i] = "valuation";
            return;
        }
    }
}

struct table_columns report_tables_columns(struct arena *arena, const struct grid *grid, size_t header, size_t end,
                                           const char *value_column)
{
    size_t count = grid_width(grid, header, grid->table ? header + 1 : end);
    count = count < GRID_COLUMNS_MAX ? count : GRID_COLUMNS_MAX;
    const char **key = arena_alloc(arena, count + 1, sizeof *key);
    const char **lost = arena_alloc(arena, count + 1, sizeof *lost);
    const char **role = arena_alloc(arena, count + 1, sizeof *role);
    struct heading_unit *unit = arena_alloc(arena, count + 1, sizeof *unit);
    const char **before = arena_alloc(arena, count + 1, sizeof *before);
    bool *by_cells = arena_alloc(arena, count + 1, sizeof *by_cells);
    int *rank = arena_alloc(arena, count + 1, sizeof *rank);
    for (size_t i = 0; i < count; i++) {
        bool exact;
        role[i] = report_tables_heading_role(arena, grid_text(grid, header, i), &exact);
        rank[i] = exact ? 2 : says_exit(arena, grid_text(grid, header, i)) ? 1 : 0;
        if (value_column && strcasecmp(grid_text(grid, header, i), value_column) == 0) {
            role[i] = "valuation";
            rank[i] = 3;
        }
        key[i] = role[i] && role[i][0] != '.' ? role[i] : NULL;
    }
    keep_best(key, lost, rank, count);
    struct table_columns columns = {.count = count,
                                    .key = (const char *const *)key,
                                    .lost = (const char *const *)lost,
                                    .role = (const char *const *)role,
                                    .by_cells = by_cells,
                                    .rank = rank,
                                    .unit = unit};
    memcpy(before, key, count * sizeof *key);
    keys_from_cells(arena, grid, header + 1, end, key, role, count);
    for (size_t i = 0; i < count; i++)
        by_cells[i] = key[i] != before[i];
    size_t name = report_tables_key(&columns, "name");
    stand_in_for_value(key, columns.role, count, name < count && names_exits(arena, grid, header + 1, end, name));
    for (size_t k = 0; k < sizeof table_shapes / sizeof *table_shapes; k++) {
        if (!shape_fits(&table_shapes[k], columns.key, count))
            continue;
        columns.table = table_shapes[k].table;
        fit_keys(&table_shapes[k], key, lost, count);
        for (size_t i = 0; i < count; i++)
            unit[i] = heading_unit_of(arena, grid_text(grid, header, i));
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
        key[i] = report_tables_heading_role(arena, headers[i], &exact);
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
        bool has = has_key((const char *const *)key, count, wanted[k].key);
        likeness += has ? 1 : 0;
        if (!has && wanted[k].needed)
            *lacking = arena_text(arena, "%s%s%s", *lacking, **lacking ? ", " : "", wanted[k].called);
    }
    return likeness;
}
