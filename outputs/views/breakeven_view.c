#include "outputs/views/breakeven_view.h"

#include "outputs/block_table.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static const char *plain(struct report *report, double number, const char *unit)
{
    return number_for_people(report->arena, number, NAN, unit);
}

static void add_table(struct report *report, const struct breakeven_shown *shown)
{
    static const char *const heading[] = {"", "Value", "Above it, the goal is"};
    const char *title = arena_text(report->arena, "%s at which %s", shown->path, shown->goal);
    struct block_table table = block_table_begin(report, title, "Breakeven", 3, heading, NULL);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        block_table_text(&table, shown->found > 1 ? arena_text(report->arena, "Breakeven %zu", i + 1) : "Breakeven");
        if (isfinite(row->figure.estimate))
            block_table_figure(&table, row);
        else
            block_table_text(&table, arena_text(report->arena, "between %s and %s",
                                                plain(report, row->figure.ci_low, shown->unit),
                                                plain(report, row->figure.ci_high, shown->unit)));
        block_table_text(&table, shown->rising[i] ? "exceeded" : "missed");
    }
}

static void add_words(struct report *report, const struct breakeven_shown *shown)
{
    const char *text = "";
    const char *low = plain(report, shown->low, shown->unit), *high = plain(report, shown->high, shown->unit);
    if (!shown->found)
        text = arena_text(report->arena, "No such value in [%s, %s]: nowhere there is %s.", low, high, shown->goal);
    else
        text = arena_text(report->arena, "Looked for in [%s, %s], every value on the same random numbers.", low, high);
    if (isfinite(shown->present))
        text =
            arena_text(report->arena, "%s The offer now says %s%s.", text, plain(report, shown->present, shown->unit),
                       shown->present_is_mean ? ", the mean of a range, for which one value was put" : "");
    report_add_block(report, BLOCK_TEXT, NULL, "Breakeven")->text = text;
}

void breakeven_view(struct report *report, const struct breakeven_shown *shown)
{
    if (shown->found)
        add_table(report, shown);
    add_words(report, shown);
}
