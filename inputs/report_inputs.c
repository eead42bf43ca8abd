#include "inputs/report_inputs.h"

#include "inputs/grant_words.h"
#include "inputs/input_words.h"
#include "inputs/report_grants.h"
#include "inputs/words.h"

#include <string.h>

static const char offer_words[] = " offer | this offer | new offer | startup | new job | offered ";
static const char market_words[] =
    " market | current | alternative | elsewhere | benchmark | current job | other | today ";

struct node *report_inputs_cell(struct report *report, const struct grid *grid, size_t row, size_t column,
                                const char *heading, enum cell_kind kind)
{
    if (report_tables_absent(grid_text(grid, row, column)) && strcmp(grid_text(grid, row, column), "none") != 0)
        return NULL;
    const struct grid_cell *cell = &grid->row[row].cell[column];
    struct heading_unit unit = heading_unit_of(report->arena, heading);
    enum cell_kind as = kind == CELL_DURATION ? CELL_TIMELINE : kind;
    const char *text = heading_unit_apply(report->arena, &unit, cell->text, as,
                                          cell->at.source ? cell->at.source->commas : COMMA_GROUPS);
    if (!text)
        problem_add(report->problems, STATUS_INVALID, cell->at, "", "write the cell with its own unit",
                    "`%.60s` under \"%.60s\" is more than can be meant", cell->text, heading);
    return report_cell(report, cell, NULL, cell->at, text ? text : cell->text);
}

static void put(struct report *report, const char *path, struct node *value)
{
    if (value && !input_word_put(report->arena, report->document, path, value))
        problem_warn(report->problems, value->at, "", "a second value for `%s` is not read: \"%.60s\"", path,
                     value->text);
}

static void not_read(struct report *report, const struct grid *grid, size_t row, size_t column)
{
    problem_assume(report->problems, grid_place(grid, row, column), "",
                   "\"%.60s\" is not an input that is known: not read", grid_text(grid, row, column));
}

/* "Equity: 0.25% in options, strike $1": what its words tell, beside what is told already. */
static void put_grant_words(struct report *report, const struct grid_cell *cell)
{
    struct arena *arena = report->arena;
    struct node *document = node_create(arena, NODE_OBJECT, cell->at),
                *grants = node_create(arena, NODE_ARRAY, cell->at);
    node_append(grants, report_cell(report, cell, NULL, cell->at, cell->text));
    node_set_member(document, "grants", cell->at, grants);
    grant_words_take(arena, document, report->problems);
    for (const struct node *member = grants->child->child; member; member = member->next)
        put(report, arena_text(arena, "grants.0.%s", member->key), node_copy(arena, member));
    struct node *shares = node_member(document, "fully_diluted_shares");
    if (shares)
        put(report, "fully_diluted_shares", node_copy(arena, shares));
}

/* A label of a grant whose value is no bare share or number. */
static bool has_grant_words(struct report *report, const struct input_word *word, const char *text)
{
    static const char instruments[] = " option | options | iso | isos | nso | nsos | rsu | rsus | vsop | stock units ";
    bool grant = word && (strcmp(word->path, "grants.0.percent") == 0 || strcmp(word->path, "grants.0.shares") == 0);
    if (!grant || !words_tell(words_of(report->arena, text, true), instruments))
        return false;
    const struct node *grants = node_member(report->document, "grants"), *first = grants ? grants->child : NULL;
    bool sized =
        first && (node_member(first, "percent") || node_member(first, "shares") || node_member(first, "value"));
    return !sized && grant_words_tell(report->arena, text);
}

/* --- pay: | | Offer | Market | ------------------------------------------------------------------------------------ */

static size_t column_told(struct report *report, const struct grid *grid, size_t row, const char *words)
{
    size_t count = grid->row[row].count, found = count;
    for (size_t i = 1; i < count; i++)
        if (words_tell(words_of(report->arena, grid_text(grid, row, i), true), words) && found == count)
            found = i;
    return found;
}

static const struct input_word *pay_word(struct report *report, const struct grid *grid, size_t row)
{
    const struct input_word *word = input_word_named(report->arena, grid_text(grid, row, 0));
    return word && strncmp(word->path, "compensation.offer.", 19) == 0 ? word : NULL;
}

/* A bonus in money, as a share of the salary beside it. */
static void bonus_as_share(struct report *report, const char *side)
{
    struct node *pay = node_member(report->document, "compensation");
    pay = pay ? node_member(pay, side) : NULL;
    struct node *bonus = pay ? node_member(pay, "bonus") : NULL, *salary = pay ? node_member(pay, "salary") : NULL;
    if (!bonus || !salary || bonus->type != NODE_TEXT || salary->type != NODE_TEXT)
        return;
    struct cell_rules rules = cell_rules_usual();
    rules.commas = bonus->at.source ? bonus->at.source->commas : COMMA_GROUPS;
    if (!cell_read(report->arena, bonus->text, CELL_SHARE, &rules).fault)
        return;
    rules.yearly = true;
    rules.doubt = bonus->at.source && bonus->at.source->commas_wished ? DOUBT_NONE : DOUBT_ALWAYS;
    struct cell_reading money = cell_read(report->arena, bonus->text, CELL_MONEY, &rules),
                        of = cell_read(report->arena, salary->text, CELL_MONEY, &rules);
    bool points = !money.fault && !of.fault && money.form == CELL_FORM_POINT && of.form == CELL_FORM_POINT;
    if (!points || !(of.low > 0) || money.low > of.low)
        return;
    bonus->written = bonus->text;
    bonus->text = arena_text(report->arena, "%.15g%%", 100 * money.low / of.low);
    problem_assume(report->problems, bonus->at, arena_text(report->arena, "/compensation/%s/bonus", side),
                   "\"%.40s\" is %.4g%% of the salary", bonus->written, 100 * money.low / of.low);
}

/* The columns of this job and of the other. Of two columns one heading is enough to tell both: "Acme" beside "Current
 * job". False: none is told. */
static bool find_sides(struct report *report, const struct grid *grid, size_t header, size_t *offer, size_t *market)
{
    size_t count = grid->row[header].count;
    bool two = count == 3 && grid_text(grid, header, 1)[0] && grid_text(grid, header, 2)[0];
    *offer = column_told(report, grid, header, offer_words);
    *market = column_told(report, grid, header, market_words);
    size_t *other = *offer == count ? offer : market, told = *offer == count ? *market : *offer;
    if (*offer == *market || (*offer < count && *market < count))
        return *offer != *market;
    if (!two)
        return false;
    *other = 3 - told;
    problem_assume(report->problems, grid_place(grid, header, *other), "/compensation",
                   "\"%.60s\" is taken for %s, beside \"%.60s\"", grid_text(grid, header, *other),
                   other == offer ? "this job" : "the other one", grid_text(grid, header, told));
    return true;
}

/* Pay of two jobs side by side, of which no heading tells which is which. */
static void ask_sides(struct report *report, const struct grid *grid, size_t header)
{
    problem_warn(report->problems, grid_place(grid, header, 1), "/compensation",
                 "this table of pay is not read: head the column of this job Offer and the other one Market");
}

/* A row of a table of pay that is no pay: equity in words, or unknown. */
static void take_equity(struct report *report, const struct grid *grid, size_t row, size_t offer)
{
    const struct input_word *word = input_word_named(report->arena, grid_text(grid, row, 0));
    if (has_grant_words(report, word, grid_text(grid, row, offer)))
        put_grant_words(report, &grid->row[row].cell[offer]);
    else
        not_read(report, grid, row, 0);
}

void report_inputs_bonus(struct report *report)
{
    bonus_as_share(report, "offer");
    bonus_as_share(report, "market");
}

static size_t take_pay(struct report *report, const struct grid *grid, size_t header)
{
    size_t count = grid->row[header].count, row = header + 1, known = 0, offer, market;
    for (size_t i = row; i < grid->count && i < row + 6; i++)
        known += pay_word(report, grid, i) ? 1 : 0;
    if (known == 0 || count < 3)
        return header;
    if (!find_sides(report, grid, header, &offer, &market)) {
        if (known >= 2 && grid_text(grid, header, 0)[0] == '\0')
            ask_sides(report, grid, header);
        return header;
    }
    for (; row < grid->count && grid_filled(grid, row) > 1; row++) {
        const struct input_word *word = pay_word(report, grid, row);
        if (!word) {
            take_equity(report, grid, row, offer);
            continue;
        }
        const char *key = word->path + 19;
        const char *label = grid_text(grid, row, 0);
        struct heading_unit own = heading_unit_of(report->arena, label);
        bool from_label = own.magnitude || own.percent || own.currency;
        for (int side = 0; side < 2; side++) {
            size_t column = side == 0 ? offer : market;
            struct node *value = report_inputs_cell(report, grid, row, column,
                                                    from_label ? label : grid_text(grid, header, column), word->kind);
            put(report, arena_text(report->arena, "compensation.%s.%s", side == 0 ? "offer" : "market", key), value);
        }
    }
    report_inputs_bonus(report);
    return row;
}

enum { PAIRS_MAX = 200 };

/* --- labels with a value beside each --------------------------------------------------------------------------------
 */

static bool is_pair(const struct grid *grid, size_t row)
{
    return grid->row[row].count >= 2 && grid_text(grid, row, 0)[0] != '\0' && grid_text(grid, row, 1)[0] != '\0' &&
           grid_filled(grid, row) <= 3;
}

/* Where the value of a label goes: options that are said as a percentage are a part of the company. */
static const char *path_of(const struct input_word *word, const char *text)
{
    bool percent = strcmp(word->path, "grants.0.shares") == 0 && strchr(text, '%');
    return percent ? "grants.0.percent" : word->path;
}

/* A key path is as good as --set, and comes last as --set does (report_inputs_end). */
static void put_path(struct report *report, const char *path, const struct grid_cell *cell)
{
    if (!report->settings)
        report->settings = node_create(report->arena, NODE_OBJECT, cell->at);
    struct node *value = report_cell(report, cell, path, cell->at, cell->text);
    node_append(report->settings, value);
}

/* The value of a known label. */
static void put_labelled(struct report *report, const struct input_word *word, const struct grid *grid, size_t row,
                         size_t column, const char *label)
{
    const struct grid_cell *cell = &grid->row[row].cell[column];
    if (!word->words) {
        put_path(report, word->path, cell);
        return;
    }
    if (has_grant_words(report, word, cell->text)) {
        put_grant_words(report, cell);
        return;
    }
    const char *path = path_of(word, cell->text);
    enum cell_kind kind = path == word->path ? word->kind : CELL_SHARE;
    struct node *value = report_inputs_cell(report, grid, row, column, label, kind);
    if (!value)
        return;
    if (strcmp(path, "grants.0.type") == 0)
        report_grants_type(report, value);
    put(report, path, value);
    struct node *grants = node_member(report->document, "grants");
    if (strncmp(path, "grants.0.", 9) == 0 && grants && grants->child)
        report_grants_type_told(report, grants->child, label, cell->at);
}

static void take_pair(struct report *report, const struct grid *grid, size_t row)
{
    const char *label = grid_text(grid, row, 0);
    const struct input_word *word = input_word_named(report->arena, label);
    if (word)
        put_labelled(report, word, grid, row, 1, label);
    else
        not_read(report, grid, row, 0);
}

/* Outside of a workbook made for it, a label must leave no doubt, and the value must read. */
static bool is_plain_pair(struct report *report, const struct input_word *word, const char *label, const char *text)
{
    static const char instruments[] = " options | stock options | option grant | rsus | rsu grant ";
    static const char clear[] = " salary | base pay | market base | current base | signing | sign on | strike | "
                                "exercise price | fully diluted | grant "
                                "| bonus | equity grant | vesting ";
    const char *words = words_of(report->arena, label, false);
    bool equity = strcmp(words, " equity ") == 0 && strchr(text, '%');
    bool base = strcmp(words, " base ") == 0 && strpbrk(text, "$\xE2\xC2"); /* with a currency */
    if (word && !word->words)
        return !report_tables_absent(text);
    bool counted = word && strcmp(word->path, "grants.0.shares") == 0 && strstr(instruments, words);
    equity = equity || (counted && strpbrk(text, "0123456789"));
    if (!word || !(equity || base || words_tell(words, clear)) || report_tables_absent(text))
        return false;
    struct cell_rules rules = cell_rules_usual();
    rules.start_given = true;
    rules.yearly = word->kind == CELL_MONEY;
    if (has_grant_words(report, word, text))
        return true;
    enum cell_kind kind = path_of(word, text) == word->path ? word->kind : CELL_SHARE;
    return kind == CELL_NUMBER || !cell_read(report->arena, text, kind, &rules).fault;
}

static size_t take_pairs(struct report *report, const struct grid *grid, size_t first)
{
    size_t end = first, known = 0;
    for (; end < grid->count && end < first + PAIRS_MAX && is_pair(grid, end); end++) {
        const struct input_word *word = input_word_named(report->arena, grid_text(grid, end, 0));
        bool plain = report->workbook || is_plain_pair(report, word, grid_text(grid, end, 0), grid_text(grid, end, 1));
        known += word && plain ? (word->words ? 1 : 2) : 0; /* a key path leaves no doubt */
    }
    if (known < 2)
        return first;
    for (size_t row = first; row < end; row++) {
        const char *label = grid_text(grid, row, 0);
        if (report->workbook ||
            is_plain_pair(report, input_word_named(report->arena, label), label, grid_text(grid, row, 1)))
            take_pair(report, grid, row);
        else
            not_read(report, grid, row, 0);
    }
    return end;
}

/* Labels across, with one row of values below. */
static size_t take_across(struct report *report, const struct grid *grid, size_t header)
{
    size_t known = 0, row = header + 1;
    if (row >= grid->count || (row + 1 < grid->count && (grid->table || grid_filled(grid, row + 1) > 1)))
        return header;
    for (size_t i = 0; i < grid->row[header].count; i++) {
        const char *label = grid_text(grid, header, i);
        const struct input_word *word = input_word_named(report->arena, label);
        known += is_plain_pair(report, word, label, grid_text(grid, row, i)) ? (word->words ? 1 : 2) : 0;
    }
    for (size_t i = 0; i < grid->row[header].count && known >= 2; i++) {
        const char *label = grid_text(grid, header, i);
        const struct input_word *word = input_word_named(report->arena, label);
        if (is_plain_pair(report, word, label, grid_text(grid, row, i)))
            put_labelled(report, word, grid, row, i, label);
        else if (label[0] != '\0')
            not_read(report, grid, header, i);
    }
    return known >= 2 ? row + 1 : header;
}

static bool moves_money(const char *path)
{
    return strncmp(path, "compensation.", 13) == 0 || strncmp(path, "grants.", 7) == 0;
}

void report_inputs_line(struct report *report, const char *label, const struct grid_cell *cell)
{
    const struct input_word *word = input_word_named(report->arena, label);
    struct grid_cell cells[] = {{.text = label, .at = cell->at}, *cell};
    struct grid_row row = {1, 2, cells};
    const struct grid line = {.name = "", .count = 1, .row = &row, .at = cell->at};
    if (has_grant_words(report, word, cell->text) || is_plain_pair(report, word, label, cell->text))
        put_labelled(report, word, &line, 0, 1, label);
    else if (word && word->words && strpbrk(cell->text, "0123456789") && moves_money(word->path))
        problem_assume(report->problems, cell->at, "", "not read: \"%.60s: %.120s\"", label, cell->text);
}

void report_inputs_end(struct report *report)
{
    for (const struct node *value = report->settings ? report->settings->child : NULL; value; value = value->next)
        if (!input_word_put(report->arena, report->document, value->key, node_copy(report->arena, value)))
            problem_add(report->problems, STATUS_INVALID, value->at, "",
                        "take one of them out; rows of a table are counted from 0",
                        "`%.80s` has a value already, or follows no row", value->key);
    if (report->settings)
        grant_words_take(report->arena, report->document, report->problems);
    report->settings = NULL;
    report_grants_end(report);
}

bool report_inputs_are_paths(struct report *report, const struct grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->row[row].count; i++) {
        const char *label = grid_text(grid, row, i);
        const struct input_word *word = strpbrk(label, "._") ? input_word_named(report->arena, label) : NULL;
        if (word && !word->words)
            return true;
    }
    return false;
}

size_t report_inputs_take(struct report *report, const struct grid *grid, size_t row)
{
    bool paths = report_inputs_are_paths(report, grid, row);
    size_t end = paths ? row : take_pay(report, grid, row);
    if (end == row && !paths)
        end = report_grants_take(report, grid, row);
    if (end == row)
        end = take_across(report, grid, row);
    return end > row ? end : take_pairs(report, grid, row);
}
