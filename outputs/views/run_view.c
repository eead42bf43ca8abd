#include "outputs/views/run_view.h"

#include "analysis/row_groups.h"
#include "analysis/verdicts.h"
#include "models/metrics.h"
#include "outputs/block_table.h"
#include "sim/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EXITS_SHOWN = 60 };

/* "95%", "99.5%" */
static const char *level_text(const struct report *report)
{
    return number_for_people(report->arena, report->level, NAN, "share");
}

static void headline_row(struct block_table *table, const char *label, const struct report_row *row, bool sign)
{
    if (!row)
        return;
    struct arena *arena = table->report->arena;
    block_table_text(table, label);
    const char *text = sign ? figure_signed_for_people(arena, &row->figure, row->unit)
                            : figure_for_people(arena, &row->figure, row->unit);
    if (!isfinite(row->figure.estimate))
        text = arena_text(arena, "n/a (%s)", row->figure.status);
    if (report_row_left_out(row))
        text = arena_text(arena, "n/a (infinite in %s of the futures)",
                          number_for_people(arena, table->report->left_out_frac, NAN, "share"));
    block_table_cell(table, text, row->figure.estimate, row->unit);
}

/* One amount is told by the report; of several, each stands in its statistic: "p_above_100000". */
static const char *above_label(const struct report *report, const struct report_row *row)
{
    const char *amount = row->statistic + strlen("p_above");
    amount = *amount ? amount + 1 : report->above ? report->above : "";
    char *end;
    double number = strtod(amount, &end);
    const struct report_row *mean = report_find(report, row->metric, "", "mean");
    if (end != amount && *end == 0)
        amount = number_for_people(report->arena, number, NAN, mean ? mean->unit : "");
    return arena_text(report->arena, "Chance: %s above %s", report_label(report->arena, row->metric), amount);
}

/* What the first lines are about. */
static const char *told(struct report *report, const char *words)
{
    return report->after_tax ? arena_text(report->arena, "%s after tax", words) : words;
}

static void add_headline(struct report *report)
{
    struct block_table table = block_table_begin(report, NULL, "Summary", 2, NULL, NULL);
    headline_row(&table, told(report, "Expected equity value"),
                 report_find(report, metric_names[report_metric(report, METRIC_EQUITY_VALUE)], "", "mean"), false);
    headline_row(&table, told(report, "Foregone compensation"),
                 report_find(report, metric_names[report_metric(report, METRIC_FOREGONE_COMPENSATION)], "", "mean"),
                 false);
    headline_row(&table, told(report, "Net advantage of the offer"),
                 report_find(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], "", "mean"), true);
    block_table_rule(&table, RULE_DIFFERENCE);
    if (report_gains_but_seldom(report, ""))
        block_table_neutral(&table);
    headline_row(&table, "Chance that the offer beats the market",
                 report_find(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], "", "p_positive"),
                 false);
    headline_row(&table, "Chance that the equity is worth nothing",
                 report_find(report, metric_names[report_metric(report, METRIC_EQUITY_VALUE)], "", "p_worthless"),
                 false);
    const struct report_row *loses =
        report_find(report, metric_names[report_metric(report, METRIC_EQUITY_VALUE)], "", "p_lose_money");
    if (loses && loses->figure.estimate > 0)
        headline_row(&table, "Chance that it costs more than it brings", loses, false);
    for (size_t i = 0; i < report->row_count; i++)
        if (strncmp(report->row[i].statistic, "p_above", strlen("p_above")) == 0)
            headline_row(&table, above_label(report, &report->row[i]), &report->row[i], false);
    struct block *text = report_add_block(report, BLOCK_TEXT, NULL, "Summary");
    text->text = arena_text(
        report->arena,
        "± is the error of each estimate: its %s confidence interval at this number of paths; behind a percentage it "
        "is in percentage points. How far outcomes themselves spread is the outcome range below, p5 to p95: 9 of 10 "
        "futures fall inside it.",
        level_text(report));
}

/* "-$320K to $470K": how far outcomes spread is no estimate to compute with, so three digits do. */
static const char *range_text(struct report *report, const struct report_row *low, const struct report_row *high,
                              const char *unit)
{
    if (!low || !high)
        return "";
    return arena_text(report->arena, "%s to %s", number_short(report->arena, low->figure.estimate, unit),
                      number_short(report->arena, high->figure.estimate, unit));
}

/* A bill for exercising that comes to nothing on every path is no news. */
static bool never_happens(const struct report *report, size_t metric)
{
    const struct report_row *max = report_find(report, metrics[metric].key, "", "max");
    bool is_bill = metric == METRIC_EXERCISE_COST || metric == METRIC_CASH_NEEDED || metric == METRIC_CASH_LOST ||
                   metric == METRIC_WITHHOLDING_SHORTFALL;
    return is_bill && max && max->figure.estimate == 0;
}

static void add_metrics(struct report *report)
{
    static const char *const heading[] = {"", "Mean", "Median", "Outcome range"};
    struct block_table table =
        block_table_begin(report, "What may happen", "Summary", sizeof heading / sizeof *heading, heading, NULL);
    for (size_t m = 0; m < report_metrics(report); m++) {
        const char *metric = metrics[m].key;
        const struct report_row *mean = report_find(report, metric, "", "mean");
        const struct report_row *median = report_find(report, metric, "", "p50");
        if (!mean || never_happens(report, m))
            continue;
        /* The name says years already. */
        const char *unit = strcmp(mean->unit, "years") == 0 ? "" : mean->unit;
        block_table_text(&table, report_label(report->arena, metric));
        block_table_cell(&table, figure_for_people(report->arena, &mean->figure, unit), mean->figure.estimate,
                         mean->unit);
        if (strcmp(mean->unit, "share") == 0 || !median) { /* happened or not: a range says nothing */
            block_table_text(&table, "");
            block_table_text(&table, "");
            continue;
        }
        block_table_cell(&table,
                         number_for_people(report->arena, median->figure.estimate, figure_error(&median->figure), unit),
                         median->figure.estimate, median->unit);
        block_table_text(&table, range_text(report, report_find(report, metric, "", "p5"),
                                            report_find(report, metric, "", "p95"), unit));
    }
}

/* Three digits: its error is far smaller, and says nothing of the offer. */
static void put_share(struct block_table *table, const struct report_row *row)
{
    if (row)
        block_table_cell(table, number_short(table->report->arena, row->figure.estimate, row->unit),
                         row->figure.estimate, row->unit);
    else
        block_table_text(table, "");
}

static void add_exits(struct report *report)
{
    static const char *const heading[] = {"", "Chance", "Took place", "Mean equity then", "Contributes"};
    struct row_groups groups = row_groups_of(report, 0);
    size_t shown = 0, exits = 0;
    for (size_t g = 0; g < groups.count; g++)
        exits += row_group_is_exit(&groups.group[g]) && !row_group_never_happens(&groups.group[g]);
    if (!exits)
        return;
    struct block_table table =
        block_table_begin(report, "Exits", "Exits", sizeof heading / sizeof *heading, heading, NULL);
    for (size_t g = 0; g < groups.count && shown < EXITS_SHOWN; g++) {
        const struct row_group *exit = &groups.group[g];
        if (!row_group_is_exit(exit) || row_group_never_happens(exit))
            continue;
        shown++;
        block_table_text(&table, exit->name);
        block_table_estimate(&table, row_group_find(exit, metric_names[METRIC_EQUITY_VALUE], "probability"));
        put_share(&table, row_group_find(exit, metric_names[METRIC_EQUITY_VALUE], "share"));
        block_table_figure(&table, row_group_find(exit, metric_names[METRIC_EQUITY_VALUE], "mean"));
        block_table_figure(&table, row_group_find(exit, metric_names[METRIC_EQUITY_VALUE], "contribution"));
        block_table_rule(&table, RULE_PRODUCT);
    }
    if (exits > shown) {
        struct block *rest = report_add_block(report, BLOCK_TEXT, NULL, "Exits");
        rest->text = arena_text(report->arena, "%s more exits are in the JSON and the CSV.",
                                number_count(report->arena, exits - shown));
    }
}

/* The stages of the chain stand in the order of a path; each line says what the step before it took. */
static void add_chain(struct report *report)
{
    static const char *const heading[] = {"", "Mean value", "Lost on the way"};
    struct block_table table;
    bool begun = false;
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (strcmp(row->metric, "grant_value") != 0 || *row->group)
            continue;
        if (!begun)
            table = block_table_begin(report, "Where the grant's value goes", "Grant value",
                                      sizeof heading / sizeof *heading, heading, NULL);
        block_table_text(&table, report_label(report->arena, row->statistic));
        block_table_figure(&table, row);
        const struct report_row *change = report_find(report, "grant_change", "", row->statistic);
        block_table_estimate(&table, change && change->figure.estimate < 0 ? change : NULL);
        block_table_rule(&table, RULE_CHANGE);
        begun = true;
    }
}

void run_view(struct report *report)
{
    report->assumptions_listed = true;
    add_headline(report);
    add_metrics(report);
    run_charts_distribution(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)]);
    add_exits(report);
    run_charts_exits(report);
    add_chain(report);
    run_charts_chain(report);
    run_charts_timeline(report);
    run_charts_exceedance(report);
}
