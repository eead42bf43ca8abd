#include "analysis/row_groups.h"
#include "models/metrics.h"
#include "outputs/views/run_view.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { BARS_MAX = 12 };

static struct block *add_chart(struct report *report, enum chart_kind kind, const char *title, const char *sheet,
                               struct block_series *series, size_t series_count)
{
    struct block *block = report_add_block(report, BLOCK_CHART, title, sheet);
    block->chart = kind;
    block->series = series;
    block->series_count = series_count;
    block->unit_x = block->unit_y = "";
    return block;
}

/* A curve of two columns of a table: points and heights. */
static struct block_series series_of_table(struct arena *arena, const char *name, const struct result_table *table)
{
    return (struct block_series){.name = name,
                                 .count = table->rows,
                                 .x = result_table_numbers(arena, table, 0),
                                 .y = result_table_numbers(arena, table, 1)};
}

/* One value and no other: there is nothing to draw. */
static bool is_certain(const struct report *report, const char *metric)
{
    const struct report_row *min = report_find(report, metric, "", "min");
    const struct report_row *max = report_find(report, metric, "", "max");
    return min && max && !(min->figure.estimate < max->figure.estimate);
}

static const char *unit_of(const struct report *report, const char *metric)
{
    const struct report_row *mean = report_find(report, metric, "", "mean");
    return mean ? mean->unit : "";
}

static const char *estimate_text(const struct report *report, const char *metric, const char *statistic)
{
    const struct report_row *row = report_find(report, metric, "", statistic);
    return row ? number_short(report->arena, row->figure.estimate, row->unit) : "n/a";
}

/* Labelled items under way to a series. */
struct items {
    size_t count;
    const char **label;
    double *x, *y, *low, *high;
};

static struct items items_of(struct arena *arena, size_t room)
{
    return (struct items){0,
                          arena_alloc(arena, room, sizeof(char *)),
                          arena_alloc(arena, room, sizeof(double)),
                          arena_alloc(arena, room, sizeof(double)),
                          arena_alloc(arena, room, sizeof(double)),
                          arena_alloc(arena, room, sizeof(double))};
}

static struct block_series *series_of(struct arena *arena, const char *name, const struct items *items)
{
    struct block_series *series = arena_alloc(arena, 1, sizeof *series);
    *series = (struct block_series){.name = name,
                                    .count = items->count,
                                    .x = items->x,
                                    .y = items->y,
                                    .low = items->low,
                                    .high = items->high,
                                    .label = items->label};
    return series;
}

static void add_item(struct items *items, const char *label, const struct figure *figure)
{
    size_t i = items->count++;
    items->label[i] = label;
    items->x[i] = items->y[i] = figure->estimate;
    items->low[i] = isfinite(figure->ci_low) ? figure->ci_low : figure->estimate;
    items->high[i] = isfinite(figure->ci_high) ? figure->ci_high : figure->estimate;
}

/* A chart holds so many: of more, the largest in their order. */
static void keep_largest(struct items *items)
{
    if (items->count <= BARS_MAX)
        return;
    size_t least = 0; /* what has no number is less than any */
    for (size_t i = 1; i < items->count && isfinite(items->y[least]); i++)
        if (!(items->y[i] >= items->y[least]))
            least = i;
    items->count--;
    for (size_t i = least; i < items->count; i++) {
        items->label[i] = items->label[i + 1];
        items->x[i] = items->x[i + 1];
        items->y[i] = items->y[i + 1];
        items->low[i] = items->low[i + 1];
        items->high[i] = items->high[i + 1];
    }
}

/* "", or how many of all are drawn. */
static const char *part_drawn(struct arena *arena, const struct items *items, size_t all, const char *which)
{
    return items->count < all ? arena_text(arena, " Drawn: the %zu %s of %zu exits.", items->count, which, all) : "";
}

/* The strip below the histogram: where outcomes lie, and the mean with its interval. */
static struct block_series *marks_of(struct report *report, const char *metric)
{
    static const struct {
        const char *statistic, *label;
    } marks[] = {{"p5", "p5"}, {"p25", "p25"}, {"p50", "median"}, {"mean", "mean"}, {"p75", "p75"}, {"p95", "p95"}};
    enum { MARKS = sizeof marks / sizeof *marks };
    struct items items = items_of(report->arena, MARKS);
    for (size_t i = 0; i < MARKS; i++) {
        const struct report_row *row = report_find(report, metric, "", marks[i].statistic);
        if (row && isfinite(row->figure.estimate))
            add_item(&items, marks[i].label, &row->figure);
    }
    return series_of(report->arena, NULL, &items);
}

void run_charts_distribution(struct report *report, const char *metric)
{
    const struct report_distribution *distribution = report_distribution_of(report, metric);
    if (!distribution || is_certain(report, metric))
        return;
    struct arena *arena = report->arena;
    const struct result_table *shares = distribution->histogram->cell[1].table;
    const double *edges = result_table_numbers(arena, distribution->histogram->cell[0].table, 0);
    double *centre = arena_alloc(arena, shares->rows, sizeof *centre);
    for (size_t i = 0; i < shares->rows; i++)
        centre[i] = (edges[i] + edges[i + 1]) / 2;
    struct block_series *series = arena_alloc(arena, 2, sizeof *series);
    series[0] = (struct block_series){.name = report_label(arena, metric),
                                      .count = shares->rows,
                                      .x = centre,
                                      .y = result_table_numbers(arena, shares, 0),
                                      .low = edges,
                                      .high = edges + 1};
    series[1] = *marks_of(report, metric);
    struct block *block = add_chart(report, CHART_HISTOGRAM, arena_text(arena, "%s: share of futures", series->name),
                                    "Distribution", series, 2);
    block->unit_x = unit_of(report, metric);
    block->unit_y = "share";
    block->text = arena_text(arena,
                             "Half of the futures fall between %s and %s, nine of ten between %s and %s; the "
                             "median is %s and the mean %s.",
                             estimate_text(report, metric, "p25"), estimate_text(report, metric, "p75"),
                             estimate_text(report, metric, "p5"), estimate_text(report, metric, "p95"),
                             estimate_text(report, metric, "p50"), estimate_text(report, metric, "mean"));
}

static bool exceedance_curve(struct report *report, const char *metric, struct block_series *series)
{
    const struct report_distribution *distribution = report_distribution_of(report, metric);
    if (!distribution || is_certain(report, metric))
        return false;
    *series = series_of_table(report->arena, report_label(report->arena, metric), distribution->exceedance);
    return true;
}

/* Quantiles turned round, with their intervals: more than the p95 has a chance of 5%. */
static struct block_series *exceedance_points(struct report *report, const char *metric)
{
    static const struct {
        const char *statistic;
        double p;
    } levels[] = {{"p5", 0.05},  {"p25", 0.25}, {"p50", 0.50}, {"p75", 0.75},
                  {"p90", 0.90}, {"p95", 0.95}, {"p99", 0.99}};
    enum { LEVELS = sizeof levels / sizeof *levels };
    struct items items = items_of(report->arena, LEVELS);
    for (size_t i = 0; i < LEVELS; i++) {
        const struct report_row *row = report_find(report, metric, "", levels[i].statistic);
        /* A quantile on an atom is no point of the curve: more than 0 may be much rarer than 0 or more. */
        if (!row || !isfinite(row->figure.estimate) || row->figure.ci_low >= row->figure.ci_high)
            continue;
        add_item(&items, levels[i].statistic, &row->figure);
        items.y[items.count - 1] = 1 - levels[i].p;
    }
    return series_of(report->arena, report_label(report->arena, metric), &items);
}

static const char *exceedance_words(const struct report *report, const char *text, const char *name, const char *metric)
{
    return arena_text(report->arena,
                      *text ? "%s %s: %s, %s, %s."
                            : "%s%s: one future in four comes to more than %s, one in ten to more than %s, one in a "
                              "hundred to more than %s.",
                      text, name, estimate_text(report, metric, "p75"), estimate_text(report, metric, "p90"),
                      estimate_text(report, metric, "p99"));
}

void run_charts_exceedance(struct report *report)
{
    static const struct {
        enum metric metric;
        const char *name;
    } curves[] = {{METRIC_EQUITY_VALUE, "Equity"}, {METRIC_NET_ADVANTAGE, "Net of the pay given up"}};
    struct block_series *series = arena_alloc(report->arena, 4, sizeof *series);
    const char *text = "";
    size_t count = 0;
    for (size_t c = 0; c < 2; c++)
        if (exceedance_curve(report, metric_names[report_metric(report, curves[c].metric)], &series[count])) {
            series[count + 1] = *exceedance_points(report, metric_names[report_metric(report, curves[c].metric)]);
            text =
                exceedance_words(report, text, curves[c].name, metric_names[report_metric(report, curves[c].metric)]);
            count += 2;
        }
    if (!count)
        return;
    struct block *block =
        add_chart(report, CHART_EXCEEDANCE, "The chance of more than an amount", "Distribution", series, count);
    block->unit_x = unit_of(report, metric_names[report_metric(report, curves[0].metric)]);
    block->unit_y = "share";
    block->text = text;
    block->message = arena_text(report->arena, "One future in ten brings equity of more than %s",
                                estimate_text(report, metric_names[METRIC_EQUITY_VALUE], "p90"));
}

void run_charts_chain(struct report *report)
{
    struct arena *arena = report->arena;
    struct items items = items_of(arena, BARS_MAX);
    const char *unit = "";
    for (size_t i = 0; i < report->row_count && items.count < BARS_MAX; i++) {
        const struct report_row *row = &report->row[i];
        if (strcmp(row->metric, "grant_value") != 0 || *row->group || !isfinite(row->figure.estimate))
            continue;
        add_item(&items, report_label(arena, row->statistic), &row->figure);
        unit = row->unit;
    }
    if (items.count < 2)
        return;
    struct block *block = add_chart(report, CHART_CHAIN, "Where the grant's value goes", "Grant value",
                                    series_of(arena, "Mean value", &items), 1);
    block->unit_y = unit;
    if (!(items.y[0] > 0))
        return;
    block->message =
        arena_text(arena, "Of a grant worth %s, %s is left on average", number_short(arena, items.y[0], unit),
                   number_short(arena, items.y[items.count - 1], unit));
    block->text =
        arena_text(arena, "Of %s on the day of the offer, on average %s is left in the end.",
                   number_short(arena, items.y[0], unit), number_short(arena, items.y[items.count - 1], unit));
}

void run_charts_exits(struct report *report)
{
    struct arena *arena = report->arena;
    struct row_groups groups = row_groups_of(report, 0);
    struct items items = items_of(arena, BARS_MAX + 1);
    const char *unit = "";
    size_t all = 0;
    for (size_t g = 0; g < groups.count; g++) {
        const struct report_row *row =
            row_group_find(&groups.group[g], metric_names[METRIC_EQUITY_VALUE], "contribution");
        bool shown = *groups.group[g].name && row && isfinite(row->figure.estimate);
        if (!shown || row_group_never_happens(&groups.group[g]))
            continue;
        add_item(&items, groups.group[g].name, &row->figure);
        keep_largest(&items);
        unit = row->unit;
        all++;
    }
    if (!items.count)
        return;
    struct block *block = add_chart(report, CHART_BARS, "Exits", "Exits", series_of(arena, "Contribution", &items), 1);
    block->unit_y = unit;
    size_t most = 0;
    for (size_t i = 1; i < items.count; i++)
        most = items.y[i] > items.y[most] ? i : most;
    if (items.y[most] > 0) {
        block->message = arena_text(arena, "%s brings most of the equity: %s of %s", items.label[most],
                                    number_short(arena, items.y[most], unit),
                                    estimate_text(report, metric_names[METRIC_EQUITY_VALUE], "mean"));
        block->text = arena_text(arena, "What each exit adds to the expected equity; %s adds most, %s of %s.%s",
                                 items.label[most], number_short(arena, items.y[most], unit),
                                 estimate_text(report, metric_names[METRIC_EQUITY_VALUE], "mean"),
                                 part_drawn(arena, &items, all, "largest"));
    }
}

/* The years between which each exit mostly falls, where the report has them. */
static struct block_series *exit_windows(struct report *report, const char **part)
{
    struct arena *arena = report->arena;
    struct row_groups groups = row_groups_of(report, 0);
    struct items items = items_of(arena, BARS_MAX + 1);
    size_t all = 0;
    for (size_t g = 0; g < groups.count; g++) {
        const struct row_group *exit = &groups.group[g];
        const struct report_row *low = row_group_find(exit, "exit_years", "p5");
        const struct report_row *high = row_group_find(exit, "exit_years", "p95");
        const struct report_row *middle = row_group_find(exit, "exit_years", "p50");
        if (!*exit->name || !low || !high)
            continue;
        const struct report_row *share = row_group_find(exit, metric_names[METRIC_EQUITY_VALUE], "probability");
        add_item(&items, exit->name, middle ? &middle->figure : &low->figure);
        items.y[items.count - 1] = share ? share->figure.estimate : (double)NAN;
        items.low[items.count - 1] = low->figure.estimate;
        items.high[items.count - 1] = high->figure.estimate;
        keep_largest(&items);
        all++;
    }
    *part = part_drawn(arena, &items, all, "likeliest");
    return items.count ? series_of(arena, "Exit", &items) : NULL;
}

/* The share of futures in which the job still goes on, from the start. */
static struct block_series still_employed(struct report *report, const struct result_table *exceedance)
{
    struct block_series curve = series_of_table(report->arena, "Still employed", exceedance);
    double *years = arena_alloc(report->arena, curve.count + 1, sizeof *years);
    double *left = arena_alloc(report->arena, curve.count + 1, sizeof *left);
    size_t count = 1;
    left[0] = 1;
    for (size_t i = 0; i < curve.count; i++)
        if (curve.x[i] > 0 || curve.y[i] < 1) {
            years[count] = curve.x[i];
            left[count++] = curve.y[i];
        }
    curve.count = count;
    curve.x = years;
    curve.y = left;
    return curve;
}

static const char *employment_words(const struct report *report)
{
    const char *median = estimate_text(report, metric_names[METRIC_YEARS_EMPLOYED], "p50");
    if (is_certain(report, metric_names[METRIC_YEARS_EMPLOYED]))
        return arena_text(report->arena, "The job ends after %s years.", median);
    return arena_text(report->arena,
                      "Half of the futures see the job end within %s years, nine of ten between %s and %s years.",
                      median, estimate_text(report, metric_names[METRIC_YEARS_EMPLOYED], "p5"),
                      estimate_text(report, metric_names[METRIC_YEARS_EMPLOYED], "p95"));
}

void run_charts_timeline(struct report *report)
{
    const struct report_distribution *employed = report_distribution_of(report, metric_names[METRIC_YEARS_EMPLOYED]);
    if (!employed)
        return;
    const char *part;
    struct block_series *exits = exit_windows(report, &part);
    struct block_series *series = arena_alloc(report->arena, 2, sizeof *series);
    series[0] = still_employed(report, employed->exceedance);
    if (exits)
        series[1] = *exits;
    struct block *block = add_chart(report, CHART_TIMELINE, exits ? "Employment and exits" : "Employment",
                                    "Distribution", series, exits ? 2 : 1);
    block->unit_x = "years";
    block->unit_y = "share";
    block->text = arena_text(report->arena, "%s%s", employment_words(report), part);
}
