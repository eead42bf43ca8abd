/* A report of `run` as the program would fill it. Means, sds and quantiles are those of tests/cases/seed-offer.json;
 * the rest is made up to look alike. */
#ifndef TESTS_OUTPUTS_REPORT_FIXTURE_H
#define TESTS_OUTPUTS_REPORT_FIXTURE_H

#include "analysis/result_forms.h"
#include "outputs/formats.h"
#include "outputs/text_buffer.h"
#include "sim/statistics.h"

#include <math.h>
#include <string.h>

static inline struct figure fixture_figure(double estimate, double std_error)
{
    double half = 2.131449545559323 * std_error; /* t of 15 degrees at 95% */
    return (struct figure){estimate, std_error, estimate - half, estimate + half, 0.95, "replicates-t", "ok", NULL};
}

static inline struct figure fixture_atom(double estimate)
{
    return (struct figure){estimate, 0, estimate, estimate, 0.95, "atom", "ok", NULL};
}

static inline struct figure fixture_bare(double estimate)
{
    return (struct figure){estimate, (double)NAN, (double)NAN, (double)NAN, (double)NAN, "none", "ok", "no interval"};
}

static inline struct figure fixture_quantile(double estimate, double half)
{
    return (struct figure){estimate, (double)NAN, estimate - half, estimate + half, 0.95, "replicates-cdf", "ok", NULL};
}

struct fixture_statistic {
    const char *name;
    double value, error;
};

/* An error of 0 is an atom, a negative one a figure without interval; quantiles have bounds but no standard error. */
static inline void fixture_metric(struct report *report, const char *metric, const char *unit,
                                  const struct fixture_statistic *statistic, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double value = statistic[i].value, error = statistic[i].error;
        bool quantile = statistic[i].name[0] == 'p' && statistic[i].name[1] != '_';
        struct figure figure = error < 0    ? fixture_bare(value)
                               : error <= 0 ? fixture_atom(value)
                               : quantile   ? fixture_quantile(value, 2 * error)
                                            : fixture_figure(value, error);
        bool chance = strncmp(statistic[i].name, "p_", 2) == 0;
        report_add_row(report, metric, "", statistic[i].name, chance ? "share" : unit, figure);
    }
}

/* A histogram of a lognormal-like bump, a share of it at zero: enough to draw. */
static inline void fixture_histogram(struct report *report, const char *metric, double low, double high, double peak,
                                     double width, double atom, double atom_at)
{
    enum { BINS = 60 };
    double edges[BINS + 1], shares[BINS], total = 0, above = 1;
    for (int i = 0; i <= BINS; i++)
        edges[i] = low + (high - low) * i / BINS;
    for (int i = 0; i < BINS; i++) {
        double z = ((edges[i] + edges[i + 1]) / 2 - peak) / width;
        shares[i] = exp(-z * z / 2 / (1 + (z > 0 ? z / 2 : 0)));
        total += shares[i];
    }
    for (int i = 0; i < BINS; i++) {
        bool holds = edges[i] <= atom_at && atom_at < edges[i + 1];
        shares[i] = shares[i] / total * (1 - atom) + (holds ? atom : 0);
    }
    struct result_table *edge = result_table_create(report->arena, &result_form_numbers, BINS + 1);
    struct result_table *share = result_table_create(report->arena, &result_form_numbers, BINS);
    struct result_table *histogram = result_table_create(report->arena, &result_form_histogram, 1);
    struct result_table *curve = result_table_create(report->arena, &result_form_exceedance, BINS + 1);
    for (int i = 0; i <= BINS; i++) {
        struct figure figure = figure_without_interval(above);
        edge->cell[i] = curve->cell[2 * i] = result_number(edges[i], "");
        curve->cell[2 * i + 1] = result_figure(&figure, "share");
        if (i < BINS) {
            share->cell[i] = result_number(shares[i], "");
            above = fmax(above - shares[i], 0);
        }
    }
    histogram->cell[0] = result_nested(edge);
    histogram->cell[1] = result_nested(share);
    report->distribution =
        arena_grow(report->arena, report->distribution, report->distribution_count, sizeof *report->distribution);
    report->distribution[report->distribution_count++] = (struct report_distribution){metric, histogram, curve};
}

static inline void fixture_exits(struct report *report)
{
    static const struct {
        const char *name;
        double probability, share, mean, contribution, from, to;
    } exits[] = {{"IPO", 0.35, 0.245, 281600, 68990, 0.98, 2.78},
                 {"Amazon acquisition", 0.30, 0.21, 196300, 41230, 0.09, 1.79},
                 {"Google acquisition", 0.25, 0.175, 168200, 29440, 0.09, 1.79},
                 {"Independent leader", 0.10, 0.07, 145330, 10173.45, 1.98, 7.87}};
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++) {
        const char *name = exits[i].name;
        struct figure given = {exits[i].probability, (double)NAN, (double)NAN, (double)NAN,
                               (double)NAN,          "given",     "ok",        NULL};
        report_add_row(report, "equity_value", name, "probability", "share", given);
        report_add_row(report, "equity_value", name, "share", "share", fixture_figure(exits[i].share, 0.000031));
        report_add_row(report, "equity_value", name, "mean", "money", fixture_figure(exits[i].mean, 81));
        report_add_row(report, "equity_value", name, "contribution", "money",
                       fixture_figure(exits[i].contribution, 24));
        report_add_row(report, "exit_years", name, "p5", "years", fixture_bare(exits[i].from));
        report_add_row(report, "exit_years", name, "p50", "years", fixture_bare((exits[i].from + exits[i].to) / 2));
        report_add_row(report, "exit_years", name, "p95", "years", fixture_bare(exits[i].to));
    }
    static const struct fixture_statistic chain[] = {{"headline", 1012500, 190},
                                                     {"after_dilution", 912100, 160},
                                                     {"after_preferences", 498700, 140},
                                                     {"vested", 171300, 60},
                                                     {"after_exercise", 149833.45, 48.5}};
    fixture_metric(report, "grant_value", "money", chain, sizeof chain / sizeof *chain);
}

static const struct fixture_statistic fixture_equity[] = {{"mean", 149833.45, 48.5},
                                                          {"sd", 315954.02, 821},
                                                          {"min", 0, -1},
                                                          {"max", 28412345.678, -1},
                                                          {"p1", 0, 0},
                                                          {"p5", 0, 0},
                                                          {"p10", 0, 0},
                                                          {"p25", 0, 0},
                                                          {"p50", 0, 0},
                                                          {"p75", 240834.35, 124},
                                                          {"p90", 561200, 130},
                                                          {"p95", 677544.54, 154},
                                                          {"p99", 1083000, 900},
                                                          {"p_zero", 0.70237114, 6.69e-05},
                                                          {"p_positive", 0.29762886, 6.69e-05},
                                                          {"p_negative", 0, 0},
                                                          {"cvar5", 0, 0}};
static const struct fixture_statistic fixture_foregone[] = {
    {"mean", 143452.5, 16.3},  {"sd", 110582.21, 9.55},  {"min", 1.25, -1},    {"max", 488000.5, -1},
    {"p1", 1800, 3},           {"p5", 8877.9267, 6.86},  {"p10", 18400, 9},    {"p25", 51008.375, 14.4},
    {"p50", 118018.58, 21.6},  {"p75", 217545.75, 31.1}, {"p90", 311000, 30},  {"p95", 356704.1, 31.8},
    {"p99", 421000, 50},       {"p_zero", 0, 0},         {"p_positive", 1, 0}, {"p_negative", 0, 0},
    {"cvar5", 4392.0202, 3.59}};
static const struct fixture_statistic fixture_net[] = {{"mean", 6380.9487, 45.2},
                                                       {"sd", 301530.27, 857},
                                                       {"min", -487000.125, -1},
                                                       {"max", 28100000.5, -1},
                                                       {"p1", -394000, 50},
                                                       {"p5", -319943.04, 42.2},
                                                       {"p10", -262000, 40},
                                                       {"p25", -132142.58, 32.8},
                                                       {"p50", -41273.421, 20},
                                                       {"p75", 73377.091, 91.1},
                                                       {"p90", 362000, 150},
                                                       {"p95", 470210.63, 177},
                                                       {"p99", 861000, 900},
                                                       {"p_zero", 0, 0},
                                                       {"p_positive", 0.28804149, 6.59e-05},
                                                       {"p_negative", 0.71195851, 6.59e-05},
                                                       {"cvar5", -371541.96, 33.2}};
static const struct fixture_statistic fixture_years[] = {{"mean", 1.5019835, 0.000143},
                                                         {"sd", 0.91437431, 5.21e-05},
                                                         {"min", 1.25e-7, -1},
                                                         {"max", 3, -1},
                                                         {"p1", 0.0229, 0.0001},
                                                         {"p5", 0.11557686, 7.65e-05},
                                                         {"p10", 0.24, 0.0001},
                                                         {"p25", 0.64424114, 0.000171},
                                                         {"p50", 1.5339689, 0.000335},
                                                         {"p75", 2.3181749, 0.000148},
                                                         {"p90", 2.68, 0.0001},
                                                         {"p95", 2.8372326, 9.57e-05},
                                                         {"p99", 2.96, 0.0001},
                                                         {"p_zero", 0, 0},
                                                         {"p_positive", 1, 0},
                                                         {"p_negative", 0, 0},
                                                         {"cvar5", 0.057324775, 4.36e-05}};
static const struct fixture_statistic fixture_lost[] = {{"mean", 0.65366888, 8.26e-05},
                                                        {"sd", 0.47579987, 2.67e-05},
                                                        {"min", 0, -1},
                                                        {"max", 1, -1},
                                                        {"p1", 0, 0},
                                                        {"p5", 0, 0},
                                                        {"p10", 0, 0},
                                                        {"p25", 0, 0},
                                                        {"p50", 1, 0},
                                                        {"p75", 1, 0},
                                                        {"p90", 1, 0},
                                                        {"p95", 1, 0},
                                                        {"p99", 1, 0},
                                                        {"p_zero", 0.34633112, 8.26e-05},
                                                        {"p_positive", 0.65366888, 8.26e-05},
                                                        {"p_negative", 0, 0},
                                                        {"cvar5", 0, 0}};
static const struct report_note fixture_assumptions[] = {
    {"/exits/0/valuation", "\"$8-12B\" is read as uniform between 8,000,000,000 and 12,000,000,000 USD"},
    {"/exits/3/valuation", "\"$15B+\" is an open amount: Pareto from 15,000,000,000 USD with tail index 3, so its "
                           "mean is 22,500,000,000 USD"},
    {"/exits/3/timeline", "\"2028+\" is 2028-01-01 plus an exponential time of mean 2 years"},
    {"/discount_rate", "discount_rate is 0%: a dollar in 2030 counts as one today"}};
static const struct report_note fixture_warnings[] = {
    {"/exits/3/valuation", "the upper tail is heavy (Pareto k 0.34): 1% of the futures carry 9% of the mean"}};

static inline struct report *fixture_run(struct arena *arena)
{
    struct report *report = report_create(arena, "run");
    report->name = "Product designer, Hugging Face";
    strcpy(report->sha256, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    report->currency = "USD";
    report->simulated = true;
    report->seed = 1;
    report->paths = 1048576;
    report->replicates = 16;
    report->sampler = "sobol";
    report->level = 0.95;
    report->assumption = fixture_assumptions;
    report->assumption_count = sizeof fixture_assumptions / sizeof *fixture_assumptions;
    report->warning = fixture_warnings;
    report->warning_count = 1;
    fixture_metric(report, "equity_value", "money", fixture_equity, sizeof fixture_equity / sizeof *fixture_equity);
    fixture_metric(report, "foregone_compensation", "money", fixture_foregone,
                   sizeof fixture_foregone / sizeof *fixture_foregone);
    fixture_metric(report, "net_advantage", "money", fixture_net, sizeof fixture_net / sizeof *fixture_net);
    fixture_metric(report, "years_employed", "years", fixture_years, sizeof fixture_years / sizeof *fixture_years);
    fixture_metric(report, "job_lost", "share", fixture_lost, sizeof fixture_lost / sizeof *fixture_lost);
    fixture_exits(report);
    fixture_histogram(report, "equity_value", 0, 1.5e6, 420000, 210000, 0.70237114, 0);
    fixture_histogram(report, "net_advantage", -500000, 1250000, -60000, 140000, 0, 0);
    fixture_histogram(report, "years_employed", 0, 3, 2.1, 1.3, 0.03, 0.01);
    return report;
}

/* Bytes of a report in a format. */
static inline const char *fixture_written(const struct report *report, const char *format,
                                          const struct output_style *style, size_t *length)
{
    struct text_buffer out = {.arena = report->arena};
    const char *fault = NULL;
    if (output_format_named(format)->write(report, style, &out, &fault) != STATUS_OK)
        return fault;
    if (length)
        *length = out.length;
    return out.bytes;
}

#endif
