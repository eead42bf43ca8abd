#include "inputs/scenario_table.h"

#include "inputs/csv_document.h"
#include "inputs/heading_unit.h"
#include "inputs/input_words.h"
#include "inputs/key_records.h"
#include "inputs/nearest_word.h"
#include "inputs/report_tables.h"
#include "inputs/source.h"
#include "inputs/wished_sheet.h"
#include "inputs/words.h"
#include "inputs/workbook_document.h"

#include <string.h>
#include <strings.h>

struct scenario_table {
    const struct grid *grid;
    size_t header; /* its row */
};

struct column_told {
    const char *path;    /* NULL: no axis */
    enum cell_kind kind; /* CELL_NUMBER: the cells stand as they are */
};

/* --- the file
 * --------------------------------------------------------------------------------------------------------- */

static bool may_be_header(const struct grid *grid, size_t row)
{
    size_t filled = 0;
    for (size_t i = 0; i < grid->row[row].count; i++) {
        const char *text = grid_text(grid, row, i);
        filled += text[0] != '\0';
        if (text[0] != '\0' && strspn(text, "0123456789.,%$ ") == strlen(text))
            return false;
    }
    bool title = filled == 1 && grid_width(grid, 0, grid->count) > 1;
    return filled >= 1 && !title && row + 1 < grid->count;
}

/* The row of headings, below a title; the count: none. */
static size_t header_of(const struct grid *grid)
{
    enum { ROWS_TRIED = 20 };
    for (size_t row = 0; row < grid->count && row < ROWS_TRIED; row++)
        if (may_be_header(grid, row))
            return row;
    return grid->count;
}

struct scenario_table *scenario_table_read(struct arena *arena, const char *path, struct problems *problems,
                                           struct vary *vary)
{
    const struct source *source = source_read(arena, path, problems);
    return source ? scenario_table_of(arena, source, problems, vary) : NULL;
}

struct scenario_table *scenario_table_of(struct arena *arena, const struct source *source, struct problems *problems,
                                         struct vary *vary)
{
    struct grid *grid = NULL;
    size_t count = 0;
    if (workbook_recognised(source) ? !workbook_grids(arena, source, problems, &grid, &count)
                                    : !csv_grids(arena, source, problems, &grid, &count))
        return NULL;
    struct scenario_table *table = arena_alloc(arena, 1, sizeof *table);
    for (size_t i = 0; i < count; i++) {
        if (header_of(&grid[i]) == grid[i].count || wished_sheet_is_another(problems, grid[i].name))
            continue;
        if (table->grid) {
            problem_add(problems, STATUS_INVALID, grid[i].at, "",
                        wished_sheet_help(arena, table->grid->name, grid[i].name),
                        "scenarios on the sheet \"%.40s\", and on \"%.40s\" before", grid[i].name, table->grid->name);
            return NULL;
        }
        *table = (struct scenario_table){&grid[i], header_of(&grid[i])};
    }
    if (!table->grid) {
        problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "",
                    "A row of headings, key paths or words such as Salary and Grant %, then a row for each scenario.",
                    "there is no table of scenarios");
        return NULL;
    }
    size_t rows = table->grid->count - table->header - 1;
    if (rows > SCENARIOS_MAX) {
        problem_add(problems, STATUS_LIMIT, (struct place){source, 0}, "", NULL,
                    "the table has more than %d scenarios, the most that one sweep runs", SCENARIOS_MAX);
        return NULL;
    }
    *vary = (struct vary){.combinations = rows, .together = true};
    return table;
}

/* --- headings
 * --------------------------------------------------------------------------------------------------------- */

static bool is_path(struct arena *arena, const char *heading)
{
    const char *first = arena_copy(arena, heading, strcspn(heading, "."));
    return key_named(&offer_record, first) != NULL;
}

/* The row of a list of the offer whose name is among the words; the longest. *rest: the words without it. */
static const struct node *row_named(struct arena *arena, const struct node *offer, const char *list, const char *words,
                                    const char **rest)
{
    const struct node *rows = node_member(offer, list), *found = NULL;
    size_t longest = 0;
    for (const struct node *row = rows ? rows->child : NULL; row; row = row->next) {
        const struct node *name = node_member(row, "name");
        const char *own = name && name->type == NODE_TEXT ? words_of(arena, name->text, true) : "";
        const char *at = *own ? strstr(words, own) : NULL;
        if (!at || strlen(own) <= longest)
            continue;
        longest = strlen(own);
        found = row;
        *rest = arena_text(arena, "%.*s %s", (int)(at - words), words, at + longest - 1);
    }
    return found;
}

static enum cell_kind kind_of(const char *role)
{
    return strcmp(role, "probability") == 0 ? CELL_SHARE : strcmp(role, "valuation") == 0 ? CELL_MONEY : CELL_TIMELINE;
}

/* "IPO chance", "Exit value" where there is one exit, "Layoff probability". */
static bool told_of_row(struct arena *arena, const struct node *offer, const char *heading, struct column_told *told)
{
    static const char *const lists[] = {"exits", "risks"};
    static const char *const roles[] = {"probability", "valuation", "timeline", "within"};
    const char *words = words_of(arena, heading, false);
    bool exact;
    for (size_t k = 0; k < 2; k++) {
        const char *rest = words;
        const struct node *rows = node_member(offer, lists[k]), *row = row_named(arena, offer, lists[k], words, &rest);
        const char *role = report_tables_heading_role(arena, rest, &exact);
        if (!row && k == 0 && rows && rows->children == 1)
            row = rows->child;
        for (size_t r = 0; row && role && r < sizeof roles / sizeof *roles; r++) {
            if (strcmp(role, roles[r]) != 0)
                continue;
            *told = (struct column_told){arena_text(arena, "%s.%s.%s", lists[k], node_member(row, "name")->text, role),
                                         kind_of(role)};
            return true;
        }
    }
    return false;
}

/* What the nearest word would have been. */
static const char *nearest_heading(struct arena *arena, const char *heading)
{
    static const char *const known[] = {"salary",       "bonus",     "signing bonus", "market salary", "grant %",
                                        "strike price", "vesting",   "stay",          "discount rate", "dilution",
                                        "options",      "severance", "search",        "IPO chance",    "exit value",
                                        "stay",         "wealth",    "start date",    "market bonus",  "raise"};
    const char *near = nearest_word(heading, known, sizeof known / sizeof *known);
    return near
               ? arena_text(arena, "Did you mean \"%s\"? A key path such as compensation.offer.salary does too.", near)
               : "A column is a key path such as compensation.offer.salary, or a word for one: Salary, Grant %, Strike "
                 "price, Stay, IPO chance, IPO value. Comments stand under Comment.";
}

static bool understand(struct arena *arena, const struct scenario_table *table, const struct node *offer, size_t column,
                       struct problems *problems, struct column_told *told)
{
    const char *heading = grid_text(table->grid, table->header, column);
    struct place at = grid_place(table->grid, table->header, column);
    const char *words = words_of(arena, heading, false);
    *told = (struct column_told){NULL, CELL_NUMBER};
    if (is_path(arena, heading)) {
        told->path = heading;
        return true;
    }
    if (words_tell(words,
                   " comment | comments | note | notes | remark | remarks | description | source | rationale ")) {
        problem_assume(problems, at, "", "the column \"%.60s\" is not read", heading);
        return true;
    }
    const struct input_word *word = input_word_named(arena, heading);
    if (word)
        *told = (struct column_told){word->path, word->kind};
    else if (!told_of_row(arena, offer, heading, told)) {
        problem_add(problems, STATUS_INVALID, at, "", nearest_heading(arena, heading), "unknown column \"%.60s\"",
                    heading);
        return false;
    }
    problem_assume(problems, at, "", "the column \"%.60s\" is `%s`", heading, told->path);
    return true;
}

/* --- rows
 * ------------------------------------------------------------------------------------------------------------- */

static const char *value_of(struct arena *arena, const struct scenario_table *table, size_t row, size_t column,
                            const struct column_told *told, struct problems *problems)
{
    const char *text = grid_text(table->grid, row, column), *heading = grid_text(table->grid, table->header, column);
    if (text[0] == '\0' || told->kind == CELL_NUMBER)
        return text[0] ? text : NULL;
    const struct grid_cell *cell = &table->grid->row[row].cell[column];
    struct heading_unit unit = heading_unit_of(arena, heading);
    enum cell_kind kind = told->kind == CELL_DURATION ? CELL_TIMELINE : told->kind;
    const char *whole =
        heading_unit_apply(arena, &unit, text, kind, cell->at.source ? cell->at.source->commas : COMMA_GROUPS);
    if (!whole)
        problem_add(problems, STATUS_INVALID, cell->at, "", "write the cell with its own unit",
                    "`%.60s` under \"%.60s\" is more than can be meant", text, heading);
    return whole ? whole : text;
}

static const char *const *names_of(struct arena *arena, const struct scenario_table *table, size_t rows, size_t column)
{
    const char **name = arena_alloc(arena, rows + 1, sizeof *name);
    for (size_t i = 0; i < rows; i++) {
        const char *text = column < GRID_COLUMNS_MAX ? grid_text(table->grid, table->header + 1 + i, column) : "";
        name[i] = *text ? text : arena_text(arena, "row %zu", table->grid->row[table->header + 1 + i].number);
    }
    return name;
}

static bool is_name(struct arena *arena, const char *heading)
{
    const char *words = words_of(arena, heading, false);
    static const char *const names[] = {" scenario ", " scenarios ", " case ", " name ", " id ",
                                        " label ",    " row ",       " no ",   " "};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strcmp(words, names[k]) == 0)
            return true;
    return false;
}

bool scenario_table_understand(struct arena *arena, const struct scenario_table *table, const struct node *offer,
                               struct problems *problems, struct vary *vary)
{
    const struct grid *grid = table->grid;
    size_t columns = grid->row[table->header].count, rows = vary->combinations, name = GRID_COLUMNS_MAX;
    struct vary_axis *axis = arena_alloc(arena, columns + 1, sizeof *axis);
    vary->axis = axis;
    for (size_t i = 0; i < columns; i++) {
        struct column_told told;
        const char *heading = grid_text(grid, table->header, i);
        if (i == 0 && is_name(arena, heading)) {
            name = 0;
            continue;
        }
        if (!understand(arena, table, offer, i, problems, &told) || !told.path)
            continue;
        for (size_t k = 0; k < vary->axes; k++)
            if (strcmp(axis[k].path, told.path) == 0)
                problem_add(problems, STATUS_INVALID, grid_place(grid, table->header, i), "", "Keep one of them.",
                            "\"%.60s\" is `%s`, as a column before is", heading, told.path);
        axis[vary->axes] =
            (struct vary_axis){told.path, rows, arena_alloc(arena, rows + 1, sizeof(const char *)), heading};
        for (size_t row = 0; row < rows; row++)
            axis[vary->axes].value[row] = value_of(arena, table, table->header + 1 + row, i, &told, problems);
        vary->axes++;
    }
    vary->name = names_of(arena, table, rows, name);
    if (vary->axes == 0 && problems->status == STATUS_OK)
        problem_add(problems, STATUS_INVALID, grid_place(grid, table->header, 0), "", nearest_heading(arena, ""),
                    "no column of the table is an input");
    return problems->status == STATUS_OK;
}
