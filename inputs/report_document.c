#include "inputs/report_document.h"

#include "inputs/grid_ends.h"
#include "inputs/name_kinds.h"
#include "inputs/report_capital.h"
#include "inputs/report_exits.h"
#include "inputs/report_inputs.h"
#include "inputs/report_scorecard.h"
#include "inputs/wished_sheet.h"

#include <string.h>
#include <strings.h>

enum { TURNED_CELLS_MAX = 4096, TURNED_COLUMNS_MAX = 40, ROWS_LOOKED_AT = 30, HEADINGS_TRIED = 500 };

/* --- where tables begin and end ------------------------------------------------------------------------------------
 */

/* A line of text below a table, not a row of it. */
static bool is_remark(const struct grid *grid, size_t header, size_t row)
{
    size_t filled = grid_filled(grid, row);
    return filled == 0 || (filled == 1 && grid_filled(grid, header) > 2);
}

/* The rows below a heading that belong to it. An empty row ends a table unless a sum follows. */
static size_t body_end(const struct grid *grid, size_t header)
{
    size_t end = header + 1;
    for (; end < grid->count && !grid->table; end++) {
        bool gap = grid->row[end].number > grid->row[end - 1].number + 1;
        if (is_remark(grid, header, end) || (gap && end > header + 1 && grid_filled(grid, end) > 1 &&
                                             strncasecmp(grid_text(grid, end, 0), "total", 5) != 0))
            break;
    }
    return grid->table ? grid->count : end;
}

/* Whether a row may be a heading: its cells are words. */
static bool is_heading(const struct grid *grid, size_t row)
{
    size_t filled = 0;
    for (size_t i = 0; i < grid->row[row].count; i++) {
        const char *text = grid->row[row].cell[i].text;
        filled += text[0] != '\0';
        if (strlen(text) > 80)
            return false;
    }
    return filled >= 2;
}

static void said_of_remarks(struct report *report, const struct report_table *table)
{
    const struct grid *grid = table->grid;
    for (size_t row = table->end; row < grid->count && row < table->end + 2 && !grid->table; row++)
        if (grid_filled(grid, row) == 1 && grid->row[row].number == grid->row[row - 1].number + 1)
            problem_assume(report->problems, grid_place(grid, row, 0), "",
                           "the line \"%.60s\" below the table is not read", grid_text(grid, row, 0));
}

/* --- risks -----------------------------------------------------------------------------------------------------------
 */

/* A matrix of risks as High, Medium and Low has the columns of risks and nothing to simulate. */
static bool has_numbers(const struct report_table *table)
{
    size_t column = report_tables_key(&table->columns, "probability");
    for (size_t row = table->header + 1; row < table->end; row++)
        if (strpbrk(grid_text(table->grid, row, column), "0123456789"))
            return true;
    return false;
}

/* Names of exits, and none of risks alone: exits that lack a value. */
static bool names_exits(struct report *report, const struct report_table *table)
{
    size_t column = report_tables_key(&table->columns, "name"), exits = 0, risks = 0;
    const char *hint;
    for (size_t row = table->header + 1; row < table->end; row++) {
        const char *name = grid_text(table->grid, row, column);
        bool risk = risk_kind_told(report->arena, name, &hint), exit = exit_kind_is_told(report->arena, name);
        risks += risk && !exit;
        exits += exit && !risk;
    }
    return exits >= 2 && risks == 0;
}

static void add_risks(struct report *report, const struct report_table *table)
{
    size_t name = report_tables_key(&table->columns, "name"), amount = report_tables_key(&table->columns, "amount");
    bool kinds = report_tables_key(&table->columns, "kind") < table->columns.count;
    struct node *list = node_create(report->arena, NODE_ARRAY, report_place(table, table->header, 0));
    list->key = "risks";
    for (size_t row = table->header + 1; row < table->end; row++) {
        const char *called = grid_text(table->grid, row, name);
        if (report_scorecard_is_total(called) || called[0] == '\0')
            continue;
        const char *hint = NULL;
        if (!kinds && !risk_kind_told(report->arena, called, &hint)) {
            problem_warn(report->problems, report_place(table, row, name), "/risks",
                         "the risk \"%.60s\" is not read: %s", called,
                         hint ? hint
                              : "its name is not one of a kind that is simulated (elimination, layoff, stagnation, "
                                "equity_zero, cost)");
            continue;
        }
        struct node *object = node_create(report->arena, NODE_OBJECT, report_place(table, row, 0));
        for (size_t i = 0; i < table->columns.count; i++) {
            const char *key = table->columns.key[i];
            struct cell_rules rules = cell_rules_usual();
            rules.loss_column = true;
            bool remark =
                i == amount && cell_read(report->arena, grid_text(table->grid, row, i), CELL_MONEY, &rules).fault;
            if (key && !remark)
                report_member(report, object, table, row, i, key,
                              strcmp(key, "probability") == 0 ? CELL_SHARE : CELL_TIMELINE);
        }
        if (object->children > 0)
            node_append(list, object);
    }
    if (list->children > 0)
        node_append(report->document, list);
}

static void add_scorecard(struct report *report, const struct report_table *table)
{
    size_t name = report_tables_key(&table->columns, "dimension");
    struct node *list = node_create(report->arena, NODE_ARRAY, report_place(table, table->header, 0));
    list->key = "scorecard";
    for (size_t row = table->header + 1; row < table->end; row++) {
        if (report_scorecard_is_total(grid_text(table->grid, row, name)))
            continue;
        struct node *object = node_create(report->arena, NODE_OBJECT, report_place(table, row, 0));
        for (size_t i = 0; i < table->columns.count; i++)
            if (table->columns.key[i])
                report_member(report, object, table, row, i, table->columns.key[i],
                              strcmp(table->columns.key[i], "weight") == 0 ? CELL_SHARE : CELL_SCORE);
        if (object->children > 0)
            node_append(list, object);
    }
    node_append(report->document, list);
}

/* --- one table of each kind ------------------------------------------------------------------------------------------
 */

/* Two columns for one key: the same heading twice is a mistake, another one is passed over aloud. In a scorecard the
 * other one is the weighted score. */
static void check_twins(struct report *report, const struct report_table *table)
{
    const struct table_columns *columns = &table->columns;
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->by_cells[i] && columns->key[i])
            problem_assume(report->problems, report_place(table, table->header, i),
                           arena_text(report->arena, "/%s", columns->table),
                           "the column \"%.60s\" is taken as the %s, by its cells",
                           grid_text(table->grid, table->header, i), columns->key[i]);
        if (!columns->lost[i] || strcmp(columns->table, "scorecard") == 0)
            continue;
        size_t taken = report_tables_key(columns, columns->lost[i]);
        if (taken == columns->count)
            continue;
        const char *pointer = arena_text(report->arena, "/%s", columns->table);
        const char *heading = grid_text(table->grid, table->header, i),
                   *other = grid_text(table->grid, table->header, taken);
        bool undecided = columns->rank[i] == columns->rank[taken] && columns->rank[i] < 2 &&
                         strcmp(columns->lost[i], "valuation") == 0;
        if (strcasecmp(heading, other) == 0)
            problem_add(report->problems, STATUS_INVALID, report_place(table, table->header, i), pointer,
                        "Keep one of them.", "the column \"%.60s\" comes twice", heading);
        else if (undecided)
            problem_add(report->problems, STATUS_INVALID, report_place(table, table->header, i), pointer,
                        arena_text(report->arena, "say which: --value-column '%.60s' (or '%.60s')", other, heading),
                        "\"%.60s\" and \"%.60s\" both tell a value: which one is the company's at the exit?", other,
                        heading);
        else
            problem_warn(report->problems, report_place(table, table->header, i), pointer,
                         "the column \"%.60s\" is not read: \"%.60s\" is taken as the %s", heading, other,
                         columns->lost[i]);
    }
}

struct found {
    struct capital_found *capital;
    struct report_table exits, risks, scorecard;
};

/* A second table of a kind: passed over aloud in a report, a question in a workbook. */
static void another_table(struct report *report, const struct report_table *first, const struct report_table *next)
{
    const char *name = next->columns.table, *pointer = arena_text(report->arena, "/%s", name);
    struct place at = report_place(next, next->header, 0);
    if (wished_sheet_is(report->problems, first->grid->name) && !wished_sheet_is(report->problems, next->grid->name))
        problem_assume(report->problems, at, pointer, "the %s of this sheet are left out: --sheet \"%.40s\"", name,
                       first->grid->name);
    else if (report->workbook && strcmp(name, "exits") == 0)
        problem_add(report->problems, STATUS_INVALID, at, pointer,
                    wished_sheet_help(report->arena, first->grid->name, next->grid->name),
                    "a second table of exits, beside the one on the sheet \"%.40s\"", first->grid->name);
    else
        problem_warn(report->problems, at, pointer,
                     "another table with the columns of %s is not read; the one in line %zu is read", name,
                     report_line(first, first->header));
}

static void take_table(struct report *report, struct found *found, const struct report_table *table)
{
    const char *name = table->columns.table;
    struct report_table *first = strcmp(name, "exits") == 0   ? &found->exits
                                 : strcmp(name, "risks") == 0 ? &found->risks
                                                              : &found->scorecard;
    if (first == &found->risks && !has_numbers(table))
        problem_warn(report->problems, report_place(table, table->header, 0), "/risks",
                     "a table of risks without a single number as probability is not read");
    else if (first == &found->risks && names_exits(report, table))
        problem_warn(report->problems, report_place(table, table->header, 0), "/exits",
                     "a table of exits without a column of the company's value is not read");
    else if (!first->grid)
        *first = *table;
    else
        another_table(report, first, table);
}

static const char *value_column(const struct report *report)
{
    return report->problems->wishes.value_column;
}

/* A table on its side: its first column has the headings. */
static bool turned_table(struct report *report, const struct grid *grid, struct found *found)
{
    size_t width = grid_width(grid, 0, grid->count);
    if (width < 2 || width > TURNED_COLUMNS_MAX || grid->count < 3 || width * grid->count > TURNED_CELLS_MAX)
        return false;
    struct grid *turned = arena_alloc(report->arena, 1, sizeof *turned);
    *turned = grid_turned(report->arena, grid);
    if (grid_ends_meet(report->arena, turned, 0))
        grid_ends_join(report->arena, turned, 0, turned->count, report->problems);
    struct report_table table = {.grid = turned, .header = 0, .end = turned->count};
    table.columns = report_tables_columns(report->arena, turned, 0, turned->count, value_column(report));
    if (!table.columns.table || strcmp(table.columns.table, "exits") != 0)
        return false;
    problem_assume(report->problems, report_place(&table, 0, 0), "/exits",
                   "the table stands on its side: a column is an exit");
    take_table(report, found, &table);
    return true;
}

static bool table_at(struct report *report, struct grid *grid, size_t row, struct report_table *table)
{
    *table = (struct report_table){.grid = grid, .header = row};
    if (!is_heading(grid, row))
        return false;
    if (grid_ends_meet(report->arena, grid, row))
        grid_ends_join(report->arena, grid, row, body_end(grid, row), report->problems);
    size_t looked_at = row + 1 + ROWS_LOOKED_AT < grid->count ? row + 1 + ROWS_LOOKED_AT : grid->count;
    table->columns = report_tables_columns(report->arena, grid, row, looked_at, value_column(report));
    table->end = table->columns.table ? body_end(grid, row) : row + 1;
    return table->columns.table != NULL && (grid->table || table->end > row + 1);
}

static void find_in_grid(struct report *report, size_t index, struct found *found)
{
    struct grid *grid = &report->grid[index];
    bool any = false;
    size_t tried = 0;
    for (size_t row = 0; row < grid->count && (row == 0 || !grid->table) && tried < HEADINGS_TRIED;) {
        struct report_table table;
        bool paths = report_inputs_are_paths(report, grid, row);
        if (!paths && table_at(report, grid, row, &table)) {
            take_table(report, found, &table);
            said_of_remarks(report, &table);
            report->sheet[index] = table.columns.table;
            any = true;
            row = table.end;
        } else {
            size_t after = paths ? row : report_capital_take(found->capital, grid, row);
            if (after == row)
                after = report_inputs_take(report, grid, row);
            report->sheet[index] = after > row ? "inputs" : report->sheet[index];
            any = any || after > row;
            tried += after == row;
            row = after > row ? after : row + 1;
        }
    }
    if (!any && turned_table(report, grid, found))
        report->sheet[index] = "exits";
}

void report_document_fill(struct report *report, struct report_table *scorecard)
{
    struct found found = {.capital = report_capital_begin(report)};
    for (size_t i = 0; i < report->grid_count; i++)
        find_in_grid(report, i, &found);
    if (found.exits.grid) {
        size_t value = report_tables_key(&found.exits.columns, "valuation");
        bool met = value_column(report) && value < found.exits.columns.count && found.exits.columns.rank[value] == 3;
        report->problems->column_met = report->problems->column_met || met;
        check_twins(report, &found.exits);
        report_exits_add(report, &found.exits);
    }
    if (found.risks.grid) {
        check_twins(report, &found.risks);
        add_risks(report, &found.risks);
    }
    report_capital_end(found.capital);
    report_inputs_end(report);
    *scorecard = found.scorecard;
    if (found.scorecard.grid) {
        double sum = 0;
        add_scorecard(report, &found.scorecard);
        if (report_scorecard_sum(report, &found.scorecard,
                                 &sum)) /* else the reader of cells tells which does not read */
            report_scorecard_check_rows(report, &found.scorecard, sum);
    }
}
