/* JSON lines, for machines that read a row at a time: every row of every table on a line of its own, which says of
 * which table it is, and of several offers, of which. */
#include "analysis/result_tables.h"
#include "outputs/formats.h"
#include "outputs/json_tables.h"
#include "outputs/json_text.h"
#include "outputs/text_buffer.h"

static void put_table(struct text_buffer *out, const char *offer, const struct result_table *table)
{
    struct result_cell *room = arena_alloc(out->arena, table->column_count + 1, sizeof *room);
    for (size_t r = 0; r < table->rows; r++) {
        struct json_writing w = {.out = out, .flat = true};
        json_tables_open(&w, "{");
        json_tables_member(&w, "table");
        json_text_string(out, result_form_name(table->form));
        if (offer) {
            json_tables_member(&w, "offer");
            json_text_string(out, offer);
        }
        json_tables_put_members(&w, table, result_table_row(table, r, room), 0);
        json_tables_close(&w, "}");
        text_put(out, "\n");
    }
}

static void put_report(struct text_buffer *out, const struct report *report, const struct output_style *style,
                       const char *offer)
{
    struct result_tables tables = result_tables_of(out->arena, report, style->statistics, style->statistic_count);
    for (size_t i = 0; i < tables.count; i++)
        put_table(out, offer, tables.table[i]);
}

static enum status jsonl_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                               const char **fault)
{
    (void)fault;
    if (!report->part_count)
        put_report(out, report, style, NULL);
    for (size_t i = 0; i < report->part_count; i++)
        put_report(out, report->part[i], style, report->part[i]->name ? report->part[i]->name : "");
    return STATUS_OK;
}

const struct output_format jsonl_format = {
    .name = "jsonl", .ending = ".jsonl", .summary = "every figure, a row a line, for programs", .write = jsonl_write};
