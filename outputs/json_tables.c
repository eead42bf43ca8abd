#include "outputs/json_tables.h"

#include "outputs/json_text.h"

#include <string.h>

enum { INDENT = 2 };

void json_tables_open(struct json_writing *w, const char *bracket)
{
    text_put(w->out, bracket);
    w->depth++;
    w->empty = true;
}

static void new_line(struct json_writing *w)
{
    text_put(w->out, "\n");
    text_put_repeated(w->out, " ", w->depth * INDENT);
}

void json_tables_close(struct json_writing *w, const char *bracket)
{
    w->depth--;
    if (!w->empty && !w->flat)
        new_line(w);
    text_put(w->out, bracket);
    w->empty = false;
}

void json_tables_item(struct json_writing *w)
{
    if (!w->empty)
        text_put(w->out, w->flat ? ", " : ",");
    if (!w->flat)
        new_line(w);
    w->empty = false;
}

void json_tables_member(struct json_writing *w, const char *key)
{
    json_tables_item(w);
    json_text_string(w->out, key);
    text_put(w->out, ": ");
}

/* --- what stands on one line -------------------------------------------------------------------------------------- */

static bool is_bare(const struct result_form *form)
{
    return form->column_count == 1 && !*form->column[0].key && form->column[0].kind != COLUMN_FIGURE;
}

/* A row of it fits a line: no figures with names of their own, no lists of rows. */
static bool is_short(const struct result_form *form)
{
    if (form->open != TABLE_CLOSED)
        return false;
    for (size_t c = 0; c < form->column_count; c++) {
        const struct result_column *column = &form->column[c];
        if (column->kind == COLUMN_FIGURE && *column->key)
            return false;
        if (column->kind == COLUMN_TABLE && !is_bare(column->form) &&
            (column->form->shape != TABLE_ONE || !is_short(column->form)))
            return false;
    }
    return true;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static void put_value(struct json_writing *w, const struct result_table *table);

static void put_cell(struct json_writing *w, enum column_kind kind, const struct result_cell *cell)
{
    if (cell->null) {
        text_put(w->out, "null");
        return;
    }
    switch (kind) {
    case COLUMN_KEY:
    case COLUMN_TEXT:
        json_text_string(w->out, cell->text);
        break;
    case COLUMN_NUMBER:
        json_text_number(w->out, cell->number);
        break;
    case COLUMN_COUNT:
        text_putf(w->out, "%llu", (unsigned long long)cell->count);
        break;
    case COLUMN_FLAG:
        text_put(w->out, cell->flag ? "true" : "false");
        break;
    case COLUMN_FIGURE:
        json_text_figure(w->out, &cell->figure);
        break;
    case COLUMN_TABLE:
        put_value(w, cell->table);
        break;
    }
}

/* A figure that stands for its row: its unit, then its members. */
static void put_spread(struct json_writing *w, const struct result_cell *cell)
{
    json_tables_member(w, "unit");
    json_text_string(w->out, cell->unit);
    json_tables_item(w);
    json_text_figure_members(w->out, &cell->figure);
}

static bool same_place(const struct result_column *a, const struct result_column *b)
{
    return a->under && b->under && strcmp(a->under, b->under) == 0;
}

static void put_member(struct json_writing *w, const struct result_column *column, const struct result_cell *cell)
{
    if (cell->absent)
        return;
    if (*column->key) {
        json_tables_member(w, column->key);
        put_cell(w, column->kind, cell);
    } else if (column->kind == COLUMN_FIGURE) {
        put_spread(w, cell);
    } else {
        json_tables_item(w);
        put_cell(w, column->kind, cell);
    }
}

void json_tables_put_members(struct json_writing *w, const struct result_table *table, const struct result_cell *cells,
                             size_t first)
{
    const struct result_column *column = table->column;
    for (size_t c = first, end; c < table->column_count; c = end) {
        bool any = false;
        for (end = c; end == c || (end < table->column_count && same_place(&column[c], &column[end])); end++)
            any = any || !cells[end].absent;
        if (!any)
            continue;
        if (column[c].under) {
            json_tables_member(w, column[c].under);
            json_tables_open(w, "{");
        }
        for (size_t i = c; i < end; i++)
            put_member(w, &column[i], &cells[i]);
        if (column[c].under)
            json_tables_close(w, "}");
    }
}

static void put_row(struct json_writing *w, const struct result_table *table, const struct result_cell *cells,
                    size_t first)
{
    bool flat = w->flat;
    w->flat = flat || is_short(table->form);
    json_tables_open(w, "{");
    json_tables_put_members(w, table, cells, first);
    json_tables_close(w, "}");
    w->flat = flat;
}

static void put_by_key(struct json_writing *w, const struct result_table *table, struct result_cell *room)
{
    for (size_t r = 0; r < table->rows; r++) {
        const struct result_cell *cells = result_table_row(table, r, room);
        json_tables_member(w, cells[0].text);
        put_row(w, table, cells, 1);
    }
}

static void put_list(struct json_writing *w, const struct result_table *table, struct result_cell *room)
{
    bool flat = w->flat, bare = is_bare(table->form);
    w->flat = flat || bare;
    json_tables_open(w, "[");
    for (size_t r = 0; r < table->rows; r++) {
        const struct result_cell *cells = result_table_row(table, r, room);
        json_tables_item(w);
        if (bare)
            put_cell(w, table->column[0].kind, &cells[0]);
        else
            put_row(w, table, cells, 0);
    }
    json_tables_close(w, "]");
    w->flat = flat;
}

static struct result_cell *room_of(const struct json_writing *w, const struct result_table *table)
{
    return table->cell   ? NULL
           : table->room ? table->room
                         : arena_alloc(w->out->arena, table->column_count + 1, sizeof(struct result_cell));
}

static void put_value(struct json_writing *w, const struct result_table *table)
{
    struct result_cell *room = room_of(w, table);
    switch (table->form->shape) {
    case TABLE_ROWS:
        put_list(w, table, room);
        break;
    case TABLE_BY_KEY:
        json_tables_open(w, "{");
        put_by_key(w, table, room);
        json_tables_close(w, "}");
        break;
    case TABLE_ONE:
        put_row(w, table, result_table_row(table, 0, room), 0);
        break;
    }
}

void json_tables_put(struct json_writing *w, const struct result_table *table)
{
    if (*table->form->key) {
        json_tables_member(w, table->form->key);
        put_value(w, table);
    } else if (table->form->shape == TABLE_BY_KEY) {
        put_by_key(w, table, room_of(w, table));
    } else {
        json_tables_put_members(w, table, result_table_row(table, 0, room_of(w, table)), 0);
    }
}
