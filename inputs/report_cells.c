#include "inputs/report_cells.h"

#include <math.h>
#include <string.h>

struct node *report_cell(const struct report *report, const struct grid_cell *cell, const char *key,
                         struct place key_at, const char *text)
{
    struct node *node = node_create(report->arena, NODE_TEXT, cell->at);
    node->key = key;
    node->key_at = key_at;
    node->text = text;
    node->writing = cell->quoted ? WRITTEN_CSV_QUOTED : WRITTEN_PLAIN;
    if (strcmp(text, cell->text) != 0)
        node->written = cell->text;
    return node;
}

static enum comma_use commas_of(const struct grid_cell *cell)
{
    return cell->at.source ? cell->at.source->commas : COMMA_GROUPS;
}

void report_member(struct report *report, struct node *object, const struct report_table *table, size_t row,
                   size_t column, const char *key, enum cell_kind kind)
{
    const char *written = grid_text(table->grid, row, column);
    bool text = strcmp(key, "name") == 0 || strcmp(key, "dimension") == 0 || strcmp(key, "kind") == 0;
    if (text ? written[0] == '\0' : report_tables_absent(written))
        return;
    const struct grid_cell *cell = &table->grid->row[row].cell[column];
    const char *with_unit =
        text ? written
             : heading_unit_apply(report->arena, &table->columns.unit[column], written, kind, commas_of(cell));
    if (!with_unit) {
        problem_add(report->problems, STATUS_INVALID, cell->at, "", "write the cell with its own unit, such as `$1.5M`",
                    "`%.60s` under \"%.60s\" is more than can be meant", written,
                    grid_text(table->grid, table->header, column));
        with_unit = written;
    }
    node_append(object, report_cell(report, cell, key, report_place(table, table->header, column), with_unit));
}

double report_number(const struct report *report, const struct report_table *table, size_t row, size_t column,
                     enum cell_kind kind)
{
    if (column >= table->columns.count || report_tables_absent(grid_text(table->grid, row, column)))
        return (double)NAN;
    const struct grid_cell *cell = &table->grid->row[row].cell[column];
    struct cell_rules rules = cell_rules_usual();
    rules.commas = commas_of(cell);
    rules.start_given = true;
    const char *text = heading_unit_apply(report->arena, &table->columns.unit[column], cell->text, kind, rules.commas);
    struct cell_reading reading = cell_read(report->arena, text ? text : cell->text, kind, &rules);
    return reading.fault ? (double)NAN : distribution_mean(&reading.distribution);
}

struct place report_place(const struct report_table *table, size_t row, size_t column)
{
    return grid_place(table->grid, row, column);
}

size_t report_line(const struct report_table *table, size_t row)
{
    size_t line = 0, column = 0;
    struct place place = report_place(table, row, 0);
    place_line_column(&place, &line, &column);
    return line;
}
