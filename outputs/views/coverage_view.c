#include "outputs/views/coverage_view.h"

#include "models/run.h"
#include "outputs/block_table.h"
#include "outputs/text_buffer.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

/* A row that is a share of covering intervals, not one of the rows beside it. */
static bool is_coverage(const struct report *report, const struct report_row *row)
{
    const char *beside = arena_text(report->arena, "%s_reference", row->statistic);
    return report_find(report, row->metric, row->group, beside) != NULL;
}

static void put_share(struct block_table *table, const struct report_row *row)
{
    if (!row) {
        block_table_text(table, "");
        return;
    }
    const char *mark = row->figure.note == coverage_report_less   ? " !"
                       : row->figure.note == coverage_report_more ? " +"
                                                                  : "";
    const char *text = isnan(row->figure.estimate)
                           ? "n/a"
                           : arena_text(table->report->arena, "%.1f%%%s", 100 * row->figure.estimate, mark);
    block_table_cell(table, text, row->figure.estimate, "share");
}

/* The metrics' own statistics: one row each, a column per metric. */
static void add_metrics(struct report *report)
{
    const char *heading[METRICS + 1] = {"Intervals that cover"};
    for (size_t m = 0; m < report_metrics(report); m++)
        heading[m + 1] = report_label(report->arena, metric_names[m]);
    struct block_table table = block_table_begin(report, "How often the printed intervals cover", "Coverage",
                                                 report_metrics(report) + 1, heading, NULL);
    size_t rows = report->row_count;
    for (size_t i = 0; i < rows; i++) {
        const struct report_row *row = &report->row[i];
        if (*row->group || strcmp(row->metric, metric_names[0]) != 0 || !is_coverage(report, row))
            continue;
        block_table_text(&table, row->statistic);
        for (size_t m = 0; m < report_metrics(report); m++)
            put_share(&table, report_find(report, metric_names[m], "", row->statistic));
    }
}

/* All others: exits, what is left of the grant. */
static void add_others(struct report *report)
{
    static const char *const heading[] = {"Figure", "Of", "Intervals that cover"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT};
    struct block_table table =
        block_table_begin(report, "Exits, and what is left of the grant", "Others", 3, heading, align);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if ((!*row->group && strcmp(row->metric, "grant_value") != 0) || !is_coverage(report, row))
            continue;
        block_table_text(&table,
                         arena_text(report->arena, "%s, %s", report_label(report->arena, row->metric), row->statistic));
        block_table_text(&table, *row->group ? row->group : "all paths");
        put_share(&table, row);
    }
}

void coverage_view(struct report *report, const struct coverage_shown *shown)
{
    struct arena *arena = report->arena;
    struct text_buffer text = {.arena = arena};
    text_putf(&text, "%s repeats of %s paths (%s, seeds %llu to %llu), held against one run of %s paths (%s). ",
              number_count(arena, shown->repeats), number_count(arena, report->paths), report->sampler,
              (unsigned long long)report->seed, (unsigned long long)(report->seed + shown->repeats - 1),
              number_count(arena, shown->reference_paths), shown->reference_sampler);
    text_putf(
        &text,
        "An honest interval at this level covers %g%% of the time. Marked: less (!) or more (+) often than chance "
        "explains 999 times in 1000.",
        100 * report->level);
    report_add_block(report, BLOCK_TEXT, NULL, "Coverage")->text = text.bytes;
    add_metrics(report);
    add_others(report);
}
