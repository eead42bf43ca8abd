#include "outputs/views/bench_view.h"

#include "outputs/block_table.h"
#include "outputs/text_buffer.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static const struct report_row *find(const struct report *report, size_t scenario, const char *metric,
                                     const char *group, const char *statistic)
{
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (row->scenario == scenario && strcmp(row->metric, metric) == 0 && strcmp(row->group, group) == 0 &&
            strcmp(row->statistic, statistic) == 0)
            return row;
    }
    return NULL;
}

/* Three significant digits are more than a clock on a shared machine knows. */
static void put(struct block_table *table, const struct report_row *row, double scale, const char *after)
{
    if (!row || isnan(row->figure.estimate))
        block_table_text(table, row ? "n/a" : "");
    else
        block_table_cell(table, arena_text(table->report->arena, "%.3g%s", scale * row->figure.estimate, after),
                         row->figure.estimate, row->unit);
}

/* A sampler's rows begin with its time. */
static bool is_sampler(const struct report_row *row, size_t scenario)
{
    return row->scenario == scenario && !*row->group && strcmp(row->statistic, "ns_per_path") == 0;
}

static void add_speed(struct report *report, size_t scenario)
{
    static const char *const heading[] = {"Sampler",    "ns a path", "ns a draw",    "Floor",
                                          "Over floor", "Threads",   "Statistics ms"};
    struct block_table table = block_table_begin(report, report->scenario[scenario].name, "Speed", 7, heading, NULL);
    for (size_t i = 0; i < report->row_count; i++) {
        const char *name = report->row[i].metric;
        if (!is_sampler(&report->row[i], scenario))
            continue;
        block_table_text(&table, name);
        put(&table, &report->row[i], 1, "");
        put(&table, find(report, scenario, name, "", "ns_per_draw"), 1, "");
        put(&table, find(report, scenario, name, "", "floor_ns_per_path"), 1, "");
        put(&table, find(report, scenario, name, "", "over_floor"), 1, "x");
        put(&table, find(report, scenario, name, "", "speed_up_by_threads"), 1, "x");
        put(&table, find(report, scenario, name, "", "statistics_seconds"), 1e3, "");
    }
}

static void add_errors(struct report *report, size_t scenario)
{
    static const char *const heading[] = {"Sampler", "Mean of", "Std. error", "Efficiency", "s to 0.1%"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT};
    struct block_table table = block_table_begin(report, NULL, "Accuracy", 5, heading, align);
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (row->scenario != scenario || strcmp(row->statistic, "std_error") != 0)
            continue;
        const struct report_row *time = find(report, scenario, row->metric, row->group, "seconds_to_0.1%");
        bool guess = time && strcmp(figure_note(&time->figure), "extrapolated") == 0;
        block_table_text(&table, row->metric);
        block_table_text(&table, report_label(report->arena, row->group));
        block_table_estimate(&table, row);
        put(&table, find(report, scenario, row->metric, row->group, "efficiency"), 1, "x");
        put(&table, time, 1, guess ? " ~" : "");
    }
}

static void add_changes(struct report *report, size_t scenario)
{
    static const char *const heading[] = {"Now over then", "Figure", "Ratio", "Verdict"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_LEFT};
    struct block_table table = {NULL, 0, 0, NULL};
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (row->scenario != scenario || strcmp(row->group, "earlier") != 0)
            continue;
        if (!table.report)
            table = block_table_begin(report, NULL, "Changes", 4, heading, align);
        block_table_text(&table, row->metric);
        block_table_text(&table, row->statistic);
        block_table_cell(&table, arena_text(report->arena, "%.3fx", row->figure.estimate), row->figure.estimate,
                         row->unit);
        block_table_text(&table, figure_note(&row->figure));
    }
}

void bench_view(struct report *report, const struct bench_shown *shown)
{
    struct arena *arena = report->arena;
    struct text_buffer text = {.arena = arena};
    text_putf(&text,
              "Median of %s repeats of %s paths with %s kernels, on one thread; \"Threads\" is how much faster %u are. "
              "The floor draws and transforms the same columns without model or statistics. Efficiency is variance "
              "times time of mc over that of the sampler; ~ is extrapolated.",
              number_count(arena, shown->repeats), number_count(arena, shown->paths), shown->isa, shown->threads);
    report_add_block(report, BLOCK_TEXT, NULL, "Speed")->text = text.bytes;
    for (size_t s = 0; s < report->scenario_count; s++) {
        add_speed(report, s);
        add_errors(report, s);
        add_changes(report, s);
    }
}
