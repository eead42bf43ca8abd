#include "inputs/report_grants.h"

#include "inputs/capital_sums.h"
#include "inputs/input_words.h"
#include "inputs/report_inputs.h"
#include "inputs/words.h"

#include <string.h>

enum grant_column {
    COLUMN_STRIKE,
    COLUMN_GRANTED,
    COLUMN_VESTING,
    COLUMN_TYPE,
    COLUMN_SHARES,
    COLUMN_PERCENT,
    COLUMN_NAME
};

static const struct {
    const char *key, *words;
    enum cell_kind kind;
} grant_columns[] = {
    [COLUMN_STRIKE] = {"strike", " strike | strike price | exercise price ", CELL_MONEY},
    [COLUMN_GRANTED] = {"granted", " grant date | granted | date of grant ", CELL_DATE},
    [COLUMN_VESTING] = {"vesting", " vesting | vesting schedule | schedule ", CELL_NUMBER},
    [COLUMN_TYPE] = {"type", " type | kind | grant type | instrument | award type ", CELL_NUMBER},
    [COLUMN_SHARES] = {"shares", " shares | units | options | number | quantity | rsus ", CELL_COUNT},
    [COLUMN_PERCENT] = {"percent", " percent | % | ownership | equity | grant | stake | share of company | percentage ",
                        CELL_SHARE},
    [COLUMN_NAME] = {"name", " grant | award | name | description | label ", CELL_NUMBER},
};
enum { GRANT_COLUMNS = sizeof grant_columns / sizeof *grant_columns, GRANTS_LOOKED_AT = 100 };

/* --- types ---------------------------------------------------------------------------------------------------------
 */

void report_grants_type(struct report *report, struct node *type)
{
    bool assumed = false;
    const char *told = input_word_grant_type(report->arena, type->text, &assumed);
    if (told == type->text)
        return;
    type->written = type->text;
    type->text = told;
    if (assumed)
        problem_assume(report->problems, type->at, "", "\"%.60s\" is taken for %s: what kind of option is not said",
                       type->written, told);
}

void report_grants_type_told(struct report *report, struct node *grant, const char *words, struct place at)
{
    bool assumed = false;
    const char *told = words ? input_word_grant_type(report->arena, words, &assumed) : words;
    if (told == words || node_member(grant, "type"))
        return;
    struct node *type = node_create(report->arena, NODE_TEXT, at);
    type->text = words;
    node_set_member(grant, "type", at, type);
    report_grants_type(report, type);
    if (!assumed)
        problem_assume(report->problems, at, "", "\"%.60s\" tells the type of the grant: %s", words, told);
}

void report_grants_end(struct report *report)
{
    const struct node *grants = node_member(report->document, "grants");
    for (struct node *grant = grants ? grants->child : NULL; grant; grant = grant->next) {
        if (grant->type != NODE_OBJECT || node_member(grant, "type"))
            continue;
        const struct node *strike = node_member(grant, "strike");
        strike = strike ? strike : node_member(grant, "strike_value");
        if (!strike)
            continue;
        struct node *type = node_create(report->arena, NODE_TEXT, strike->at);
        type->text = "nso";
        node_set_member(grant, "type", strike->at, type);
        problem_assume(report->problems, strike->at, "",
                       "a grant with a strike is taken for options of the type nso: what kind is not said");
    }
}

/* --- a table, one a row --------------------------------------------------------------------------------------------
 */

/* A size needs a number below its heading; "Grant" is a name but above percentages. */
static bool may_be(struct report *report, const struct grid *grid, size_t header, size_t column, enum grant_column is)
{
    const char *below = header + 1 < grid->count ? grid_text(grid, header + 1, column) : "";
    bool number = strpbrk(below, "0123456789") != NULL;
    if (is == COLUMN_PERCENT && strcmp(words_of(report->arena, grid_text(grid, header, column), true), " grant ") == 0)
        return number && strchr(below, '%');
    return number || (is != COLUMN_SHARES && is != COLUMN_PERCENT);
}

/* Columns by key; GRID_COLUMNS_MAX where there is none. */
static bool grant_header(struct report *report, const struct grid *grid, size_t row, size_t at[GRANT_COLUMNS])
{
    static const char foreign[] =
        " class | holder | stakeholder | shareholder | investor | invested | certificate | plan "
        "| security | reserved | authorized | scenario | probability | company | issued ";
    bool other = false;
    for (size_t k = 0; k < GRANT_COLUMNS; k++)
        at[k] = GRID_COLUMNS_MAX;
    for (size_t i = 0; i < grid->row[row].count; i++) {
        const char *words = words_of(report->arena, grid_text(grid, row, i), true);
        other = other || words_tell(words, foreign);
        for (size_t k = 0; k < GRANT_COLUMNS; k++) {
            if (at[k] != GRID_COLUMNS_MAX || !words_tell(words, grant_columns[k].words) ||
                !may_be(report, grid, row, i, (enum grant_column)k))
                continue;
            at[k] = i;
            break;
        }
    }
    bool size = at[COLUMN_SHARES] != GRID_COLUMNS_MAX || at[COLUMN_PERCENT] != GRID_COLUMNS_MAX;
    bool what = at[COLUMN_STRIKE] != GRID_COLUMNS_MAX || at[COLUMN_VESTING] != GRID_COLUMNS_MAX ||
                at[COLUMN_TYPE] != GRID_COLUMNS_MAX;
    return size && what && !other;
}

static bool has_cell(const struct grid *grid, size_t row, size_t column)
{
    return column != GRID_COLUMNS_MAX && !report_tables_absent(grid_text(grid, row, column));
}

static void add_grant(struct report *report, const struct grid *grid, size_t header, size_t row, const size_t *at,
                      struct node *list)
{
    struct node *grant = node_create(report->arena, NODE_OBJECT, grid_place(grid, row, 0));
    for (size_t k = 0; k < GRANT_COLUMNS; k++) {
        if (at[k] == GRID_COLUMNS_MAX || (k == COLUMN_SHARES && has_cell(grid, row, at[COLUMN_PERCENT])))
            continue; /* a share of the company says more than a number of shares */
        struct node *value =
            report_inputs_cell(report, grid, row, at[k], grid_text(grid, header, at[k]), grant_columns[k].kind);
        if (!value)
            continue;
        if (k == COLUMN_TYPE)
            report_grants_type(report, value);
        value->key = grant_columns[k].key;
        node_append(grant, value);
    }
    if (!node_member(grant, "percent") && !node_member(grant, "shares"))
        return;
    const struct node *name = node_member(grant, "name");
    report_grants_type_told(report, grant, name ? name->text : NULL, name ? name->at : grant->at);
    node_append(list, grant);
}

static void tell_unread_columns(struct report *report, const struct grid *grid, size_t header, const size_t *at)
{
    for (size_t i = 0; i < grid->row[header].count; i++) {
        bool read = grid_text(grid, header, i)[0] == '\0';
        for (size_t k = 0; k < GRANT_COLUMNS; k++)
            read = read || at[k] == i;
        if (!read)
            problem_assume(report->problems, grid_place(grid, header, i), "/grants",
                           "the column \"%.60s\" of the grants is not read", grid_text(grid, header, i));
    }
}

size_t report_grants_take(struct report *report, const struct grid *grid, size_t header)
{
    size_t at[GRANT_COLUMNS], row = header + 1;
    if (row >= grid->count || !grant_header(report, grid, header, at) || node_member(report->document, "grants"))
        return header;
    size_t size = at[COLUMN_PERCENT] != GRID_COLUMNS_MAX ? at[COLUMN_PERCENT] : at[COLUMN_SHARES];
    if (!strpbrk(grid_text(grid, row, size), "0123456789"))
        return header;
    struct node *list = node_create(report->arena, NODE_ARRAY, grid_place(grid, header, 0));
    for (; row < grid->count && grid_filled(grid, row) > 1 && row < header + GRANTS_LOOKED_AT; row++) {
        if (capital_sums_is_total(report->arena, grid_text(grid, row, 0)))
            problem_assume(report->problems, grid_place(grid, row, 0), "/grants",
                           "the row \"%.60s\" sums up the others: it is not a grant", grid_text(grid, row, 0));
        else
            add_grant(report, grid, header, row, at, list);
    }
    if (list->children == 0)
        return header;
    tell_unread_columns(report, grid, header, at);
    node_set_member(report->document, "grants", list->at, list);
    return row;
}
