#include "analysis/sensitivity_report.h"

#include "analysis/metrics_report.h"
#include "models/metrics.h"
#include "models/sensitivity.h"

#include <math.h>
#include <string.h>

/* What is explained: the net, after tax where there is one. */
static const char *headline(const struct report *report)
{
    return metric_names[report_metric(report, METRIC_NET_ADVANTAGE)];
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void add_input(struct report *report, const struct sensitivity_line *line)
{
    const char *name = line->name;
    report_add_row(report, headline(report), name, "tornado_low", "money", line->low);
    report_add_row(report, headline(report), name, "tornado_high", "money", line->high);
    report_add_row(report, headline(report), name, "swing", "money", line->swing);
    report_add_row(report, headline(report), name, "spearman", "", line->spearman);
    report_add_row(report, headline(report), name, "sobol_first", "share", line->first);
    report_add_row(report, headline(report), name, "sobol_total", "share", line->total);
    report_add_row(report, headline(report), name, "evppi", "money", line->evppi);
    report_add_row(report, headline(report), name, "non_monotone", "", figure_without_interval(line->turns ? 1 : 0));
    if (line->turns)
        metrics_report_warn(report, name,
                            "the result both rises and falls along this input: its two ends hide the middle");
}

static struct sensitivity_line *lines_of(struct report *report, const struct sensitivity *s, double level,
                                         size_t *count)
{
    struct arena *arena = report->arena;
    size_t inputs = s->inputs.count, groups = s->groups.count;
    struct sensitivity_line *line = arena_alloc(arena, inputs + groups + 1, sizeof *line);
    const struct input_figures *figures = sensitivity_figures(arena, s, level);
    for (size_t k = 0; k < inputs; k++) {
        const struct input_figures *f = &figures[k];
        line[k] = (struct sensitivity_line){.name = s->inputs.input[k].name,
                                            .low_name = f->low_name,
                                            .high_name = f->high_name,
                                            .at_percentiles = s->inputs.input[k].level_count == 0,
                                            .low = f->low,
                                            .high = f->high,
                                            .swing = f->swing,
                                            .spearman = f->spearman,
                                            .first = f->index.first,
                                            .total = f->index.total,
                                            .evppi = f->evppi,
                                            .turns = f->turns};
        add_input(report, &line[k]);
    }
    for (size_t g = 0; g < groups; g++) {
        struct sobol_index index = sensitivity_index(s, inputs + g, level);
        const char *name = s->groups.group[g].name;
        line[inputs + g] =
            (struct sensitivity_line){.name = name, .first = index.first, .total = index.total, .group = true};
        report_add_row(report, headline(report), name, "sobol_first", "share", index.first);
        report_add_row(report, headline(report), name, "sobol_total", "share", index.total);
    }
    *count = inputs + groups;
    return line;
}

/* The rows of `exits`, one by one. */
static struct sensitivity_outcome *outcomes_of(struct report *report, const struct sensitivity *s, double level,
                                               size_t *count)
{
    struct sensitivity_outcome *outcome = arena_alloc(report->arena, LEVELS_MAX, sizeof *outcome);
    *count = 0;
    for (size_t k = 0; k < s->inputs.count; k++) {
        const struct uncertain_input *input = &s->inputs.input[k];
        if (strcmp(input->name, "exits.probability") != 0 || s->sums[k].bin_sum)
            continue;
        for (size_t i = 0; i < input->level_count; i++) {
            const char *group = arena_text(report->arena, "exits.%s", input->level[i].name);
            outcome[i] = (struct sensitivity_outcome){input->level[i].name, input->level[i].share,
                                                      sensitivity_at_level(s, k, i, level),
                                                      sensitivity_level_evppi(s, k, i, level)};
            report_add_row(report, headline(report), group, "probability", "share",
                           figure_without_interval(outcome[i].share));
            report_add_row(report, headline(report), group, "mean", "money", outcome[i].mean);
            report_add_row(report, headline(report), group, "evppi", "money", outcome[i].evppi);
        }
        *count = input->level_count;
    }
    return outcome;
}

/* --- the whole -----------------------------------------------------------------------------------------------------
 */

static struct sensitivity_shown fill(struct report *report, const struct sensitivity *s, double level)
{
    struct sensitivity_shown shown = {.metric = headline(report),
                                      .unit = report->currency,
                                      .mean = sensitivity_mean(s, level),
                                      .evpi = sensitivity_evpi(s, level)};
    report_add_row(report, headline(report), "", "mean", "money", shown.mean);
    report_add_row(report, headline(report), "", "evpi", "money", shown.evpi);
    if (fabs(shown.mean.estimate) < 3 * shown.mean.std_error)
        metrics_report_warn(
            report, headline(report),
            "the offer and the market job are within three standard errors of each other: which is better "
            "can't be told at this number of paths");
    double k = sensitivity_tail(s);
    if (k > 0.25)
        metrics_report_warn(report, headline(report),
                            "a tail is heavy: the intervals of the shares of the variance are too narrow");
    shown.line = lines_of(report, s, level, &shown.line_count);
    for (size_t i = 0; k > 0.25 && i < report->row_count; i++)
        if (strncmp(report->row[i].statistic, "sobol_", strlen("sobol_")) == 0)
            figure_tell(&report->row[i].figure, METRICS_REPORT_TOO_NARROW);
    shown.outcome = outcomes_of(report, s, level, &shown.outcome_count);
    return shown;
}

enum status sensitivity_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                                  struct report **report, struct sensitivity_shown *shown, const char **fault)
{
    struct sampling sampling = question_sampling(question);
    struct sensitivity_question asked = {.plan = subject->plan,
                                         .isa = question->isa,
                                         .sampling = sampling,
                                         .batches = (size_t)question->replicates,
                                         .metric = (enum metric)plan_metric(subject->plan, METRIC_NET_ADVANTAGE),
                                         .threads = question->threads,
                                         .progress = question->progress,
                                         .share = question->share};
    bool complete = false;
    progress_limit(question->progress, question->max_time_seconds);
    progress_begin(question->progress, sampling_paths(&sampling));
    const struct sensitivity *s = sensitivity_run(arena, &asked, &complete, fault);
    progress_end(question->progress);
    if (!s)
        return STATUS_LIMIT;
    if (!complete)
        return STATUS_STOPPED;
    if (share_keeps(question->share))
        return STATUS_OK;
    *report = report_create(arena, "sensitivity");
    metrics_report_header(*report, subject, question, &sampling);
    *shown = fill(*report, s, question->level);
    return STATUS_OK;
}
