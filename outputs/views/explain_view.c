#include "outputs/views/explain_view.h"

#include "outputs/block_table.h"
#include "outputs/json_text.h"
#include "outputs/text_buffer.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static const char *unit_of(const struct report *report, const char *unit)
{
    return strcmp(unit, "money") == 0 ? report->currency : unit;
}

/* Uniforms with six digits; JSON and CSV have all of them. */
static const char *value_text(struct report *report, const struct story_line *line)
{
    if (*line->unit == '\0' || !isfinite(line->value))
        return "";
    if (strcmp(line->unit, "uniform") == 0)
        return arena_text(report->arena, "u = %.6f", line->value);
    return number_for_people(report->arena, line->value, NAN, unit_of(report, line->unit));
}

static void put_json(struct report *report, uint64_t path, const struct story_line *line, size_t count)
{
    struct text_buffer text = {.arena = report->arena};
    text_putf(&text, "\"path\": %llu,\n  \"steps\": [", (unsigned long long)path);
    for (size_t i = 0; i < count; i++) {
        text_put(&text, i ? ",\n    {\"step\": " : "\n    {\"step\": ");
        json_text_string(&text, line[i].step);
        text_put(&text, ", \"quantity\": ");
        json_text_string(&text, line[i].quantity);
        text_put(&text, ", \"value\": ");
        json_text_number(&text, line[i].value);
        text_put(&text, ", \"unit\": ");
        json_text_string(&text, unit_of(report, line[i].unit));
        text_put(&text, ", \"text\": ");
        json_text_string(&text, line[i].text);
        text_put(&text, "}");
    }
    text_put(&text, "\n  ]");
    report->json_extra = text.bytes;
}

static const struct block *csv_table(struct report *report, const struct story_line *line, size_t count)
{
    static const char *const heading[] = {"step", "quantity", "value", "unit", "text"};
    struct block *table = arena_alloc(report->arena, 1, sizeof *table);
    struct block_cell *cell = arena_alloc(report->arena, 5 * count + 1, sizeof *cell);
    for (size_t i = 0; i < count; i++) {
        struct block_cell *row = cell + 5 * i;
        row[0] = block_cell_text(line[i].step);
        row[1] = block_cell_text(line[i].quantity);
        row[2] = block_cell_number(line[i].value);
        row[3] = block_cell_text(unit_of(report, line[i].unit));
        row[4] = block_cell_text(line[i].text);
    }
    *table = (struct block){.kind = BLOCK_TABLE, .columns = 5, .rows = count, .heading = heading, .cell = cell};
    return table;
}

void explain_view(struct report *report, uint64_t path, const struct story_line *line, size_t count)
{
    static const char *const heading[] = {"Step", "Quantity", "Value", "What it means"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_LEFT};
    const char *title = arena_text(report->arena, "Path %llu, step by step", (unsigned long long)path);
    struct block_table table = block_table_begin(report, title, "Path", 4, heading, align);
    const char *before = "";
    for (size_t i = 0; i < count; i++) {
        block_table_text(&table, strcmp(line[i].step, before) == 0 ? "" : line[i].step);
        block_table_text(&table, line[i].quantity);
        block_table_cell(&table, value_text(report, &line[i]), *line[i].unit ? line[i].value : (double)NAN,
                         unit_of(report, line[i].unit));
        block_table_text(&table, line[i].text);
        before = line[i].step;
    }
    put_json(report, path, line, count);
    report->csv_table = csv_table(report, line, count);
}
