#include "analysis/metrics_report.h"
#include "analysis/distribution_report.h"
#include "analysis/statistic.h"

#include "sim/number.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* --- header ------------------------------------------------------------------------------------------------------- */

static void add_note(struct arena *arena, const struct report_note **notes, size_t *count, const char *at,
                     const char *text)
{
    struct report_note *grown = arena_alloc(arena, *count + 1, sizeof *grown);
    for (size_t i = 0; i < *count; i++)
        grown[i] = (*notes)[i];
    grown[(*count)++] = (struct report_note){at, text};
    *notes = grown;
}

void metrics_report_warn(struct report *report, const char *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_note(report->arena, &report->warning, &report->warning_count, at,
             arena_vtext(report->arena, format, arguments));
    va_end(arguments);
}

static void add_table(struct report *report, const char *name)
{
    for (size_t i = 0; i < report->tax_count; i++)
        if (strcmp(report->tax[i], name) == 0)
            return;
    const char **grown = arena_alloc(report->arena, report->tax_count + 1, sizeof *grown);
    for (size_t i = 0; i < report->tax_count; i++)
        grown[i] = report->tax[i];
    grown[report->tax_count++] = name;
    report->tax = grown;
}

/* The tables that serve, the newest last. */
void metrics_report_tables(struct report *report, const struct tax_setting *tax)
{
    for (size_t f = 0; f < tax->family_count; f++)
        for (size_t k = 0; k < tax->family[f].count; k++) {
            const struct tax_family *family = &tax->family[f];
            bool newest = k + 1 == family->count;
            if (newest || family->table[k + 1]->from.year > tax->first_year)
                add_table(report, tax->flat ? "flat rates" : family->table[k]->id);
        }
}

void metrics_report_header(struct report *report, const struct subject *subject, const struct question *question,
                           const struct sampling *sampling)
{
    report->name = subject->offer->name;
    memcpy(report->sha256, subject->sha256, sizeof report->sha256);
    report->after_tax = subject->plan ? plan_is_taxed(subject->plan) : subject->offer->tax.given;
    metrics_report_tables(report, &subject->offer->tax);
    report->currency = subject->offer->currency;
    report->input = subject->input;
    report->input_count = subject->input_count;
    report->assumption = subject->assumption;
    report->assumption_count = subject->assumption_count;
    report->warning = subject->warning;
    report->warning_count = subject->warning_count;
    for (size_t i = 0; subject->plan && i < plan_caution_count(subject->plan); i++)
        metrics_report_warn(report, "", "%s", plan_caution(subject->plan, i));
    for (size_t i = 0; subject->plan && i < plan_remark_count(subject->plan); i++) {
        struct plan_remark remark = plan_remark(subject->plan, i);
        add_note(report->arena, &report->assumption, &report->assumption_count, remark.at, remark.text);
    }
    if (sampling)
        metrics_report_run(report, question, sampling);
}

void metrics_report_run(struct report *report, const struct question *question, const struct sampling *sampling)
{
    report->simulated = true;
    report->seed = question->seed;
    report->paths = sampling_paths(sampling);
    report->replicates = sampling->sampler->replicated ? sampling->replicates : 0;
    report->sampler = sampling->sampler->name;
    report->level = question->level;
}

/* --- metrics ------------------------------------------------------------------------------------------------------ */

/* Says on the figures from `first_row` on that they are not of all paths. */
static void mark_left_out(struct report *report, const struct sample *sample, size_t column, size_t first_row)
{
    double left_out = (double)sample->pooled->column[column].not_finite;
    if (!(left_out > 0))
        return;
    const char *note = arena_text(report->arena, REPORT_LEFT_OUT ": %.0f paths left out", left_out);
    double counted = (double)sample->pooled->column[column].weight / (double)tally_one(&sample->pooled->layout);
    report->left_out_frac = fmax(report->left_out_frac, 1 - counted / (double)sample->pooled->paths);
    for (size_t i = first_row; i < report->row_count; i++) {
        struct report_row *row = &report->row[i];
        if (!*figure_note(&row->figure) && strcmp(row->statistic, "probability") != 0)
            figure_tell(&row->figure, note);
    }
}

_Static_assert(STATISTICS <= 64, "a bit each in report_choice");

void metrics_report_index(struct arena *arena, struct report_choice *choice)
{
    uint64_t *of_metrics = arena_alloc(arena, METRICS, sizeof *of_metrics);
    for (size_t m = 0; m < METRICS; m++)
        for (size_t i = 0; i < STATISTICS; i++) {
            struct report_row row = {.metric = metrics[m].key, .group = "", .statistic = statistics[i].key};
            of_metrics[m] |= (uint64_t)report_row_wanted(&row, choice->statistic, choice->count) << i;
        }
    choice->of_metrics = of_metrics;
}

static bool wants(const struct report *report, size_t number, size_t i, const char *metric, const char *group)
{
    const struct report_choice *choice = report->choice;
    if (choice && choice->of_metrics && number < METRICS && !*group)
        return choice->of_metrics[number] >> i & 1;
    return report_wants(report, metric, group, statistics[i].key);
}

void metrics_report_column(struct report *report, const struct sample *sample, size_t column, const char *metric,
                           const char *group, const char *unit, const double *above, size_t above_count)
{
    size_t first_row = report->row_count;
    size_t number = metric_of_key(metric, strlen(metric));
    for (size_t i = 0; i < STATISTICS; i++)
        if (statistic_is_of(&statistics[i], number) && wants(report, number, i, metric, group))
            report_add_row(report, metric, group, statistics[i].key,
                           statistics[i].unit == STATISTIC_SHARE ? "share" : unit,
                           statistics[i].figure(sample, column));
    for (size_t i = 0; i < above_count; i++) {
        char amount[NUMBER_TEXT_BYTES];
        const char *statistic = arena_text(report->arena, "p_above_%s", number_exact(above[i], amount));
        if (above_count == 1) {
            statistic = "p_above";
            report->above = arena_copy(report->arena, amount, strlen(amount));
        }
        if (report_wants(report, metric, group, statistic))
            report_add_row(report, metric, group, statistic, "share", sample_p_above(sample, column, above[i]));
    }
    if (sample->pooled->column[column].not_finite)
        metrics_report_warn(
            report, metric,
            "%.0f paths are left out of every figure: they are not finite, or so large (3e150 and more) "
            "that their squares are not",
            (double)sample->pooled->column[column].not_finite);
    mark_left_out(report, sample, column, first_row);
}

/* --- exits and the chain ------------------------------------------------------------------------------------------ */

static void add_outcome(struct report *report, const struct sample *sample, const struct plan *plan, size_t outcome,
                        double probability)
{
    const char *name = plan_outcome_name(plan, outcome);
    size_t equity = metrics_watcher_chain_column(plan, CHAIN_EXERCISED);
    const char *metric = metric_names[METRIC_EQUITY_VALUE];
    if (report_wants(report, metric, name, "probability"))
        report_add_row(report, metric, name, "probability", "share", figure_without_interval(probability));
    if (report_wants(report, metric, name, "share"))
        report_add_row(report, metric, name, "share", "share", sample_group_share(sample, outcome));
    if (report_wants(report, metric, name, "mean"))
        report_add_row(report, metric, name, "mean", "money", sample_group_mean(sample, outcome, equity));
    if (report_wants(report, metric, name, "contribution"))
        report_add_row(report, metric, name, "contribution", "money",
                       sample_group_contribution(sample, outcome, equity));
}

/* In the order of the file; then, where grants can cost money without an exit, what else a path can end in, so that the
 * contributions sum to the mean. */
void metrics_report_exits(struct report *report, const struct sample *sample, const struct plan *plan)
{
    size_t exits = plan_exit_count(plan), first_row = report->row_count;
    for (size_t row = 0; row < exits; row++)
        add_outcome(report, sample, plan, plan_exit_outcome(plan, row), plan_exit_probability(plan, row));
    for (size_t outcome = exits; plan_costs_without_exit(plan) && outcome < plan_outcome_count(plan); outcome++)
        add_outcome(report, sample, plan, outcome, (double)NAN);
    mark_left_out(report, sample, METRIC_EQUITY_VALUE, first_row);
}

void metrics_report_chain(struct report *report, const struct sample *sample, const struct plan *plan)
{
    size_t first_row = report->row_count;
    for (enum chain_stage stage = 0; stage < CHAIN_STAGES; stage++) {
        size_t column = metrics_watcher_chain_column(plan, stage);
        if (report_wants(report, "grant_value", "", chain_names[stage]))
            report_add_row(report, "grant_value", "", chain_names[stage], "money", sample_total_mean(sample, column));
    }
    for (enum chain_stage stage = 1; stage < CHAIN_STAGES; stage++)
        if (report_wants(report, "grant_change", "", chain_names[stage]))
            report_add_row(report, "grant_change", "", chain_names[stage], "money",
                           sample_total_difference(sample, metrics_watcher_chain_column(plan, stage),
                                                   metrics_watcher_chain_column(plan, stage - 1)));
    for (size_t row = 0; row < plan_exit_count(plan); row++) {
        size_t outcome = plan_exit_outcome(plan, row);
        for (enum chain_stage stage = 0; stage < CHAIN_STAGES; stage++)
            if (stage != CHAIN_REALISED &&
                report_wants(report, "grant_value", plan_outcome_name(plan, outcome), chain_names[stage]))
                report_add_row(report, "grant_value", plan_outcome_name(plan, outcome), chain_names[stage], "money",
                               sample_group_mean(sample, outcome, metrics_watcher_chain_column(plan, stage)));
    }
    mark_left_out(report, sample, METRIC_EQUITY_VALUE, first_row);
}

/* --- warnings that the sample itself gives ------------------------------------------------------------------------ */

/* Says on the figure itself what the tail does to its interval; `gone`: there is none then. */
static void mark(struct report *report, const char *metric, const char *statistic, const char *note, bool gone)
{
    for (size_t i = 0; i < report->row_count; i++) {
        struct report_row *row = &report->row[i];
        if (*row->group || strcmp(row->metric, metric) != 0 || strcmp(row->statistic, statistic) != 0)
            continue;
        double estimate = row->figure.estimate;
        if (gone)
            row->figure = figure_without_interval(estimate);
        figure_tell(&row->figure, note);
    }
}

/* A mean of y^m has a variance, and so an interval that holds, where the Pareto shape k is below 1/(2m): 1/2 for the
 * mean, 1/4 for the sd. It has a limit at all below 1/m. */
static void mark_tail(struct report *report, const char *metric, double k)
{
    static const char too_narrow[] = METRICS_REPORT_TOO_NARROW, may_not_exist[] = "heavy tail: may not exist";
    if (k > 0.25)
        mark(report, metric, "sd", k > 0.5 ? may_not_exist : too_narrow, k > 1);
    if (k > 0.5)
        mark(report, metric, "mean", k > 1 ? may_not_exist : too_narrow, k > 1);
}

static void warn_tail(struct report *report, const char *metric, const char *side, double k)
{
    static const struct {
        double above;
        const char *follows;
    } words[] = {{0.7, "the intervals of the mean and the standard deviation can't be trusted"},
                 {0.5, "the interval of the mean is too narrow, that of the standard deviation can't be trusted"},
                 {0.25, "the interval of the standard deviation is too narrow"}};
    if (k > 1) {
        metrics_report_warn(report, metric, "the %s tail is so heavy that the mean may not exist", side);
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (k > words[i].above) {
            metrics_report_warn(report, metric, "the %s tail is heavy, a few extreme futures weigh much: %s", side,
                                words[i].follows);
            return;
        }
}

void metrics_report_tails(struct report *report, const struct sample *sample)
{
    for (size_t m = 0; m < report_metrics(report); m++) {
        if (!(metrics[m].traits & METRIC_HAS_TAILS))
            continue;
        /* Of a chosen few rows only these two hear of tails. */
        if (!report_wants(report, metric_names[m], "", "mean") && !report_wants(report, metric_names[m], "", "sd"))
            continue;
        struct tail_diagnosis tails = sample_tails(sample, m);
        mark_tail(report, metric_names[m], fmax(tails.k_low, tails.k_high));
        if (report->choice) /* nobody reads its warnings */
            continue;
        double top_share = sample_top_share(sample, m);
        warn_tail(report, metric_names[m], "lower", tails.k_low);
        warn_tail(report, metric_names[m], "upper", tails.k_high);
        /* Of a mean of gains and losses a part can be more than the whole: that says nothing. */
        if (top_share > 0.5 && top_share <= 1)
            metrics_report_warn(report, metric_names[m], "the best 1%% of the paths carry %.0f%% of the mean",
                                100 * top_share);
    }
    if (sample->pooled->paths < 1000)
        metrics_report_warn(report, "", "%.0f paths leave fewer than 50 in each 5%% tail: p5, p95 and cvar5 are rough",
                            (double)sample->pooled->paths);
}

static void add_targets(struct report *report, const struct estimate *estimate)
{
    for (size_t i = 0; i < estimate->question->target_count; i++) {
        const struct target *target = &estimate->question->target[i];
        const struct target_reached *reached = &estimate->reached[i];
        struct figure figure;
        bool known = statistic_figure(&estimate->sample, target->metric, target->statistic, &figure);
        assert(known); /* it was read */
        (void)known;
        double wanted = target->relative ? target->half_width * fabs(figure.estimate) : target->half_width;
        struct figure half_width = figure_without_interval(reached->half_width);
        figure_tell(&half_width, reached->met ? "met" : "not met");
        report_add_row(report, metrics[target->metric].key, arena_text(report->arena, "target %s", target->text),
                       "half_width", "", half_width);
        const char *told = arena_text(report->arena,
                                      "%s.%s reached a half-width of %.4g, %.4g was asked for; looked at only when the "
                                      "paths had doubled",
                                      metrics[target->metric].key, target->statistic, reached->half_width, wanted);
        if (reached->met)
            add_note(report->arena, &report->assumption, &report->assumption_count, "--target", told);
        else
            metrics_report_warn(report, "--target", "not met: %s", told);
    }
}

void metrics_report_fill(struct report *report, const struct estimate *estimate, const struct plan *plan,
                         const double *above, size_t above_count)
{
    const struct sample *sample = &estimate->sample;
    for (size_t m = 0; m < plan_metrics(plan); m++) {
        metrics_report_column(report, sample, m, metric_names[m], "", metric_units[m], above,
                              metrics[m].traits & METRIC_TAKES_ABOVE ? above_count : 0);
        if (!report->choice)
            distribution_report_add(report, sample, m, metric_names[m]);
    }
    metrics_report_exits(report, sample, plan);
    metrics_report_chain(report, sample, plan);
    metrics_report_tails(report, sample);
    add_targets(report, estimate);
}
