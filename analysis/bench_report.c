#include "analysis/bench_report.h"

#include "sim/ascending.h"
#include "sim/critical.h"

#include <math.h>
#include <string.h>

static const double accuracy = 0.001; /* of the mean, for "seconds to" */

/* The middle of the repeats, with the exact interval of a median; fewer than 6 repeats give none at 95%. */
static struct figure median_of(struct arena *arena, const double *value, size_t count, double level)
{
    double *sorted = arena_alloc(arena, count, sizeof *sorted);
    memcpy(sorted, value, count * sizeof *sorted);
    ascending(arena, sorted, count);
    struct figure figure = figure_without_interval((sorted[(count - 1) / 2] + sorted[count / 2]) / 2);
    struct quantile_ranks ranks = quantile_ranks((double)count, 0.5, level);
    if (ranks.low < 1 || ranks.high > (double)count) {
        figure_tell(&figure, "too few repeats");
        return figure;
    }
    figure.ci_low = sorted[(size_t)ranks.low - 1];
    figure.ci_high = sorted[(size_t)ranks.high - 1];
    figure.std_error = (figure.ci_high - figure.ci_low) / (2 * critical_normal(level));
    figure.level = level;
    figure.method = "order-statistics";
    return figure;
}

static double least_of(const double *value, size_t count)
{
    double least = value[0];
    for (size_t i = 1; i < count; i++)
        least = value[i] < least ? value[i] : least;
    return least;
}

/* The median of value * factor, or of value / by * factor. */
static struct figure median_ratio(struct arena *arena, const struct bench *bench, const double *value, const double *by,
                                  double factor)
{
    double *ratio = arena_alloc(arena, bench->repeats, sizeof *ratio);
    for (size_t i = 0; i < bench->repeats; i++)
        ratio[i] = factor * (by ? value[i] / by[i] : value[i]);
    return median_of(arena, ratio, bench->repeats, bench->question->level);
}

static double relative_error(const struct figure *figure)
{
    return isnan(figure->std_error) ? 0 : figure->std_error / figure->estimate;
}

/* A figure known up to a factor e^(+-z sd). */
static struct figure around_factor(double estimate, double log_sd, double level)
{
    double z = critical_normal(level);
    if (!isfinite(estimate))
        return figure_unknown("no error to speak of");
    return (struct figure){
        estimate, estimate * log_sd, estimate * exp(-z * log_sd), estimate * exp(z * log_sd), level, "log-normal", "ok",
        NULL};
}

/* Spread of the logarithm of a variance that was averaged over the repeats: sqrt(2/degrees of freedom). */
static double log_sd_of_variance(const struct bench *bench, const struct bench_sampler *sampler)
{
    double each = sampler->sampler->replicated ? (double)sampler->sampling.replicates - 1
                                               : (double)sampling_paths(&sampler->sampling) - 1;
    return sqrt(2 / (each * (double)bench->repeats));
}

/* Paths that give the mean this variance: between the levels around it on a straight line in logarithms; beyond the
 * largest by 1/n, which is never too hopeful. */
static double paths_to(const struct bench_sampler *sampler, size_t mean, double variance, bool *beyond)
{
    const struct bench_level *level = sampler->level;
    *beyond = level[0].variance[mean] > variance;
    if (*beyond)
        return (double)level[0].paths * level[0].variance[mean] / variance;
    for (size_t k = 1; k < BENCH_LEVELS; k++)
        if (level[k].variance[mean] >= variance && level[k - 1].paths > level[k].paths) {
            double below = level[k].variance[mean], above = level[k - 1].variance[mean];
            double part = below > above ? log(below / variance) / log(below / above) : 0;
            return exp(log((double)level[k].paths) * (1 - part) + log((double)level[k - 1].paths) * part);
        }
    return (double)level[BENCH_LEVELS - 1].paths;
}

static struct figure seconds_to(struct arena *arena, const struct bench *bench, const struct bench_sampler *sampler,
                                size_t mean)
{
    bool beyond = false;
    double wanted = accuracy * fabs(bench->sampler[0].mean[mean]);
    double paths = paths_to(sampler, mean, wanted * wanted, &beyond);
    double fixed = median_ratio(arena, bench, sampler->seconds[BENCH_STATISTICS], NULL, 1).estimate;
    struct figure all = median_ratio(arena, bench, sampler->seconds[BENCH_SIMULATE], NULL, 1);
    double each = all.estimate / (double)sampling_paths(&sampler->sampling);
    double log_sd = hypot(log_sd_of_variance(bench, sampler), relative_error(&all));
    struct figure figure = around_factor(fixed + paths * each, log_sd, bench->question->level);
    if (beyond && isfinite(figure.estimate))
        figure_tell(&figure, "extrapolated");
    return figure;
}

/* (variance x time of mc) over (variance x time of this sampler), both with the same number of paths. */
static struct figure efficiency(struct arena *arena, const struct bench *bench, const struct bench_sampler *sampler,
                                size_t mean)
{
    const struct bench_sampler *plain = &bench->sampler[0];
    double level = bench->question->level;
    for (size_t s = 0; s < bench->sampler_count; s++)
        if (strcmp(bench->sampler[s].sampler->name, "mc") == 0)
            plain = &bench->sampler[s];
    struct figure time =
        median_ratio(arena, bench, plain->seconds[BENCH_SIMULATE], sampler->seconds[BENCH_SIMULATE], 1);
    double variance = plain->level[0].variance[mean] / sampler->level[0].variance[mean];
    double log_sd =
        plain == sampler
            ? 0
            : hypot(hypot(log_sd_of_variance(bench, plain), log_sd_of_variance(bench, sampler)), relative_error(&time));
    return around_factor(time.estimate * variance, log_sd, level);
}

static void add(struct report *report, size_t scenario, const char *metric, const char *group, const char *statistic,
                const char *unit, struct figure figure)
{
    report_add_row(report, metric, group, statistic, unit, figure)->scenario = scenario;
}

static void add_times(struct report *report, const struct bench *bench, const struct bench_sampler *sampler,
                      size_t scenario)
{
    struct arena *arena = report->arena;
    const char *name = sampler->sampler->name;
    double *const *seconds = sampler->seconds;
    double ns = 1e9 / (double)sampling_paths(&sampler->sampling);
    struct figure each = median_ratio(arena, bench, seconds[BENCH_SIMULATE], NULL, ns);
    add(report, scenario, name, "", "ns_per_path", "ns", each);
    add(report, scenario, name, "", "ns_per_path_best", "ns",
        figure_without_interval(ns * least_of(seconds[BENCH_SIMULATE], bench->repeats)));
    add(report, scenario, name, "", "ns_per_draw", "ns",
        median_ratio(arena, bench, seconds[BENCH_SIMULATE], NULL, ns / (double)bench->draws));
    add(report, scenario, name, "", "paths_per_second", "1/s", figure_without_interval(1e9 / each.estimate));
    add(report, scenario, name, "", "floor_ns_per_path", "ns",
        median_ratio(arena, bench, seconds[BENCH_FLOOR], NULL, ns));
    add(report, scenario, name, "", "over_floor", "multiple",
        median_ratio(arena, bench, seconds[BENCH_SIMULATE], seconds[BENCH_FLOOR], 1));
    add(report, scenario, name, "", "statistics_seconds", "s",
        median_ratio(arena, bench, seconds[BENCH_STATISTICS], NULL, 1));
    if (bench->question->threads > 1)
        add(report, scenario, name, "", "speed_up_by_threads", "multiple",
            median_ratio(arena, bench, seconds[BENCH_ALONE], seconds[BENCH_THREADED], 1));
}

static void add_offer(struct report *report, const struct bench *bench, size_t scenario)
{
    double level = bench->question->level;
    add(report, scenario, "machine", "", "yardstick_ns", "ns",
        median_of(report->arena, bench->yardstick_ns, bench->repeats, level));
    add(report, scenario, "offer", "", "draws", "count", figure_without_interval((double)bench->draws));
    add(report, scenario, "offer", "", "curves", "count", figure_without_interval((double)bench->curves));
    for (size_t s = 0; s < bench->sampler_count; s++) {
        const struct bench_sampler *sampler = &bench->sampler[s];
        const char *name = sampler->sampler->name;
        add_times(report, bench, sampler, scenario);
        for (size_t m = 0; m < BENCH_MEANS; m++) {
            const char *group = metric_names[bench_metric[m]];
            struct figure error =
                around_factor(sqrt(sampler->level[0].variance[m]), log_sd_of_variance(bench, sampler) / 2, level);
            add(report, scenario, name, group, "std_error", "money", error);
            add(report, scenario, name, group, "efficiency", "multiple", efficiency(report->arena, bench, sampler, m));
            add(report, scenario, name, group, "seconds_to_0.1%", "s", seconds_to(report->arena, bench, sampler, m));
        }
    }
}

static struct report *report_of(struct arena *arena, const struct bench *bench, const struct subject *subject,
                                size_t count)
{
    struct report *report = report_create(arena, "bench");
    struct report_scenario *scenario = arena_alloc(arena, count, sizeof *scenario);
    report->scenario = scenario;
    report->scenario_count = count;
    for (size_t i = 0; i < count; i++) {
        scenario[i].name = bench[i].name;
        scenario[i].sha256 = subject[i].sha256;
        report->currency = subject[i].offer->currency;
        add_offer(report, &bench[i], i);
    }
    return report;
}

static const struct result_column bench_columns[] = {
    {RESULT_COLUMN("seed", TEXT)},     {RESULT_COLUMN("paths", COUNT)},   {RESULT_COLUMN("replicates", COUNT)},
    {RESULT_COLUMN("repeats", COUNT)}, {RESULT_COLUMN("threads", COUNT)}, {RESULT_COLUMN("isa", TEXT)}};
const struct result_form bench_report_form = {RESULT_FORM("bench", ONE, bench_columns)};

static void add_table(struct report *report, const struct bench_shown *shown)
{
    struct result_cell *cell = report_add_table(report, &bench_report_form, 1)->cell;
    cell[0] = result_text(arena_text(report->arena, "%llu", (unsigned long long)shown->seed));
    cell[1] = result_count(shown->paths);
    cell[2] = result_count(shown->replicates);
    cell[3] = result_count(shown->repeats);
    cell[4] = result_count(shown->threads);
    cell[5] = result_text(shown->isa);
}

enum status bench_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                            const char *const *name, size_t count, struct report **report, struct bench_shown *shown)
{
    struct bench *bench = arena_alloc(arena, count, sizeof *bench);
    uint64_t paths = 0;
    bool whole = true;
    for (size_t i = 0; i < count; i++) {
        bench[i] = bench_prepare(arena, question, subject[i].plan, name[i]);
        paths += bench_paths(&bench[i]);
    }
    progress_limit(question->progress, question->max_time_seconds);
    progress_begin(question->progress, paths);
    for (size_t i = 0; i < count && whole; i++)
        whole = bench_measure(&bench[i], subject[i].plan);
    progress_end(question->progress);
    if (!whole)
        return STATUS_STOPPED;
    *report = report_of(arena, bench, subject, count);
    *shown = (struct bench_shown){question->seed,       bench[0].sampler[0].level[0].paths,
                                  question->replicates, bench[0].repeats,
                                  question->threads,    isa_name(question->isa)};
    add_table(*report, shown);
    return STATUS_OK;
}
