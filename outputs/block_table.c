#include "outputs/block_table.h"

#include "sim/number.h"

#include <math.h>
#include <string.h>

struct block_table block_table_begin(struct report *report, const char *title, const char *sheet, size_t columns,
                                     const char *const *heading, const enum cell_align *align)
{
    struct block *block = report_add_block(report, BLOCK_TABLE, title, sheet);
    block->columns = columns;
    if (heading) {
        const char **copy = arena_alloc(report->arena, columns, sizeof *copy);
        memcpy(copy, heading, columns * sizeof *copy);
        block->heading = copy;
    }
    enum cell_align *sides = arena_alloc(report->arena, columns, sizeof *sides);
    for (size_t i = 0; i < columns; i++)
        sides[i] = align ? align[i] : i ? ALIGN_RIGHT : ALIGN_LEFT;
    block->align = sides;
    return (struct block_table){.report = report, .block = report->block_count - 1};
}

void block_table_cell(struct block_table *table, const char *text, double number, const char *unit)
{
    table->cell = arena_grow(table->report->arena, table->cell, table->cells, sizeof *table->cell);
    table->cell[table->cells++] = (struct block_cell){.text = text, .number = number, .unit = unit};
    struct block *block = &table->report->block[table->block];
    block->cell = table->cell;
    block->rows = table->cells / block->columns;
}

void block_table_rule(struct block_table *table, enum cell_rule rule)
{
    if (table->cells)
        table->cell[table->cells - 1].rule = rule;
}

void block_table_neutral(struct block_table *table)
{
    table->cell[table->cells - 1].neutral = true;
}

char block_cell_sign(const struct block_cell *cell)
{
    bool signed_money = !cell->neutral && !isnan(cell->number) && (*cell->text == '+' || *cell->text == '-') &&
                        number_is_money(cell->unit);
    return signed_money ? *cell->text : 0;
}

void block_table_text(struct block_table *table, const char *text)
{
    block_table_cell(table, text, NAN, "");
}

void block_table_figure(struct block_table *table, const struct report_row *row)
{
    if (row && report_row_left_out(row) && strcmp(row->unit, "share") != 0)
        block_table_cell(table, "n/a", (double)NAN, row->unit); /* it counts what is left out as nothing */
    else if (row)
        block_table_cell(table, figure_for_people(table->report->arena, &row->figure, row->unit), row->figure.estimate,
                         row->unit);
    else
        block_table_text(table, "");
}

void block_table_estimate(struct block_table *table, const struct report_row *row)
{
    if (!row) {
        block_table_text(table, "");
        return;
    }
    const struct figure *figure = &row->figure;
    block_table_cell(table, number_for_people(table->report->arena, figure->estimate, figure_error(figure), row->unit),
                     figure->estimate, row->unit);
}
