#include "outputs/views/exercise_days_view.h"

#include "outputs/block_table.h"
#include "outputs/people.h"

#include <string.h>

static const char sheet[] = "When to exercise";
static const char metric[] = "exercise_day";
static const char *const statistics[] = {"exercised", "strike", "tax", "tax_saved", "brings", "p_better"};
enum { STATISTICS = sizeof statistics / sizeof *statistics };

static bool begins_day(const struct report_row *row)
{
    return strcmp(row->metric, metric) == 0 && strcmp(row->statistic, statistics[0]) == 0;
}

static void add_day(struct report *report, struct block_table *table, const char *year)
{
    block_table_text(table, arena_text(report->arena, "the end of year %s", year));
    for (size_t c = 0; c < STATISTICS; c++) {
        const struct report_row *row = report_find(report, metric, year, statistics[c]);
        double estimate = row->figure.estimate;
        bool share = strcmp(row->unit, "share") == 0;
        const char *text = share ? arena_text(report->arena, "%.0f%%", 100 * estimate)
                                 : people_size(report->arena, &row->figure, row->unit, PEOPLE_TABLE_DIGITS);
        block_table_cell(table, !share && estimate < 0 ? arena_text(report->arena, "-%s", text) : text, estimate,
                         row->unit);
        block_table_neutral(table);
    }
}

void exercise_days_view(struct report *report)
{
    static const char *const heading[] = {"At", "Chance", "Strike", "Tax then", "Tax saved", "Brings", "Better in"};
    size_t columns = sizeof heading / sizeof *heading, i = 0;
    while (i < report->row_count && !begins_day(&report->row[i]))
        i++;
    if (i == report->row_count)
        return;
    struct block_table table = block_table_begin(report, "When to exercise", sheet, columns, heading, NULL);
    for (; i < report->row_count; i++)
        if (begins_day(&report->row[i]))
            add_day(report, &table, report->row[i].group);
    report_add_block(report, BLOCK_TEXT, NULL, sheet)->text =
        "Exercising then all that has vested, whatever the price, against waiting for the exit or the end of the job. "
        "Chance: you are still there then. The rest are means over those futures: the strike and the tax of that year "
        "to have ready, what all taxes come to less, what you are left with more (Brings), how often that is more than "
        "nothing. Estimates, not tax advice.";
}
