#include "outputs/views/sweep_view.h"

#include "analysis/statistic.h"
#include "outputs/block_table.h"
#include "outputs/plain_name.h"
#include "outputs/views/mean_bars.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { SCENARIOS_SHOWN = 200, STATISTICS_SHOWN = 3, BARS_MAX = 24, LINE_POINTS_MAX = 100000 };
static const char SHEET[] = "Sweep";

static bool is_statistic(const struct report_row *row, const char *wanted)
{
    size_t metric = strlen(row->metric);
    return !*row->group && strncmp(wanted, row->metric, metric) == 0 && wanted[metric] == '.' &&
           strcmp(wanted + metric + 1, row->statistic) == 0;
}

struct rows { /* of a scenario */
    const struct report_scenario *scenario;
    size_t count;
    const struct report_row *row;
};

static struct rows rows_of(const struct report *report, size_t s)
{
    struct rows rows = {report_scenario(report, s), 0, NULL};
    rows.row = report_rows(report, s, &rows.count);
    return rows;
}

static const struct report_row *find(struct rows rows, const char *wanted)
{
    for (size_t i = 0; i < rows.count; i++)
        if (is_statistic(&rows.row[i], wanted))
            return &rows.row[i];
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

/* What a cursor made does not last. */
static const char *kept(const struct report *report, const char *text)
{
    return arena_copy(report->arena, text, strlen(text));
}

static const char *label_of(const struct sweep_labels *labels, size_t scenario)
{
    return labels->label(labels->context, scenario);
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
    block_table_cell(table, figure_for_people(table->report->arena, &figure, unit), figure.estimate,
                     kept(table->report, row->unit));
}

static void add_table(struct report *report, const struct sweep_labels *labels, const char *const *asked, size_t count,
                      size_t shown)
{
    const char *heading[STATISTICS_SHOWN + 1] = {labels->heading};
    for (size_t i = 0; i < count; i++)
        heading[i + 1] = heading_of(report, asked[i]);
    struct block_table table = block_table_begin(report, "Scenarios", SHEET, count + 1, heading, NULL);
    for (size_t s = 0; s < shown; s++) {
        struct rows rows = rows_of(report, s);
        block_table_text(&table, label_of(labels, s));
        for (size_t i = 0; i < count; i++)
            if (rows.scenario->error)
                block_table_text(&table, i ? "" : "failed");
            else
                put_figure(&table, find(rows, asked[i]));
    }
    if (labels->values)
        report_add_block(report, BLOCK_TEXT, NULL, SHEET)->text =
            arena_text(report->arena, "A scenario is named by its values: %s.", labels->values);
}

/* "net_advantage.mean" */
static const char *net_name(const struct report *report)
{
    return arena_text(report->arena, "%s.mean", metric_names[report_metric(report, METRIC_NET_ADVANTAGE)]);
}

/* The mean net advantage of a scenario; NULL: it has none. */
static const struct report_row *net_of(struct rows rows, const char *name)
{
    const struct report_row *mean = rows.scenario->error ? NULL : find(rows, name);
    return mean && isfinite(mean->figure.estimate) ? mean : NULL;
}

/* What its values count: told by how they were typed. */
static const char *axis_unit(const struct report *report, const struct sweep_labels *labels)
{
    const char *first = label_of(labels, 0);
    if (strchr(first, '%'))
        return "share";
    if (strchr(first, '$'))
        return report->currency;
    return "";
}

/* One key of numbers: a line with its band. False: it is not one. */
static bool add_line(struct report *report, const struct sweep_labels *labels)
{
    size_t count = report->scenario_count;
    struct arena *arena = report->arena;
    const char *unit = "", *net = net_name(report);
    if (report->varied_count != 1 || count < 3 || count > LINE_POINTS_MAX)
        return false;
    struct block_series *series = arena_alloc(arena, 1, sizeof *series);
    double *at = arena_alloc(arena, 4 * count + 1, sizeof *at);
    for (size_t s = 0; s < count; s++) {
        struct rows rows = rows_of(report, s);
        const struct report_row *mean = net_of(rows, net);
        double x = rows.scenario->varied ? rows.scenario->varied[0] : (double)NAN;
        if (!mean || !isfinite(x) || report_varied_text(rows.scenario, 0) || (s && !(x > at[s - 1])))
            return false;
        at[s] = x;
        at[count + s] = mean->figure.estimate;
        at[2 * count + s] = mean->figure.ci_low;
        at[3 * count + s] = mean->figure.ci_high;
        unit = s ? unit : kept(report, mean->unit);
    }
    *series = (struct block_series){.name = "Net advantage",
                                    .count = count,
                                    .x = at,
                                    .y = at + count,
                                    .low = at + 2 * count,
                                    .high = at + 3 * count};
    struct block *chart = report_add_block(report, BLOCK_CHART, "Scenarios", "Summary");
    chart->chart = CHART_LINES;
    chart->series = series;
    chart->series_count = 1;
    chart->unit_x = axis_unit(report, labels);
    chart->unit_y = unit;
    chart->axis_x = plain_name(arena, report->varied_name[0]);
    chart->message =
        arena_text(arena, "From %s with %s to %s with %s", number_short(arena, at[count], unit), label_of(labels, 0),
                   number_short(arena, at[2 * count - 1], unit), label_of(labels, count - 1));
    chart->text = arena_text(arena, "Mean net advantage by %s, with its interval: %s with %s, %s with %s.",
                             chart->axis_x, number_short(arena, at[count], unit), label_of(labels, 0),
                             number_short(arena, at[2 * count - 1], unit), label_of(labels, count - 1));
    return true;
}

/* "0.01%, 2 years" with "0.01%" */
static bool begins_with(const char *label, const char *first)
{
    size_t length = strlen(first);
    return strncmp(label, first, length) == 0 && label[length] == ',';
}

/* Two keys, of which the second runs fastest: a field. False: it is not one. */
static bool add_field(struct report *report, const struct sweep_labels *labels)
{
    enum { FIELD_COLUMNS = 8, FIELD_ROWS = 16 };
    struct arena *arena = report->arena;
    size_t columns = 0, count = report->scenario_count;
    if (report->varied_count != 2 || count < 4)
        return false;
    const char *first = arena_copy(arena, label_of(labels, 0), strcspn(label_of(labels, 0), ","));
    while (columns < count && columns <= FIELD_COLUMNS && begins_with(label_of(labels, columns), first))
        columns++;
    size_t lines = columns ? count / columns : 0;
    if (columns < 2 || columns > FIELD_COLUMNS || lines < 2 || lines > FIELD_ROWS || lines * columns != count)
        return false;
    struct block_series *series = arena_alloc(arena, lines, sizeof *series);
    const char **label = arena_alloc(arena, columns, sizeof *label), *unit = "", *net = net_name(report);
    double *y = arena_alloc(arena, count, sizeof *y);
    size_t best = 0;
    for (size_t s = 0; s < count; s++) {
        const struct report_row *mean = net_of(rows_of(report, s), net);
        const char *own = label_of(labels, s), *comma = strchr(own, ',');
        if (!mean || !comma)
            return false;
        y[s] = mean->figure.estimate;
        unit = s ? unit : kept(report, mean->unit);
        best = y[s] > y[best] ? s : best;
        if (s < columns)
            label[s] = comma + 1 + strspn(comma + 1, " ");
        if (s % columns == 0)
            series[s / columns] = (struct block_series){
                .name = arena_copy(arena, own, (size_t)(comma - own)), .count = columns, .y = y + s, .label = label};
    }
    struct block *chart = report_add_block(report, BLOCK_CHART, "Scenarios", "Summary");
    chart->chart = CHART_FIELD;
    chart->series = series;
    chart->series_count = lines;
    chart->unit_x = "";
    chart->unit_y = unit;
    chart->message =
        arena_text(arena, "The most is %s, with %s", number_short(arena, y[best], unit), label_of(labels, best));
    chart->text = arena_text(arena, "Mean net advantage, by %s down and %s across; the most is %s, with %s.",
                             plain_name(arena, report->varied_name[0]), plain_name(arena, report->varied_name[1]),
                             number_short(arena, y[best], unit), label_of(labels, best));
    return true;
}

/* Of more scenarios than a picture holds there is none: the table is as good. */
static void add_bars(struct report *report, const struct sweep_labels *labels)
{
    const char **label = arena_alloc(report->arena, BARS_MAX, sizeof *label);
    struct figure *figure = arena_alloc(report->arena, BARS_MAX, sizeof *figure);
    size_t count = 0, best = 0;
    const char *unit = NULL, *net = net_name(report);
    for (size_t s = 0; s < report->scenario_count && report->scenario_count <= BARS_MAX; s++) {
        const struct report_row *mean = net_of(rows_of(report, s), net);
        if (!mean)
            continue;
        if (unit && strcmp(unit, mean->unit) != 0)
            return; /* different currencies have no common scale */
        unit = unit ? unit : kept(report, mean->unit);
        label[count] = label_of(labels, s);
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
        errors += report_scenario(report, s)->error != NULL;
    if (!errors)
        return;
    static const char *const heading[] = {"Failed", "Why"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT};
    struct block_table table = block_table_begin(report, NULL, SHEET, 2, heading, align);
    for (size_t s = 0, told = 0; s < report->scenario_count && told < ERRORS_SHOWN; s++) {
        const struct report_scenario *scenario = report_scenario(report, s);
        if (!scenario->error)
            continue;
        block_table_text(&table, kept(report, scenario->name));
        block_table_text(&table, kept(report, scenario->error));
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
    if (!add_line(report, labels) && !add_field(report, labels))
        add_bars(report, labels);
    add_errors(report);
}
