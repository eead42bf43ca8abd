#include "inputs/offer_rows.h"

#include "inputs/input_words.h"
#include "inputs/report_inputs.h"
#include "inputs/several_offers.h"
#include "inputs/vesting_words.h"
#include "inputs/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_LOOKED_AT = 40, USUAL_YEARS = 4 };

/* What a column is read as. */
enum role { ROLE_NONE, ROLE_NAME, ROLE_INPUT, ROLE_EQUITY, ROLE_YEARLY_EQUITY, ROLE_TOTAL };

struct offer_column {
    enum role role;
    const char *path; /* of ROLE_INPUT */
    enum cell_kind kind;
    size_t years; /* of a total, of equity: 0 where the heading says none */
};

struct offer_rows {
    struct report *report;
    const struct grid *grid;
    size_t header, end, columns;
    struct offer_column *column;
};

/* --- columns ------------------------------------------------------------------------------------------------------ */

static const char name_words[] = " company | offer | employer | name | firm | startup | job | organization | option ";
static const char equity_words[] = " equity | rsu | rsus | stock | stock grant | equity grant | equity value | grant | "
                                   "grant value | stock award | equity package | shares ";
static const char yearly_words[] = " annual equity | yearly equity | equity per year | rsu per year | rsus per year | "
                                   "stock per year | annual stock | annual rsu | equity per yr ";
static const char total_words[] = " total | totals | total comp | total compensation | tc | package ";

/* "4-year total", "Equity (4 yr RSU)"; 0: the heading says no years. */
static size_t years_told(struct arena *arena, const char *heading)
{
    const char *words = words_of(arena, heading, true);
    static const char *const units[] = {" year ", " years ", " yr ", " yrs ", "y "};
    for (const char *at = words; (at = strpbrk(at, "0123456789")); at += strspn(at, "0123456789")) {
        const char *unit = at + strspn(at, "0123456789");
        for (size_t i = 0; at[-1] == ' ' && i < sizeof units / sizeof *units; i++)
            if (strncmp(unit, units[i], strlen(units[i])) == 0)
                return strtoul(at, NULL, 10);
    }
    return 0;
}

static bool in_money(struct report *report, const struct grid *grid, size_t row, size_t column)
{
    struct cell_rules rules = cell_rules_usual();
    const char *text = grid_text(grid, row, column);
    rules.commas = grid_place(grid, row, column).source ? grid_place(grid, row, column).source->commas : COMMA_GROUPS;
    return !report_tables_absent(text) && !strchr(text, '%') &&
           !cell_read(report->arena, text, CELL_MONEY, &rules).fault;
}

static bool some_money(struct report *report, const struct grid *grid, size_t first, size_t end, size_t column)
{
    for (size_t row = first; row < end; row++)
        if (in_money(report, grid, row, column))
            return true;
    return false;
}

static struct offer_column column_of(const struct offer_rows *rows, size_t column)
{
    struct arena *arena = rows->report->arena;
    const char *heading = grid_text(rows->grid, rows->header, column), *words = words_of(arena, heading, false);
    const struct input_word *word = input_word_named(arena, heading);
    bool money = some_money(rows->report, rows->grid, rows->header + 1, rows->end, column);
    if (column == 0)
        return (struct offer_column){.role = ROLE_NAME};
    if (words_tell(words, total_words))
        return (struct offer_column){.role = ROLE_TOTAL, .years = years_told(arena, heading)};
    if (words_tell(words, yearly_words) && money)
        return (struct offer_column){.role = ROLE_YEARLY_EQUITY};
    if ((!word || strcmp(word->path, "grants.0.percent") == 0) && words_tell(words, equity_words) && money)
        return (struct offer_column){.role = ROLE_EQUITY, .years = years_told(arena, heading)};
    if (!word || strcmp(word->path, "name") == 0)
        return (struct offer_column){.role = ROLE_NONE};
    return (struct offer_column){.role = ROLE_INPUT, .path = word->path, .kind = word->kind};
}

/* --- where such a table is -----------------------------------------------------------------------------------------
 */

/* Offer and Market down the side are one offer and its alternative; sums and differences are no offers. */
static bool is_offer_name(struct arena *arena, const char *name)
{
    static const char others[] = " offer | market | current | alternative | benchmark | total | average | difference | "
                                 "delta | mean | median | sum ";
    return *name && !words_tell(words_of(arena, name, false), others);
}

static bool has_salary(const struct offer_rows *rows, size_t row)
{
    for (size_t i = 0; i < rows->columns; i++)
        if (rows->column[i].path && strcmp(rows->column[i].path, "compensation.offer.salary") == 0)
            return in_money(rows->report, rows->grid, row, i);
    return false;
}

static bool table_at(struct report *report, const struct grid *grid, size_t header, struct offer_rows *rows)
{
    struct arena *arena = report->arena;
    const char *first = words_of(arena, grid_text(grid, header, 0), false);
    *rows = (struct offer_rows){report, grid, header, header + 1, grid->row[header].count, NULL};
    if (rows->columns < 3 || !(first[1] == '\0' || words_tell(first, name_words)))
        return false;
    while (rows->end < grid->count && rows->end - header <= SEVERAL_OFFERS_MAX && grid_filled(grid, rows->end) > 1 &&
           is_offer_name(arena, grid_text(grid, rows->end, 0)))
        rows->end++;
    rows->column = arena_alloc(arena, rows->columns + 1, sizeof *rows->column);
    size_t known = 0;
    for (size_t i = 0; i < rows->columns; i++) {
        rows->column[i] = column_of(rows, i);
        known += rows->column[i].role != ROLE_NONE;
    }
    bool offers = rows->end > header + 2 && known >= 3;
    for (size_t row = header + 1; row < rows->end; row++)
        offers = offers && has_salary(rows, row);
    return offers;
}

static bool find(struct report *report, struct offer_rows *rows)
{
    for (size_t g = 0; g < report->grid_count; g++) {
        const struct grid *grid = &report->grid[g];
        for (size_t row = 0; row + 2 < grid->count && row < ROWS_LOOKED_AT; row++) {
            struct grid below = *grid, *turned = arena_alloc(report->arena, 1, sizeof *turned);
            if (table_at(report, grid, row, rows)) {
                report->sheet[g] = "offers";
                return true;
            }
            below.row += row;
            below.count -= row;
            if (below.count > ROWS_LOOKED_AT || grid_width(&below, 0, below.count) > SEVERAL_OFFERS_MAX + 1)
                continue;
            *turned = grid_turned(report->arena, &below);
            if (turned->count >= 3 && table_at(report, turned, 0, rows)) {
                problem_assume(report->problems, grid_place(grid, row, 0), "", "a column is an offer");
                report->sheet[g] = "offers";
                return true;
            }
        }
    }
    return false;
}

/* --- one offer ---------------------------------------------------------------------------------------------------- */

static void put(const struct offer_rows *rows, const char *path, struct node *value)
{
    if (value && !input_word_put(rows->report->arena, rows->report->document, path, value))
        problem_warn(rows->report->problems, value->at, "", "a second value for `%s` is not read: \"%.60s\"", path,
                     value->text);
}

static struct node *text_node(const struct offer_rows *rows, size_t row, size_t column, const char *text)
{
    struct node *node = node_create(rows->report->arena, NODE_TEXT, grid_place(rows->grid, row, column));
    node->text = text;
    return node;
}

/* Equity in money: stock that is worth what it says when it vests. */
static void put_equity(const struct offer_rows *rows, size_t row, size_t column)
{
    const char *heading = grid_text(rows->grid, rows->header, column);
    struct node *value = report_inputs_cell(rows->report, rows->grid, row, column, heading, CELL_MONEY);
    bool assumed = false;
    if (!value)
        return;
    const char *type = input_word_grant_type(rows->report->arena, heading, &assumed);
    put(rows, "grants.0.value", value);
    put(rows, "grants.0.type", text_node(rows, row, column, strcmp(type, heading) == 0 ? "rsu" : type));
}

static void put_column(const struct offer_rows *rows, size_t row, size_t column)
{
    const struct offer_column *told = &rows->column[column];
    const char *heading = grid_text(rows->grid, rows->header, column);
    if (told->role == ROLE_NAME)
        put(rows, "name", text_node(rows, row, column, grid_text(rows->grid, row, column)));
    else if (told->role == ROLE_EQUITY)
        put_equity(rows, row, column);
    else if (told->role == ROLE_YEARLY_EQUITY || told->role == ROLE_INPUT)
        put(rows, told->role == ROLE_INPUT ? told->path : "compensation.offer.annual_equity",
            report_inputs_cell(rows->report, rows->grid, row, column, heading,
                               told->role == ROLE_INPUT ? told->kind : CELL_MONEY));
}

/* --- yearly totals ------------------------------------------------------------------------------------------------ */

static double number_at(const struct offer_rows *rows, const char *path, enum cell_kind kind)
{
    const struct node *node = rows->report->document;
    for (const char *key = path; node && *key;) {
        size_t length = strcspn(key, ".");
        const char *own = arena_copy(rows->report->arena, key, length);
        node = node->type == NODE_ARRAY ? node->child : node_member(node, own);
        key += length + (key[length] == '.');
    }
    struct cell_rules rules = cell_rules_usual();
    rules.commas = node && node->at.source ? node->at.source->commas : COMMA_GROUPS;
    struct cell_reading reading = cell_read(rows->report->arena, node && node->text ? node->text : "0", kind, &rules);
    return reading.fault ? (double)NAN : distribution_mean(&reading.distribution);
}

/* Pay and equity that vests within so many years, as a sheet adds them up. */
static double total_of(const struct offer_rows *rows, size_t years)
{
    double salary = number_at(rows, "compensation.offer.salary", CELL_MONEY);
    double yearly = salary * (1 + number_at(rows, "compensation.offer.bonus", CELL_SHARE)) +
                    number_at(rows, "compensation.offer.annual_equity", CELL_MONEY);
    return (double)years * yearly + number_at(rows, "compensation.offer.signing", CELL_MONEY) +
           number_at(rows, "grants.0.value", CELL_MONEY);
}

/* A total of less than the years of vesting depends on what vests first: it is not read. */
static void check_total(const struct offer_rows *rows, size_t row, size_t column)
{
    struct report *report = rows->report;
    const struct offer_column *total = &rows->column[column];
    struct node *cell =
        report_inputs_cell(report, rows->grid, row, column, grid_text(rows->grid, rows->header, column), CELL_MONEY);
    if (!cell || total->years < USUAL_YEARS)
        return;
    struct cell_rules rules = cell_rules_usual();
    rules.commas = cell->at.source ? cell->at.source->commas : COMMA_GROUPS;
    struct cell_reading said = cell_read(report->arena, cell->text, CELL_MONEY, &rules);
    double sum = total_of(rows, total->years);
    if (!said.fault && isfinite(sum) && fabs(distribution_mean(&said.distribution) - sum) > 1 + 1e-4 * fabs(sum))
        problem_warn(report->problems, cell->at, "", "the total says %.40s, and the row adds up to %.0f", cell->text,
                     sum);
}

static void say_columns(const struct offer_rows *rows)
{
    for (size_t i = 0; i < rows->columns; i++) {
        const char *heading = grid_text(rows->grid, rows->header, i);
        struct place at = grid_place(rows->grid, rows->header, i);
        if (rows->column[i].role == ROLE_NONE && *heading)
            problem_assume(rows->report->problems, at, "", "the column \"%.60s\" is not read", heading);
        else if (rows->column[i].role == ROLE_TOTAL)
            problem_assume(rows->report->problems, at, "", "the column \"%.60s\" is %s", heading,
                           rows->column[i].years >= USUAL_YEARS ? "checked against the row, and not read" : "not read");
        else if (rows->column[i].role == ROLE_EQUITY)
            problem_assume(rows->report->problems, at, "",
                           "the column \"%.60s\" is stock of so much money, worth its money when it vests", heading);
    }
}

/* --- what all offers of the sheet are taken to have --------------------------------------------------------------- */

/* As long as the sheet counts: the years of a total, of the equity; else four. */
static size_t years_counted(const struct offer_rows *rows)
{
    size_t years = 0;
    for (size_t i = 0; i < rows->columns; i++)
        if (rows->column[i].years > 0 && (years == 0 || rows->column[i].role == ROLE_TOTAL))
            years = rows->column[i].years;
    return years ? years : USUAL_YEARS;
}

/* Without exits a grant in money is stock of a listed company, which keeps its worth. */
static void complete(const struct offer_rows *rows, size_t row)
{
    struct report *report = rows->report;
    struct node *offer = report->document;
    if (!node_member(offer, "stay")) {
        const char *years = arena_text(report->arena, "%zu years", years_counted(rows));
        put(rows, "stay", text_node(rows, row, 0, years));
        problem_assume(report->problems, grid_place(rows->grid, row, 0), "/stay",
                       "a stay of %s is taken: as long as the sheet counts", years);
    }
    if (node_member(offer, "grants") && number_at(rows, "grants.0.value", CELL_MONEY) > 0)
        put(rows, "public.volatility", text_node(rows, row, 0, "0%"));
    if (!node_member(offer, "grants")) { /* no equity is an offer, too */
        put(rows, "grants.0.value", text_node(rows, row, 0, "0"));
        put(rows, "grants.0.type", text_node(rows, row, 0, "rsu"));
        put(rows, "public.volatility", text_node(rows, row, 0, "0%"));
    }
}

bool offer_rows_take(struct report *report)
{
    struct offer_rows rows;
    struct node *document = report->document;
    if (!find(report, &rows))
        return false;
    struct node *list = node_create(report->arena, NODE_ARRAY, grid_place(rows.grid, rows.header, 0));
    say_columns(&rows);
    for (size_t row = rows.header + 1; row < rows.end; row++) {
        struct node *offer = node_create(report->arena, NODE_OBJECT, grid_place(rows.grid, row, 0));
        report->document = offer;
        for (size_t i = 0; i < rows.columns; i++)
            put_column(&rows, row, i);
        report_inputs_bonus(report);
        for (size_t i = 0; i < rows.columns; i++)
            if (rows.column[i].role == ROLE_TOTAL)
                check_total(&rows, row, i);
        complete(&rows, row);
        node_append(list, offer);
    }
    report->document = document;
    node_set_member(document, "offers", list->at, list);
    return true;
}
