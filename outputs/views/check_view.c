#include "outputs/views/check_view.h"

#include "outputs/block_table.h"

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
}
