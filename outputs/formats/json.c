/* JSON, for machines: the tables of a result, each under its name, as docs/formats.md shows. One figure a line. */
#include "analysis/result_tables.h"
#include "outputs/formats.h"
#include "outputs/json_tables.h"
#include "outputs/text_buffer.h"

static void put_report(struct json_writing *w, const struct report *report, const struct output_style *style)
{
    struct result_tables tables = result_tables_of(w->out->arena, report, style->statistics, style->statistic_count);
    json_tables_open(w, "{");
    for (size_t i = 0; i < tables.count; i++)
        json_tables_put(w, tables.table[i]);
    json_tables_close(w, "}");
}

static enum status json_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                              const char **fault)
{
    (void)fault;
    struct json_writing w = {.out = out};
    if (report->part_count) {
        json_tables_open(&w, "{");
        json_tables_member(&w, "runs");
        json_tables_open(&w, "[");
        for (size_t i = 0; i < report->part_count; i++) {
            json_tables_item(&w);
            put_report(&w, report->part[i], style);
        }
        json_tables_close(&w, "]");
        json_tables_close(&w, "}");
    } else {
        put_report(&w, report, style);
    }
    text_put(out, "\n");
    return STATUS_OK;
}

const struct output_format json_format = {
    .name = "json", .ending = ".json", .summary = "every figure, nested, for programs", .write = json_write};
