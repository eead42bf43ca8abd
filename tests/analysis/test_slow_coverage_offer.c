/* Nominal 95% intervals over 1,000 seeds at 16 x 2^12 paths of the example offer, under every sampler: each must cover
 * between .926 and .971 of the time. On heavy tails they cover, or the figure says that it doesn't hold. */
#include "analysis/metrics_report.h"
#include "inputs/offer_input.h"
#include "models/repeats.h"
#include "sim/coverage.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { REPEATS = 1000, PATHS = 16 << 12, CHECKS_MAX = 12 };
static const double least = 0.926, most = 0.971;

struct check {
    const char *metric, *statistic;
};
static const struct check checks_on_seed[] = {
    {"net_advantage", "mean"},         {"net_advantage", "p_positive"},  {"net_advantage", "p50"},
    {"net_advantage", "p5"},           {"net_advantage", "p95"},         {"net_advantage", "cvar5"},
    {"foregone_compensation", "mean"}, {"foregone_compensation", "p50"}, {"foregone_compensation", "p5"},
    {"foregone_compensation", "p95"},  {"foregone_compensation", "sd"},  {"foregone_compensation", "cvar5"}};
static const struct check checks_of_tail[] = {
    {"equity_value", "mean"}, {"equity_value", "sd"}, {"net_advantage", "mean"}, {"net_advantage", "sd"}};

struct measure {
    size_t count;
    const struct check *check;
    double truth[CHECKS_MAX];
    struct coverage coverage[CHECKS_MAX];
    uint64_t covered_or_warned[CHECKS_MAX];
    pthread_mutex_t lock;
};

static struct report *report_of(const struct sample *sample)
{
    struct report *report = report_create(sample->arena, "run");
    for (size_t m = 0; m <= METRIC_NET_ADVANTAGE; m++)
        metrics_report_column(report, sample, m, metric_names[m], "", metric_units[m], NULL, 0);
    metrics_report_tails(report, sample);
    return report;
}

static void take(void *context, uint64_t repeat, const struct sample *sample)
{
    struct measure *measure = context;
    const struct report *report = report_of(sample);
    (void)repeat;
    pthread_mutex_lock(&measure->lock);
    for (size_t i = 0; i < measure->count; i++) {
        const struct figure *figure =
            &report_find(report, measure->check[i].metric, "", measure->check[i].statistic)->figure;
        bool covers = figure->ci_low <= measure->truth[i] && measure->truth[i] <= figure->ci_high;
        coverage_add(&measure->coverage[i], figure, measure->truth[i]);
        measure->covered_or_warned[i] += covers || figure->note || strcmp(figure->status, "ok") != 0;
    }
    pthread_mutex_unlock(&measure->lock);
}

static struct plan *example(struct arena *arena, const char *const *set, size_t set_count)
{
    struct setting settings[8] = {{NULL, 0}};
    struct offer_input input;
    const char *fault = NULL;
    for (size_t i = 0; i < set_count; i++)
        settings[i] = (struct setting){set[i], i + 1};
    assert_true(offer_input_read(arena, SOURCE_DIR "/examples/hugging-face.json", settings, set_count, &input));
    struct plan *plan = plan_prepare(arena, &input.offer, &fault);
    assert_non_null(plan);
    return plan;
}

static void find_truth(struct arena *arena, const struct plan *plan, struct measure *measure)
{
    struct sampling sampling = sampling_of(sampler_list[0], 0, (uint64_t)REPEATS * PATHS, 16);
    struct simulation simulation = {.plans = &plan,
                                    .plan_count = 1,
                                    .isa = isa_best(),
                                    .sampling = sampling,
                                    .threads = 2,
                                    .watcher = metrics_watcher(arena, plan, isa_best(), &sampling)};
    struct tally **units = simulate_units(arena, &simulation);
    assert_true(simulate(&simulation, units));
    struct sample sample = simulate_sample(arena, &simulation, units, 0.95);
    const struct report *report = report_of(&sample);
    for (size_t i = 0; i < measure->count; i++)
        measure->truth[i] =
            report_find(report, measure->check[i].metric, "", measure->check[i].statistic)->figure.estimate;
}

static void repeat_with(const struct plan *plan, const struct sampler *sampler, struct measure *measure)
{
    struct repeats repeats = {.plan = plan,
                              .isa = isa_best(),
                              .sampling = sampling_of(sampler, 1, PATHS, 16),
                              .count = REPEATS,
                              .level = 0.95,
                              .threads = 2,
                              .take = take,
                              .context = measure};
    memset(measure->coverage, 0, sizeof measure->coverage);
    memset(measure->covered_or_warned, 0, sizeof measure->covered_or_warned);
    pthread_mutex_init(&measure->lock, NULL);
    assert_true(repeats_run(&repeats));
    pthread_mutex_destroy(&measure->lock);
}

static void intervals_cover(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct plan *plan = example(arena, NULL, 0);
    struct measure measure = {.count = sizeof checks_on_seed / sizeof *checks_on_seed, .check = checks_on_seed};
    size_t misses = 0;
    find_truth(arena, plan, &measure);
    for (size_t s = 0; sampler_list[s]; s++) {
        repeat_with(plan, sampler_list[s], &measure);
        for (size_t i = 0; i < measure.count; i++) {
            double share = coverage_share(&measure.coverage[i], 0.95).estimate;
            bool miss = !(share >= least && share <= most);
            assert_int_equal(measure.coverage[i].intervals, REPEATS);
            printf("%-10s %-21s %-10s %.3f%s\n", sampler_list[s]->name, measure.check[i].metric,
                   measure.check[i].statistic, share, miss ? "  <-" : "");
            misses += miss;
        }
    }
    arena_destroy(arena);
    assert_int_equal(misses, 0);
}

/* Every one in `checks_of_tail` covers or is marked, often enough. */
static void cover_or_warn(const struct plan *plan, const struct sampler *sampler, struct measure *measure)
{
    repeat_with(plan, sampler, measure);
    for (size_t i = 0; i < measure->count; i++) {
        double share = (double)measure->covered_or_warned[i] / REPEATS;
        printf("%-10s %-21s %-10s covers %.3f, or is marked %.3f\n", sampler->name, measure->check[i].metric,
               measure->check[i].statistic, coverage_share(&measure->coverage[i], 0.95).estimate, share);
        assert_true(share >= least);
    }
}

static void heavy_tails_are_told(void **state)
{
    static const char *const lognormal[] = {
        "exits.IPO.valuation={\"dist\": \"lognormal\", \"median\": \"$10B\", \"sigma\": 2}",
        "exits.Amazon acquisition.valuation={\"dist\": \"lognormal\", \"median\": \"$7B\", \"sigma\": 2}",
        "exits.Google acquisition.valuation={\"dist\": \"lognormal\", \"median\": \"$6B\", \"sigma\": 2}",
        "exits.Independent leader.valuation={\"dist\": \"lognormal\", \"median\": \"$15B\", \"sigma\": 2}"};
    (void)state;
    for (size_t set_count = 0; set_count <= 4; set_count += 4) { /* the Pareto of "$15B+"; lognormals with sigma 2 */
        struct arena *arena = arena_create();
        const struct plan *plan = example(arena, lognormal, set_count);
        struct measure measure = {.count = sizeof checks_of_tail / sizeof *checks_of_tail, .check = checks_of_tail};
        find_truth(arena, plan, &measure);
        cover_or_warn(plan, sampler_named("sobol"), &measure);
        cover_or_warn(plan, sampler_named("mc"), &measure);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(intervals_cover), cmocka_unit_test(heavy_tails_are_told)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
