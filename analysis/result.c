#include "analysis/result.h"

const char *result_form_name(const struct result_form *form)
{
    return *form->key ? form->key : form->shape == TABLE_BY_KEY ? "figures" : "answer";
}

const struct result_cell *result_table_row(const struct result_table *table, size_t index, struct result_cell *room)
{
    if (table->cell)
        return table->cell + index * table->column_count;
    table->row(table, index, room);
    return room;
}

struct result_table *result_table_create(struct arena *arena, const struct result_form *form, size_t rows)
{
    struct result_table *table = arena_alloc(arena, 1, sizeof *table);
    *table = (struct result_table){.form = form,
                                   .column_count = form->column_count,
                                   .column = form->column,
                                   .rows = rows,
                                   .cell = arena_alloc(arena, rows * form->column_count + 1, sizeof *table->cell)};
    return table;
}

const double *result_table_numbers(struct arena *arena, const struct result_table *table, size_t column)
{
    double *number = arena_alloc(arena, table->rows, sizeof *number);
    for (size_t i = 0; i < table->rows; i++) {
        const struct result_cell *cell = &table->cell[i * table->column_count + column];
        number[i] = table->column[column].kind == COLUMN_FIGURE ? cell->figure.estimate : cell->number;
    }
    return number;
}
