/* The tables of a result, cell by cell. */
#include "analysis/result_tables.h"
#include "library/answer.h"

enum { NO_ROW = -1 };

struct offercast_table {
    struct arena *arena;
    const char *offer; /* of several; else NULL */
    const struct result_table *table;
    struct result_cell *room; /* of the row that a cursor made last */
    const struct result_cell *cells;
    size_t row;                     /* which that is */
    struct offercast_table *within; /* of each column that is a table, in that row */
};

static struct offercast_table table_of(struct arena *arena, const struct result_table *table, const char *offer)
{
    return (struct offercast_table){.arena = arena, .offer = offer, .table = table, .row = (size_t)NO_ROW};
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void add_report(struct offercast_result *result, const struct report *report, const char *offer)
{
    struct result_tables tables = result_tables_of(result->arena, report, NULL, 0);
    for (size_t i = 0; i < tables.count; i++) {
        result->table = arena_grow(result->arena, result->table, result->table_count, sizeof *result->table);
        result->table[result->table_count++] = table_of(result->arena, tables.table[i], offer);
    }
}

static void make_tables(void *argument)
{
    struct offercast_result *result = argument;
    const struct report *report = result->report;
    result->table_count = 0;
    if (report && !report->part_count)
        add_report(result, report, NULL);
    for (size_t i = 0; report && i < report->part_count; i++)
        add_report(result, report->part[i], report->part[i]->name ? report->part[i]->name : "");
    result->walked = true;
}

struct offercast_table *offercast_result_table(struct offercast_result *result, size_t i)
{
    if (!result->walked && !guard_run(make_tables, result))
        return NULL;
    return i < result->table_count ? &result->table[i] : NULL;
}

/* --- walking ------------------------------------------------------------------------------------------------------ */

const char *offercast_table_name(const struct offercast_table *table)
{
    return result_form_name(table->table->form);
}

const char *offercast_table_offer(const struct offercast_table *table)
{
    return table->offer;
}

size_t offercast_table_rows(const struct offercast_table *table)
{
    return table->table->rows;
}

const char *offercast_table_column(const struct offercast_table *table, size_t column)
{
    return column < table->table->column_count ? table->table->column[column].key : NULL;
}

struct row_call {
    struct offercast_table *table;
    size_t row;
};

static void fetch_row(void *argument)
{
    const struct row_call *call = argument;
    struct offercast_table *table = call->table;
    size_t columns = table->table->column_count;
    if (!table->within) {
        table->room = arena_alloc(table->arena, columns + 1, sizeof *table->room);
        table->within = arena_alloc(table->arena, columns + 1, sizeof *table->within);
    }
    for (size_t c = 0; c < columns; c++)
        table->room[c] = (struct result_cell){.text = NULL};
    table->cells = result_table_row(table->table, call->row, table->room);
    for (size_t c = 0; c < columns; c++)
        if (table->table->column[c].kind == COLUMN_TABLE && table->cells[c].table)
            table->within[c] = table_of(table->arena, table->cells[c].table, table->offer);
    table->row = call->row;
}

static struct offercast_cell cell_of(struct offercast_table *table, size_t column)
{
    const struct result_cell *from = &table->cells[column];
    struct offercast_cell cell = {.kind = (enum offercast_column_kind)table->table->column[column].kind,
                                  .absent = from->absent,
                                  .null = from->null,
                                  .unit = from->unit};
    switch (table->table->column[column].kind) {
    case COLUMN_KEY:
    case COLUMN_TEXT:
        cell.text = from->text;
        break;
    case COLUMN_NUMBER:
        cell.number = from->number;
        break;
    case COLUMN_COUNT:
        cell.count = from->count;
        break;
    case COLUMN_FLAG:
        cell.flag = from->flag;
        break;
    case COLUMN_FIGURE:
        cell.figure = answer_figure(&from->figure);
        cell.figure.unit = from->unit ? from->unit : "";
        break;
    case COLUMN_TABLE:
        cell.table = from->absent || from->null || !from->table ? NULL : &table->within[column];
        break;
    }
    return cell;
}

bool offercast_table_cell(struct offercast_table *table, size_t row, size_t column, struct offercast_cell *cell)
{
    if (row >= table->table->rows || column >= table->table->column_count)
        return false;
    if (table->row != row && !guard_run(fetch_row, &(struct row_call){table, row}))
        return false;
    *cell = cell_of(table, column);
    return true;
}
