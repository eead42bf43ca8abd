#include "outputs/views/check_view.h"

#include "outputs/block_table.h"
#include "outputs/plain_name.h"

static void put_readings(struct report *report, const struct check_reading *reading, size_t count)
{
    static const char *const headings[] = {"What", "As written", "Understood as", "Place"};
    static const enum cell_align left[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_LEFT, ALIGN_LEFT};
    struct block_table table;
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            table = block_table_begin(report, "The offer as understood", "Summary", 4, headings, left);
        block_table_text(&table, plain_name_title(report->arena, reading[i].path));
        block_table_text(&table, reading[i].written);
        block_table_text(&table, reading[i].understood);
        block_table_text(&table, reading[i].place);
    }
}

void check_view(struct report *report, const char *const *missing, size_t missing_count,
                const struct check_reading *reading, size_t reading_count)
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
    put_readings(report, reading, reading_count);
}
