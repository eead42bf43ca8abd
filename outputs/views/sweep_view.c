#include "outputs/views/sweep_view.h"

#include "analysis/statistic.h"
#include "outputs/block_table.h"
#include "outputs/views/mean_bars.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { SCENARIOS_SHOWN = 200, STATISTICS_SHOWN = 3, BARS_MAX = 24 };
static const char SHEET[] = "Sweep";

static bool is_statistic(const struct report_row *row, const char *wanted)
{
    size_t metric = strlen(row->metric);
    return !*row->group && strncmp(wanted, row->metric, metric) == 0 && wanted[metric] == '.' &&
           strcmp(wanted + metric + 1, row->statistic) == 0;
}

/* Rows come in the order of the scenarios: first .. end - 1 are those of one. */
struct rows {
    size_t first, end;
};

static struct rows rows_of(const struct report *report, size_t scenario, size_t from)
{
    struct rows rows = {from, from};
    while (rows.end < report->row_count && report->row[rows.end].scenario == scenario)
        rows.end++;
    return rows;
}

static const struct report_row *find(const struct report *report, struct rows rows, const char *wanted)
{
    for (size_t i = rows.first; i < rows.end; i++)
        if (is_statistic(&report->row[i], wanted))
            return &report->row[i];
    return NULL;
}

/* "net_advantage.p_positive": in two words where there are some. */
static const char *heading_of(struct report *report, const char *statistic)
{
    static const struct {
        enum metric_role role;
        const char *statistic, *words;
    } known[] = {{METRIC_ROLE_NET, "p_positive", "Beats market"}, {METRIC_ROLE_EQUITY, "p_zero", "Equity is 0"}};
    struct metric_statistic asked = metric_statistic_read(report->arena, statistic, strlen(statistic));
    for (size_t i = 0; asked.metric < METRICS && i < sizeof known / sizeof *known; i++)
        if (metrics[asked.metric].role == known[i].role && strcmp(known[i].statistic, asked.statistic) == 0)
            return known[i].words;
    if (asked.metric < METRICS && strcmp(asked.statistic, "mean") == 0)
        return metrics[asked.metric].brief;
    return report_label(report->arena, statistic);
}

static void put_figure(struct block_table *table, const struct report_row *row)
{
    struct figure figure = row ? row->figure : (struct figure){0};
    double half = (figure.ci_high - figure.ci_low) / 2;
    if (!row) {
        block_table_text(table, "");
        return;
    }
    figure.ci_low = figure.estimate - half; /* lopsided ones by half their width: they stand in a column */
    figure.ci_high = figure.estimate + half;
    const char *unit = strcmp(row->unit, "years") == 0 ? "" : row->unit;
    block_table_cell(table, figure_for_people(table->report->arena, &figure, unit), figure.estimate, row->unit);
}

static void add_table(struct report *report, const struct sweep_labels *labels, const char *const *asked, size_t count,
                      size_t shown)
{
    const char *heading[STATISTICS_SHOWN + 1] = {labels->heading};
    for (size_t i = 0; i < count; i++)
        heading[i + 1] = heading_of(report, asked[i]);
    struct block_table table = block_table_begin(report, "Scenarios", SHEET, count + 1, heading, NULL);
    struct rows rows = {0, 0};
    for (size_t s = 0; s < shown; s++) {
        rows = rows_of(report, s, rows.end);
        block_table_text(&table, labels->label[s]);
        for (size_t i = 0; i < count; i++)
            if (report->scenario[s].error)
                block_table_text(&table, i ? "" : "failed");
            else
                put_figure(&table, find(report, rows, asked[i]));
    }
}

/* Of more scenarios than a picture holds there is none: the table is as good. */
static void add_chart(struct report *report, const struct sweep_labels *labels)
{
    const char **label = arena_alloc(report->arena, BARS_MAX, sizeof *label);
    struct figure *figure = arena_alloc(report->arena, BARS_MAX, sizeof *figure);
    struct rows rows = {0, 0};
    size_t count = 0, best = 0;
    const char *unit = NULL;
    for (size_t s = 0; s < report->scenario_count && report->scenario_count <= BARS_MAX; s++) {
        rows = rows_of(report, s, rows.end);
        const struct report_row *mean =
            find(report, rows, arena_text(report->arena, "%s.mean", metric_names[METRIC_NET_ADVANTAGE]));
        if (report->scenario[s].error || !mean || !isfinite(mean->figure.estimate))
            continue;
        if (unit && strcmp(unit, mean->unit) != 0)
            return; /* different currencies have no common scale */
        unit = mean->unit;
        label[count] = labels->label[s];
        figure[count] = mean->figure;
        best = figure[count].estimate > figure[best].estimate ? count : best;
        count++;
    }
    if (count < 2)
        return;
    mean_bars(report, "Scenarios", "Summary", label, figure, count, unit)->text =
        arena_text(report->arena, "Mean net advantage of each scenario, with its interval; the most is %s, with %s.",
                   number_short(report->arena, figure[best].estimate, unit), label[best]);
}

static void add_errors(struct report *report)
{
    enum { ERRORS_SHOWN = 20 };
    size_t errors = 0;
    const char *text = "";
    for (size_t s = 0; s < report->scenario_count; s++)
        errors += report->scenario[s].error != NULL;
    if (!errors)
        return;
    static const char *const heading[] = {"Failed", "Why"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT};
    struct block_table table = block_table_begin(report, NULL, SHEET, 2, heading, align);
    for (size_t s = 0, told = 0; s < report->scenario_count && told < ERRORS_SHOWN; s++) {
        if (!report->scenario[s].error)
            continue;
        block_table_text(&table, report->scenario[s].name);
        block_table_text(&table, report->scenario[s].error);
        told++;
    }
    if (errors > ERRORS_SHOWN)
        text = arena_text(report->arena, "%s scenarios failed; all of them are in the JSON and the CSV.",
                          number_count(report->arena, errors));
    if (*text)
        report_add_block(report, BLOCK_TEXT, NULL, SHEET)->text = text;
}

void sweep_view(struct report *report, const struct sweep_labels *labels, const char *const *asked, size_t count)
{
    size_t shown = report->scenario_count < SCENARIOS_SHOWN ? report->scenario_count : SCENARIOS_SHOWN;
    add_table(report, labels, asked, count < STATISTICS_SHOWN ? count : STATISTICS_SHOWN, shown);
    if (shown < report->scenario_count)
        report_add_block(report, BLOCK_TEXT, NULL, SHEET)->text =
            arena_text(report->arena, "%s more scenarios are in the JSON and the CSV.",
                       number_count(report->arena, report->scenario_count - shown));
    add_chart(report, labels);
    add_errors(report);
}
