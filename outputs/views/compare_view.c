#include "outputs/views/compare_view.h"

#include "analysis/cash_report.h"
#include "analysis/compare_cash.h"
#include "analysis/verdicts.h"
#include "models/metrics.h"
#include "outputs/block_table.h"
#include "outputs/people.h"
#include "outputs/utf8.h"
#include "outputs/views/mean_bars.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { NAME_COLUMNS = 7 }; /* two of them and a minus fit before four figures */

struct naming { /* how offers are called in narrow places */
    const struct compared *offers;
    size_t count;
    const char **brief;
    bool letters;
    enum compare_against against;
    const char *whose; /* market job; NULL: nobody's in particular */
};

/* Names where they are short, else letters with a legend. */
static struct naming naming_of(struct report *report, const struct compared *offers, size_t count)
{
    struct naming naming = {offers, count, arena_alloc(report->arena, count, sizeof(char *)), false};
    for (size_t i = 0; i < count; i++)
        naming.letters = naming.letters || utf8_width(offers[i].label) > NAME_COLUMNS;
    for (size_t i = 0; i < count; i++)
        naming.brief[i] = naming.letters ? arena_text(report->arena, "%c", (int)('A' + i)) : offers[i].label;
    return naming;
}

static const struct report_row *pair_row(const struct report *report, const struct naming *naming, size_t i, size_t j,
                                         const char *metric, const char *statistic)
{
    const char *group = arena_text(report->arena, "%s - %s", naming->offers[i].label, naming->offers[j].label);
    return report_find(report, metric, group, statistic);
}

static void add_text(struct report *report, const char *title, const char *sheet, const char *text)
{
    report_add_block(report, BLOCK_TEXT, title, sheet)->text = text;
}

static void add_legend(struct report *report, const struct naming *naming)
{
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT};
    if (!naming->letters)
        return;
    struct block_table table = block_table_begin(report, NULL, "Summary", 2, NULL, align);
    for (size_t i = 0; i < naming->count; i++) {
        block_table_text(&table, naming->brief[i]);
        block_table_text(&table, naming->offers[i].label);
    }
}

/* A lopsided interval by half its width: two of them beside each other fit no line. */
static const char *beside(struct arena *arena, struct figure figure, const char *unit, bool sign)
{
    double half = (figure.ci_high - figure.ci_low) / 2;
    if (!isfinite(figure.estimate))
        return "none";
    figure.ci_low = figure.estimate - half;
    figure.ci_high = figure.estimate + half;
    return sign ? figure_signed_for_people(arena, &figure, unit) : figure_for_people(arena, &figure, unit);
}

static void side_by_side_row(struct block_table *table, const struct naming *naming, const char *label,
                             const char *metric, const char *statistic, bool sign)
{
    struct report *report = table->report;
    if (!report_find(report, metric, naming->offers[0].label, statistic))
        return;
    block_table_text(table, label);
    for (size_t i = 0; i < naming->count; i++) {
        const struct report_row *row = report_find(report, metric, naming->offers[i].label, statistic);
        const char *unit = strcmp(row->unit, "years") == 0 ? "" : row->unit;
        block_table_cell(table, beside(report->arena, row->figure, unit, sign), row->figure.estimate, row->unit);
        if (sign && strcmp(statistic, "mean") == 0 && report_gains_but_seldom(report, naming->offers[i].label))
            block_table_neutral(table);
    }
}

/* Rows of --above: of several amounts, each statistic's name ends with its own. */
static void above_rows(struct block_table *table, const struct naming *naming)
{
    struct report *report = table->report;
    for (size_t r = 0; r < report->row_count; r++) {
        const struct report_row *row = &report->row[r];
        if (strcmp(row->group, naming->offers[0].label) != 0 || strncmp(row->statistic, "p_above", 7) != 0)
            continue;
        const char *amount = row->statistic[7] ? row->statistic + 8 : report->above;
        side_by_side_row(table, naming,
                         arena_text(report->arena, "Chance: %s > %s", report_label(report->arena, row->metric), amount),
                         row->metric, row->statistic, false);
    }
}

/* A bill for exercising that no offer has. */
static bool costs_nobody(const struct report *report, const struct naming *naming, size_t metric)
{
    double most = 0;
    for (size_t i = 0; i < naming->count; i++) {
        const struct report_row *row = report_find(report, metrics[metric].key, naming->offers[i].label, "max");
        most = row && row->figure.estimate > most ? row->figure.estimate : most;
    }
    return metrics[metric].role & (METRIC_ROLE_OTHER | METRIC_ROLE_CASH) && metric != METRIC_JOB_LOST && most == 0;
}

static void regret_row(struct block_table *table, const struct naming *naming)
{
    struct report *report = table->report;
    block_table_text(table, "Expected regret");
    for (size_t i = 0, r = 0; r < report->row_count && i < naming->count; r++) {
        if (strcmp(report->row[r].statistic, "expected_regret") != 0)
            continue;
        block_table_figure(table, &report->row[r]); /* in the order of the offers */
        i++;
    }
}

/* What is paid out in all, without a market job and without discounting. */
static void cash_row(struct block_table *table, const struct naming *naming)
{
    struct report *report = table->report;
    if (!compare_cash_figure(report, naming->offers[0].label, "total", CASH_CASH))
        return;
    block_table_text(table, "Cash in all");
    for (size_t i = 0; i < naming->count; i++) {
        const struct figure *cash = compare_cash_figure(report, naming->offers[i].label, "total", CASH_CASH);
        block_table_cell(table, people_size(report->arena, cash, report->currency, PEOPLE_TABLE_DIGITS), cash->estimate,
                         report->currency);
    }
}

static const char *told(struct report *report, const char *words)
{
    return report->after_tax ? arena_text(report->arena, "%s after tax", words) : words;
}

static void add_side_by_side(struct report *report, const struct naming *naming)
{
    bool alone = naming->against == COMPARE_NO_JOB;
    const char **heading = arena_alloc(report->arena, naming->count + 1, sizeof *heading);
    heading[0] = "";
    for (size_t i = 0; i < naming->count; i++)
        heading[i + 1] = naming->brief[i];
    struct block_table table =
        block_table_begin(report, "Side by side", "Comparison", naming->count + 1, heading, NULL);
    side_by_side_row(&table, naming, told(report, "Expected equity"),
                     metric_names[report_metric(report, METRIC_EQUITY_VALUE)], "mean", false);
    if (!alone)
        side_by_side_row(&table, naming, told(report, "Foregone pay"),
                         metric_names[report_metric(report, METRIC_FOREGONE_COMPENSATION)], "mean", false);
    side_by_side_row(&table, naming, told(report, alone ? "Pay and equity" : "Net advantage"),
                     metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], "mean", true);
    if (report->after_tax)
        side_by_side_row(&table, naming, "  before tax", metric_names[METRIC_NET_ADVANTAGE], "mean", true);
    side_by_side_row(&table, naming, "  5th percentile", metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                     "p5", false);
    side_by_side_row(&table, naming, "  median", metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], "p50",
                     false);
    side_by_side_row(&table, naming, "  95th percentile", metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                     "p95", false);
    if (!alone)
        side_by_side_row(&table, naming, naming->against == COMPARE_OWN_JOBS ? "Beats its market" : "Beats the market",
                         metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], "p_positive", false);
    side_by_side_row(&table, naming, "If equity is worth 0", metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                     "mean_without_equity", true);
    side_by_side_row(&table, naming, "Certainty equivalent", metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                     "certainty_equivalent", true);
    cash_row(&table, naming);
    regret_row(&table, naming);
    above_rows(&table, naming);
    for (size_t m = 0; m < report_metrics(report); m++) /* what the rows above do not tell of */
        if (metrics[m].role & (METRIC_ROLE_EMPLOYMENT | METRIC_ROLE_OTHER | METRIC_ROLE_CASH) &&
            !costs_nobody(report, naming, m))
            side_by_side_row(&table, naming, report_label(report->arena, metrics[m].key), metrics[m].key, "mean",
                             false);
}

/* Never "0 ± 0": what never happened, or always, shows its bound. */
static const char *chance_text(struct arena *arena, const struct figure *figure)
{
    if (figure->estimate > 0 && figure->estimate < 1)
        return beside(arena, *figure, "share", false);
    bool never = !(figure->estimate > 0);
    return arena_text(arena, never ? "below %s" : "above %s",
                      number_for_people(arena, never ? figure->ci_high : figure->ci_low,
                                        (figure->ci_high - figure->ci_low) / 10, "share"));
}

/* To four significant digits: how much the errors themselves are known is of no matter here. */
static void rough_cell(struct block_table *table, const struct report_row *row)
{
    double error = fmax(row->figure.std_error, fabs(row->figure.estimate) * 5e-3);
    block_table_cell(table, number_for_people(table->report->arena, row->figure.estimate, error, row->unit),
                     row->figure.estimate, row->unit);
}

#define NOISE_CUT                                                                                                      \
    "Noise cut: how many times smaller the variance of the difference is than if the offers had been simulated apart."

static void pair_rows(struct block_table *table, const struct naming *naming, size_t i, size_t j)
{
    static const struct {
        enum metric metric;
        const char *label;
    } lines[] = {
        {METRIC_NET_ADVANTAGE, NULL}, {METRIC_EQUITY_VALUE, "  equity"}, {METRIC_FOREGONE_COMPENSATION, "  foregone"}};
    struct report *report = table->report;
    bool alone = naming->against == COMPARE_NO_JOB;
    for (size_t m = 0; m < sizeof lines / sizeof *lines; m++) {
        const char *metric = metric_names[report_metric(report, lines[m].metric)];
        const struct report_row *difference = pair_row(report, naming, i, j, metric, "difference");
        const struct report_row *better = pair_row(report, naming, i, j, metric, "p_better");
        bool less = metrics[lines[m].metric].traits & METRIC_LESS_IS_BETTER, pay = less && alone;
        struct figure figure = pay ? figure_from(0, difference->figure) : difference->figure;
        block_table_text(table, pay ? "  pay"
                                : lines[m].label
                                    ? lines[m].label
                                    : arena_text(report->arena, "%s - %s", naming->brief[i], naming->brief[j]));
        block_table_cell(table, beside(report->arena, figure, difference->unit, true), figure.estimate,
                         difference->unit);
        if (less && !pay)
            block_table_neutral(table); /* less of it is better */
        block_table_cell(table, chance_text(report->arena, &better->figure), better->figure.estimate, "share");
        rough_cell(table, pair_row(report, naming, i, j, metric, "correlation"));
        rough_cell(table, pair_row(report, naming, i, j, metric, "variance_reduction"));
    }
}

static void add_pairs(struct report *report, const struct naming *naming)
{
    static const char *const heading[] = {"", "Difference", "First is better", "Correlation", "Noise cut"};
    struct block_table table =
        block_table_begin(report, "Pair by pair, on the same random numbers", "Comparison", 5, heading, NULL);
    for (size_t j = 1; j < naming->count; j++)
        for (size_t i = 0; i < j; i++)
            pair_rows(&table, naming, i, j);
    add_text(report, NULL, "Comparison",
             naming->against == COMPARE_NO_JOB ? NOISE_CUT : NOISE_CUT " Of foregone pay, less is better.");
}

static const char *dominance_words(const struct report *report, const struct naming *naming, size_t i, size_t j)
{
    const struct figure *first =
        &pair_row(report, naming, i, j, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                  "first_order_dominance")
             ->figure;
    const struct figure *second =
        &pair_row(report, naming, i, j, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                  "second_order_dominance")
             ->figure;
    const char *a = naming->brief[i], *b = naming->brief[j];
    double order = first->estimate;
    if (order > 0 || order < 0)
        return arena_text(report->arena, "Whatever the amount, %s is likelier to exceed it than %s.", order > 0 ? a : b,
                          order > 0 ? b : a);
    order = second->estimate;
    if (order > 0 || order < 0)
        return arena_text(report->arena, "Anyone who dislikes risk prefers %s to %s.", order > 0 ? a : b,
                          order > 0 ? b : a);
    if (strcmp(figure_note(second), COMPARE_SAME) == 0)
        return arena_text(report->arena, "%s and %s have the same distribution.", a, b);
    if (strcmp(figure_note(second), COMPARE_ALIKE) == 0)
        return arena_text(report->arena, "%s and %s cannot be told apart.", a, b);
    if (isnan(order))
        return arena_text(report->arena, "Whether one of %s and %s is preferred whatever the risk is %s%s%s.", a, b,
                          second->status, second->note ? ": " : "", figure_note(second));
    return arena_text(report->arena, "Which of %s and %s is preferred depends on how much risk you take.", a, b);
}

static void add_words(struct report *report, const struct naming *naming)
{
    const char *text = "If the equity is worth nothing:";
    for (size_t i = 0; i < naming->count; i++) {
        const struct report_row *row = report_find(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                                                   naming->offers[i].label, "mean_without_equity");
        text = arena_text(report->arena, "%s%s %s %s", text, i ? "," : "", naming->brief[i],
                          figure_signed_for_people(report->arena, &row->figure, row->unit));
    }
    add_text(report, "What follows", "Summary", arena_text(report->arena, "%s.", text));
    text = "";
    for (size_t j = 1; j < naming->count; j++)
        for (size_t i = 0; i < j; i++)
            text = arena_text(report->arena, "%s%s%s", text, *text ? " " : "", dominance_words(report, naming, i, j));
    for (size_t r = 0; r < report->row_count; r++)
        if (strcmp(report->row[r].statistic, "evpi") == 0)
            text = arena_text(report->arena, "%s Knowing the future before choosing among them is worth %s.", text,
                              beside(report->arena, report->row[r].figure, report->row[r].unit, false));
    add_text(report, NULL, "Summary", text);
}

/* What the figures are over, in words: "the market job of Acme". */
static const char *job_words(struct arena *arena, const struct naming *naming)
{
    if (naming->against == COMPARE_OWN_JOBS)
        return "each offer's own market job";
    return naming->whose ? arena_text(arena, "the market job of %s", naming->whose) : "the market job";
}

static void add_chart(struct report *report, const struct naming *naming)
{
    bool alone = naming->against == COMPARE_NO_JOB;
    const char **label = arena_alloc(report->arena, naming->count, sizeof *label);
    struct figure *figure = arena_alloc(report->arena, naming->count, sizeof *figure);
    const char *text =
        alone ? "Mean of pay and equity together, with its interval:"
              : arena_text(report->arena,
                           "Mean net advantage over %s, with its interval:", job_words(report->arena, naming));
    for (size_t i = 0; i < naming->count; i++) {
        const char *name = naming->offers[i].label;
        label[i] = naming->letters ? arena_text(report->arena, "%s: %s", naming->brief[i], name) : name;
        figure[i] =
            report_find(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)], name, "mean")->figure;
        text = arena_text(report->arena, "%s%s %s %s", text, i ? "," : "", naming->brief[i],
                          number_short(report->arena, figure[i].estimate, report->currency));
    }
    struct block *chart = mean_bars(report, alone ? "Pay and equity together" : "Net advantage over the market job",
                                    "Summary", label, figure, naming->count, report->currency);
    chart->text = arena_text(report->arena, "%s.", text);
    for (size_t i = 0; i < naming->count; i++)
        chart->neutral = chart->neutral || report_gains_but_seldom(report, naming->offers[i].label);
}

/* The chances of more than an amount, one curve an offer. */
static void add_overlay(struct report *report, const struct naming *naming)
{
    enum { CURVES_MOST = 4 };
    struct block_series *series = arena_alloc(report->arena, naming->count, sizeof *series);
    const char *text = "The chance of more than an amount:";
    if (naming->count > CURVES_MOST)
        return;
    for (size_t i = 0; i < naming->count; i++) {
        const struct report_distribution *of = report_distribution_of(report, naming->offers[i].label);
        const struct report_row *high = report_find(report, metric_names[report_metric(report, METRIC_NET_ADVANTAGE)],
                                                    naming->offers[i].label, "p90");
        if (!of || !high || of->exceedance->rows < 2)
            return;
        series[i] = (struct block_series){.name = naming->offers[i].label,
                                          .count = of->exceedance->rows,
                                          .x = result_table_numbers(report->arena, of->exceedance, 0),
                                          .y = result_table_numbers(report->arena, of->exceedance, 1)};
        text =
            arena_text(report->arena, "%s%s one future in ten of %s comes to more than %s", text, i ? ";" : "",
                       naming->offers[i].label, number_short(report->arena, high->figure.estimate, report->currency));
    }
    struct block *chart = report_add_block(report, BLOCK_CHART, "How the outcomes spread", "Distribution");
    chart->chart = CHART_EXCEEDANCE;
    chart->series = series;
    chart->series_count = naming->count;
    chart->unit_x = report->currency;
    chart->unit_y = "share";
    chart->text = arena_text(report->arena, "%s.", text);
}

void compare_view(struct report *report, const struct compared *offers, size_t count,
                  const struct compare_verdict *verdict, enum compare_against against, const char *whose)
{
    struct naming naming = naming_of(report, offers, count);
    naming.against = against;
    naming.whose = whose;
    add_text(report, NULL, "Summary", verdict->sentence);
    add_legend(report, &naming);
    add_chart(report, &naming);
    add_overlay(report, &naming);
    add_side_by_side(report, &naming);
    add_pairs(report, &naming);
    add_words(report, &naming);
}
