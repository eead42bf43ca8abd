#include "outputs/views/check_view.h"

#include "outputs/block_table.h"
#include "outputs/json_text.h"
#include "outputs/text_buffer.h"

static void put_json(struct report *report, const char *const *missing, size_t count)
{
    struct text_buffer text = {.arena = report->arena};
    text_putf(&text, "\"valid\": true,\n  \"complete\": %s,\n  \"missing\": [", count ? "false" : "true");
    for (size_t i = 0; i < count; i++) {
        text_put(&text, i ? ", " : "");
        json_text_string(&text, missing[i]);
    }
    text_put(&text, "]");
    report->json_extra = text.bytes;
}

static const struct block *csv_table(struct report *report, const char *const *missing, size_t missing_count)
{
    static const char *const heading[] = {"kind", "at", "text"};
    size_t rows = report->assumption_count + report->warning_count + missing_count, next = 0;
    struct block *table = arena_alloc(report->arena, 1, sizeof *table);
    struct block_cell *cell = arena_alloc(report->arena, 3 * rows + 1, sizeof *cell);
    for (size_t i = 0; i < rows; i++) {
        bool assumed = i < report->assumption_count;
        size_t warning = assumed ? 0 : i - report->assumption_count;
        bool warned = !assumed && warning < report->warning_count;
        const struct report_note *note = assumed ? &report->assumption[i] : warned ? &report->warning[warning] : NULL;
        const char *kind = assumed ? "assumption" : warned ? "warning" : "missing";
        cell[next++] = block_cell_text(kind);
        cell[next++] = block_cell_text(note ? note->at : "");
        cell[next++] = block_cell_text(note ? note->text : missing[warning - report->warning_count]);
    }
    *table = (struct block){.kind = BLOCK_TABLE, .columns = 3, .rows = rows, .heading = heading, .cell = cell};
    return table;
}

void check_view(struct report *report, const char *const *missing, size_t missing_count)
{
    report->assumptions_listed = true;
    report_add_block(report, BLOCK_TEXT, NULL, "Summary")->text =
        missing_count ? "The offer is valid, but a simulation needs more: add these, with your values."
                      : "The offer is valid and complete.";
    struct block_table table;
    for (size_t i = 0; i < missing_count; i++) {
        if (i == 0)
            table = block_table_begin(report, "To add", "Summary", 1, NULL, NULL);
        block_table_text(&table, missing[i]);
    }
    put_json(report, missing, missing_count);
    report->csv_table = csv_table(report, missing, missing_count);
}
