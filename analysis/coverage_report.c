#include "analysis/coverage_report.h"

#include "analysis/estimate.h"
#include "analysis/metrics_report.h"
#include "models/repeats.h"
#include "models/stratify.h"
#include "sim/coverage.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

enum { DEFAULT_REPEATS = 1000 };
/* The reference has as many paths as all repeats together, within these. */
#define REFERENCE_PATHS_MIN (UINT64_C(1) << 22)
#define REFERENCE_PATHS_MAX (UINT64_C(1) << 32)

static const struct result_column coverage_columns[] = {{RESULT_COLUMN("repeats", COUNT)},
                                                        {RESULT_COLUMN("reference_sampler", TEXT)},
                                                        {RESULT_COLUMN("reference_paths", COUNT)}};
const struct result_form coverage_report_form = {RESULT_FORM("coverage", ONE, coverage_columns),
                                                 .sentence = "how often it was repeated, and what it is held against"};

static const double curve_level[COVERAGE_LEVELS] = {0.5, 0.8, 0.9, 0.95, 0.99};
static const struct result_column curve_columns[] = {
    {RESULT_COLUMN("metric", KEY)},   {RESULT_COLUMN("group", KEY)},    {RESULT_COLUMN("statistic", KEY)},
    {RESULT_COLUMN("at_50", FIGURE)}, {RESULT_COLUMN("at_80", FIGURE)}, {RESULT_COLUMN("at_90", FIGURE)},
    {RESULT_COLUMN("at_95", FIGURE)}, {RESULT_COLUMN("at_99", FIGURE)}};
const struct result_form coverage_report_curve_form = {
    RESULT_FORM("curve", ROWS, curve_columns),
    .sentence = "shares of the intervals at 50, 80, 90, 95 and 99% that cover, whatever level was asked for"};

struct measure { /* what the repeats are held against, and what they came to */
    const struct plan *plan;
    const struct share *share;      /* NULL: all of the work */
    const struct report *reference; /* NULL: of a share, which holds nothing against it */
    struct coverage *coverage;      /* of each row of the reference */
    struct coverage *curve;         /* [row * COVERAGE_LEVELS + level] */
    uint64_t warned[METRICS];       /* repeats that warn of the metric's tails */
    pthread_mutex_t lock;
};

/* Every figure that `run` prints with an interval, and its warnings about tails. */
static struct report *figures_of(const struct sample *sample, const struct plan *plan)
{
    struct report *report = report_create(sample->arena, "coverage");
    report->after_tax = plan_is_taxed(plan);
    for (size_t m = 0; m < plan_metrics(plan); m++)
        metrics_report_column(report, sample, m, metric_names[m], "", metric_units[m], NULL, 0);
    metrics_report_exits(report, sample, plan);
    metrics_report_chain(report, sample, plan);
    metrics_report_tails(report, sample);
    return report;
}

static bool warns_of(const struct report *report, const char *metric)
{
    for (size_t i = 0; i < report->warning_count; i++)
        if (strcmp(report->warning[i].at, metric) == 0)
            return true;
    return false;
}

/* What a repeat comes to: of each row estimate, standard error and bounds, and its bounds at the levels of the curve;
 * of each metric whether it was warned of. */
enum { NUMBERS_OF_ROW = 4 + 2 * COVERAGE_LEVELS };

static size_t number_count(const struct report *report)
{
    return NUMBERS_OF_ROW * report->row_count + METRICS;
}

static const double *numbers_of(struct arena *arena, const struct report *report,
                                const struct report *const at_level[COVERAGE_LEVELS])
{
    double *number = arena_alloc(arena, number_count(report), sizeof *number), *at = number;
    for (size_t i = 0; i < report->row_count; i++) {
        const struct figure *figure = &report->row[i].figure;
        *at++ = figure->estimate;
        *at++ = figure->std_error;
        *at++ = figure->ci_low;
        *at++ = figure->ci_high;
        for (size_t l = 0; l < COVERAGE_LEVELS; l++) {
            *at++ = at_level[l]->row[i].figure.ci_low;
            *at++ = at_level[l]->row[i].figure.ci_high;
        }
    }
    for (size_t m = 0; m < METRICS; m++)
        *at++ = warns_of(report, metric_names[m]);
    return number;
}

static void add_repeat(struct measure *measure, const double *number)
{
    const struct report *reference = measure->reference;
    pthread_mutex_lock(&measure->lock);
    for (size_t i = 0; i < reference->row_count; i++, number += NUMBERS_OF_ROW) {
        struct figure figure = {
            .estimate = number[0], .std_error = number[1], .ci_low = number[2], .ci_high = number[3]};
        double truth = reference->row[i].figure.estimate;
        coverage_add(&measure->coverage[i], &figure, truth);
        for (size_t l = 0; l < COVERAGE_LEVELS; l++) {
            figure.ci_low = number[4 + 2 * l];
            figure.ci_high = number[5 + 2 * l];
            coverage_add(&measure->curve[i * COVERAGE_LEVELS + l], &figure, truth);
        }
    }
    for (size_t m = 0; m < METRICS; m++)
        measure->warned[m] += number[m] > 0;
    pthread_mutex_unlock(&measure->lock);
}

static void take_repeat(void *context, uint64_t repeat, const struct sample *sample)
{
    struct measure *measure = context;
    const struct report *report = figures_of(sample, measure->plan);
    const struct report *at_level[COVERAGE_LEVELS];
    for (size_t l = 0; l < COVERAGE_LEVELS; l++) {
        struct sample other = *sample;
        other.level = curve_level[l];
        at_level[l] = figures_of(&other, measure->plan);
    }
    const double *number = numbers_of(sample->arena, report, at_level);
    assert(!measure->reference || report->row_count == measure->reference->row_count);
    if (measure->share)
        measure->share->keep_numbers(measure->share->context, repeat, number, number_count(report));
    if (measure->reference)
        add_repeat(measure, number);
}

/* Not those of other shares, and not those that were kept: these are added. */
static bool want_repeat(void *context, uint64_t repeat)
{
    struct measure *measure = context;
    const struct share *share = measure->share;
    if (!share || !measure->reference)
        return share_has(share, repeat);
    const double *number = share->numbers(share->context, repeat, number_count(measure->reference));
    if (number)
        add_repeat(measure, number);
    else if (share_merges(share))
        share->refuse(share->context, "what the shards hold is not all of the repeats");
    return !number && !share_merges(share);
}

/* --- the report --------------------------------------------------------------------------------------------------- */

const char coverage_report_less[] = "covers less often than chance explains";
const char coverage_report_more[] = "covers more often than chance explains";

static const char *verdict(struct arena *arena, const struct coverage *coverage, double nominal)
{
    if (coverage->intervals < coverage->repeats)
        return arena_text(arena, "%" PRIu64 " of %" PRIu64 " repeats have no interval",
                          coverage->repeats - coverage->intervals, coverage->repeats);
    struct coverage_band band = coverage_band(coverage->intervals, nominal);
    double share = (double)coverage->covered / (double)coverage->intervals;
    return share < band.low ? coverage_report_less : share > band.high ? coverage_report_more : NULL;
}

static void add_rows(struct report *report, const struct report_row *truth, const struct coverage *coverage,
                     double level)
{
    struct arena *arena = report->arena;
    struct figure share = coverage_share(coverage, level);
    double ratio = coverage_error_ratio(coverage);
    if (coverage->intervals)
        figure_tell(&share, verdict(arena, coverage, level));
    report_add_row(report, truth->metric, truth->group, truth->statistic, "share", share);
    report_add_row(report, truth->metric, truth->group, arena_text(arena, "%s_reference", truth->statistic),
                   truth->unit, truth->figure);
    report_add_row(report, truth->metric, truth->group, arena_text(arena, "%s_bias", truth->statistic), truth->unit,
                   coverage_bias(coverage, level));
    report_add_row(report, truth->metric, truth->group, arena_text(arena, "%s_error_ratio", truth->statistic),
                   "multiple",
                   isnan(ratio) ? figure_unknown("no error to compare with") : figure_without_interval(ratio));
}

/* The reference's own error widens what the repeats seem to miss by: worth a word where it is not small. */
static void warn_of_reference(struct report *report, const struct report_row *truth, const struct coverage *coverage)
{
    double own = truth->figure.std_error;
    double theirs = sqrt(exact_sum_value(&coverage->variance) / (double)coverage->errors);
    if (coverage->errors && own > 0.25 * theirs)
        metrics_report_warn(
            report, truth->metric,
            "%s%s%s: the reference's own error is %.2g times that of a repeat: more --repeats would tell "
            "better",
            truth->group, *truth->group ? ": " : "", truth->statistic, own / theirs);
}

static bool is_measured(const struct report_row *truth)
{
    return strcmp(truth->figure.method, "none") != 0;
}

static void fill(struct report *report, const struct measure *measure, uint64_t repeats, double level)
{
    const struct report *reference = measure->reference;
    for (size_t i = 0; i < reference->row_count; i++) {
        const struct report_row *truth = &reference->row[i];
        if (!is_measured(truth))
            continue;
        add_rows(report, truth, &measure->coverage[i], level);
        warn_of_reference(report, truth, &measure->coverage[i]);
    }
    for (size_t m = 0; m < plan_metrics(measure->plan); m++)
        if (metrics[m].traits & METRIC_HAS_TAILS)
            report_add_row(report, metric_names[m], "", "warned", "share",
                           figure_of_proportion((double)measure->warned[m], (double)repeats, level));
}

static void add_curve(struct report *report, const struct measure *measure)
{
    const struct report *reference = measure->reference;
    size_t rows = 0;
    for (size_t i = 0; i < reference->row_count; i++)
        rows += is_measured(&reference->row[i]);
    struct result_table *table = report_add_table(report, &coverage_report_curve_form, rows);
    struct result_cell *cell = table->cell;
    for (size_t i = 0; i < reference->row_count; i++) {
        const struct report_row *truth = &reference->row[i];
        if (!is_measured(truth))
            continue;
        *cell++ = result_text(truth->metric);
        *cell++ = result_text(truth->group);
        *cell++ = result_text(truth->statistic);
        for (size_t l = 0; l < COVERAGE_LEVELS; l++) {
            struct figure share = coverage_share(&measure->curve[i * COVERAGE_LEVELS + l], report->level);
            *cell++ = result_figure(&share, "share");
        }
    }
}

/* --- running ------------------------------------------------------------------------------------------------------ */

/* NULL: stopped, or of a share. */
static const struct report *run_reference(struct arena *arena, const struct question *question,
                                          const struct repeats *repeats, const struct sampling *sampling)
{
    struct estimate *estimate = arena_alloc(arena, 1, sizeof *estimate);
    struct simulation simulation = {.plans = &repeats->plan,
                                    .plan_count = 1,
                                    .isa = repeats->isa,
                                    .sampling = *sampling,
                                    .watcher = metrics_watcher(arena, repeats->plan, repeats->isa, sampling)};
    bool whole = estimate_alone(arena, question, &simulation, question->threads, estimate);
    return whole && !share_keeps(question->share) ? figures_of(&estimate->sample, repeats->plan) : NULL;
}

/* Plain paths, whose errors no other sampler shares, and of plain paths the default sampler; a seed that no repeat has.
 */
static struct sampling reference_sampling(const struct question *question, const struct repeats *repeats)
{
    double wanted = (double)repeats->count * (double)sampling_paths(&repeats->sampling);
    uint64_t paths = wanted < (double)REFERENCE_PATHS_MAX ? (uint64_t)wanted : REFERENCE_PATHS_MAX;
    paths = paths < REFERENCE_PATHS_MIN ? REFERENCE_PATHS_MIN : paths;
    const struct sampler *other = repeats->sampling.sampler->replicated ? sampler_named("mc") : sampler_list[0];
    return sampling_of(other, question->seed + repeats->count, paths, question->replicates);
}

static bool measure_all(struct arena *arena, const struct question *question, struct repeats *repeats,
                        const struct sampling *sampling, struct measure *measure)
{
    progress_limit(question->progress, question->max_time_seconds);
    progress_begin(question->progress, repeats->count * sampling_paths(&repeats->sampling) + sampling_paths(sampling));
    measure->reference = run_reference(arena, question, repeats, sampling);
    if (question->share)
        question->share->begin(question->share->context);
    bool whole = measure->reference || (share_keeps(question->share) && !progress_over(question->progress));
    if (whole) {
        size_t rows = measure->reference ? measure->reference->row_count : 0;
        measure->coverage = arena_alloc(arena, rows, sizeof *measure->coverage);
        measure->curve = arena_alloc(arena, rows * COVERAGE_LEVELS, sizeof *measure->curve);
        pthread_mutex_init(&measure->lock, NULL);
        whole = repeats_run(repeats);
        pthread_mutex_destroy(&measure->lock);
    }
    progress_end(question->progress);
    return whole;
}

enum status coverage_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                               struct report **report, struct coverage_shown *shown)
{
    struct measure measure = {.plan = subject->plan, .share = question->share};
    struct repeats repeats = {.plan = subject->plan,
                              .isa = question->isa,
                              .sampling = question_sampling(question),
                              .count = question->repeats ? question->repeats : DEFAULT_REPEATS,
                              .level = question->level,
                              .threads = question->threads,
                              .progress = question->progress,
                              .wanted = want_repeat,
                              .take = take_repeat,
                              .context = &measure};
    struct sampling sampling = reference_sampling(question, &repeats);
    repeats.sampling = stratify(arena, &repeats.plan, 1, &repeats.sampling);
    sampling = stratify(arena, &repeats.plan, 1, &sampling);
    if (!measure_all(arena, question, &repeats, &sampling, &measure))
        return STATUS_STOPPED;
    if (share_keeps(question->share))
        return STATUS_OK;
    *report = report_create(arena, "coverage");
    metrics_report_header(*report, subject, question, &repeats.sampling);
    fill(*report, &measure, repeats.count, question->level);
    *shown = (struct coverage_shown){repeats.count, sampling.sampler->name, sampling_paths(&sampling)};
    struct result_cell *cell = report_add_table(*report, &coverage_report_form, 1)->cell;
    cell[0] = result_count(shown->repeats);
    cell[1] = result_text(shown->reference_sampler);
    cell[2] = result_count(shown->reference_paths);
    add_curve(*report, &measure);
    return STATUS_OK;
}
