#include "analysis/second_order.h"

#include "analysis/estimate.h"
#include "analysis/metrics_report.h"
#include "analysis/statistic.h"
#include "models/outer_draw.h"
#include "sim/credible_band.h"
#include "sim/number.h"

#include <assert.h>
#include <math.h>

enum { DRAWS_LEAST = 2, POINTS_LEAST = 64 /* of a replicate */, PATHS_OF_A_THREAD = 1 << 16 };

struct shown { /* a figure whose band is told */
    size_t metric;
    const struct statistic *statistic;
};

struct outer_run {
    struct arena *arena;
    const struct question *question;
    const struct offer *offer;
    const struct plan *plan; /* of the offer as it is: its leavers know no draw */
    struct outer_draws *outer;
    struct simulation simulation;
    uint64_t count, done; /* draws */
    size_t shown_count;
    struct shown shown[METRICS * STATISTICS];
    double *estimate[METRICS * STATISTICS], *std_error[METRICS * STATISTICS]; /* [shown][draw] */
    double **share;                                                           /* [exit][draw] */
    double *number; /* of one draw, as a share keeps them: estimates, standard errors, shares */
};

static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    for (size_t m = 0; m < watcher->layout.columns; m++)
        watched->columns[m] = outcomes[0]->metric[m];
}

/* One outer draw. Its paths have random numbers of their own: the salt of every draw is its number. */
static bool run_draw(struct outer_run *run, struct tally **units, uint64_t k)
{
    struct arena *arena = arena_create();
    const char *fault = NULL;
    struct offer offer = outer_draw_offer(arena, run->outer, k);
    struct plan *plan = plan_prepare_decided(arena, &offer, run->plan, &fault);
    assert(plan); /* the offer as it is has one, and probabilities can't spoil it */
    const struct plan *plans[] = {plan};
    struct draws *draws = plan_draws_to_hold(plan);
    for (size_t i = 0; i < draws->count; i++)
        draws->draw[i].salt = k + 1;
    struct simulation simulation = run->simulation;
    simulation.plans = plans;
    for (uint64_t r = 0; r < simulation.sampling.replicates; r++)
        tally_clear(units[r]);
    bool done = simulate(&simulation, units);
    struct sample sample = simulate_sample(arena, &simulation, units, run->question->level);
    for (size_t i = 0; i < run->shown_count; i++) {
        struct figure figure = run->shown[i].statistic->figure(&sample, run->shown[i].metric);
        run->estimate[i][k] = figure.estimate;
        run->std_error[i][k] = figure.std_error;
    }
    for (size_t e = 0; e < offer.exit_count; e++)
        run->share[e][k] = offer.exit[e].share;
    arena_destroy(arena);
    return done;
}

static size_t number_count_of_draw(const struct outer_run *run)
{
    return 2 * run->shown_count + run->offer->exit_count;
}

static void keep_draw(struct outer_run *run, const struct share *share, uint64_t k)
{
    double *number = run->number;
    for (size_t i = 0; i < run->shown_count; i++) {
        *number++ = run->estimate[i][k];
        *number++ = run->std_error[i][k];
    }
    for (size_t e = 0; e < run->offer->exit_count; e++)
        *number++ = run->share[e][k];
    share->keep_numbers(share->context, k, run->number, number_count_of_draw(run));
}

static bool take_kept_draw(struct outer_run *run, const struct share *share, uint64_t k)
{
    const double *number = share ? share->numbers(share->context, k, number_count_of_draw(run)) : NULL;
    if (!number)
        return false;
    for (size_t i = 0; i < run->shown_count; i++) {
        run->estimate[i][k] = *number++;
        run->std_error[i][k] = *number++;
    }
    for (size_t e = 0; e < run->offer->exit_count; e++)
        run->share[e][k] = *number++;
    return true;
}

/* As many draws as there is time for. */
static void run_draws(struct outer_run *run)
{
    struct progress *progress = run->question->progress;
    const struct share *share = run->question->share;
    struct tally **units = simulate_units(run->arena, &run->simulation);
    progress_begin(progress, sampling_paths(&run->simulation.sampling) * run->count);
    if (share)
        share->begin(share->context);
    for (; run->done < run->count; run->done++) {
        if (take_kept_draw(run, share, run->done))
            continue;
        if (!run_draw(run, units, run->done))
            break;
        if (share)
            keep_draw(run, share, run->done);
    }
    progress_end(progress);
}

static struct figure figure_of_band(const struct credible_band *band, double level)
{
    struct figure figure = {band->mean, band->epistemic_sd, band->low, band->high, level, "credible-band", "ok", NULL};
    if (band->epistemic_sd == 0 &&
        band->monte_carlo_error > 0) { /* a band of no width would say that nothing is open */
        figure.ci_low = figure.ci_high = (double)NAN;
        figure_tell(&figure, "below the Monte Carlo error");
    }
    return figure;
}

static void add_rows(struct outer_run *run, struct report *report)
{
    double level = run->question->level, *exact = arena_alloc(run->arena, run->done, sizeof *exact);
    for (size_t i = 0; i < run->shown_count; i++) {
        const char *statistic = run->shown[i].statistic->key, *metric = metrics[run->shown[i].metric].key;
        const char *unit = statistic_unit_of(statistic, run->shown[i].metric);
        struct credible_band band =
            credible_band_of(run->arena, run->estimate[i], run->std_error[i], (size_t)run->done, level);
        report_add_row(report, metric, "credible", statistic, unit, figure_of_band(&band, level));
        report_add_row(report, metric, "credible", arena_text(report->arena, "%s_monte_carlo_error", statistic), unit,
                       figure_without_interval(band.monte_carlo_error));
    }
    for (size_t e = 0; e < run->offer->exit_count; e++) {
        if (!outer_draws_exit_uncertain(run->outer, e))
            continue;
        struct credible_band band = credible_band_of(run->arena, run->share[e], exact, (size_t)run->done, level);
        report_add_row(report, "exit_share", run->offer->exit[e].name, "share", "share", figure_of_band(&band, level));
    }
}

/* Of each metric what its role asks for: means and chances, then quantiles. */
static void choose_shown(struct outer_run *run)
{
    for (size_t m = 0; m < plan_metrics(run->plan); m++)
        for (int quantiles = 0; quantiles < 2; quantiles++)
            for (size_t i = 0; i < STATISTICS; i++)
                if (statistics[i].second_order & metrics[m].role && (statistics[i].level > 0) == quantiles)
                    run->shown[run->shown_count++] = (struct shown){m, &statistics[i]};
}

static void prepare(struct outer_run *run)
{
    const struct question *question = run->question;
    uint64_t least = POINTS_LEAST * question->replicates, each = question->paths / run->count;
    double *shift = arena_alloc(run->arena, METRICS, sizeof *shift);
    run->simulation = (struct simulation){
        .plan_count = 1,
        .isa = question->isa,
        .progress = question->progress,
        .sampling = sampling_of(question->sampler, question->seed, each > least ? each : least, question->replicates),
        .threads = each < PATHS_OF_A_THREAD ? 1 : question->threads, /* starting one costs more than so few paths */
        .watcher = {.watch = watch, .layout = {.columns = plan_metrics(run->plan), .shift = shift}}};
    choose_shown(run);
    for (size_t i = 0; i < run->shown_count; i++) {
        run->estimate[i] = arena_alloc(run->arena, run->count, sizeof(double));
        run->std_error[i] = arena_alloc(run->arena, run->count, sizeof(double));
    }
    run->share = arena_alloc(run->arena, run->offer->exit_count + 1, sizeof *run->share);
    run->number = arena_alloc(run->arena, number_count_of_draw(run) + 1, sizeof *run->number);
    for (size_t e = 0; e < run->offer->exit_count; e++)
        run->share[e] = arena_alloc(run->arena, run->count, sizeof(double));
}

enum status second_order_add(struct report *report, const struct question *question, const struct offer *offer)
{
    struct arena *arena = report->arena;
    struct outer_run run = {.arena = arena, .question = question, .offer = offer, .count = question->second_order};
    run.outer = outer_draws_of(arena, offer, question->seed, run.count);
    if (outer_draws_uncertain(run.outer) == 0) {
        metrics_report_warn(report, "--second-order",
                            "no probability is uncertain: give one as a range, or `concentration` for the exits");
        return STATUS_OK;
    }
    const char *fault = NULL;
    run.plan = plan_prepare(arena, offer, &fault);
    prepare(&run);
    run_draws(&run);
    if (atomic_load(&question->progress->stop))
        return STATUS_STOPPED;
    if (run.done < run.count)
        metrics_report_warn(report, "--second-order", "the time was up after %s of %s draws",
                            number_count(arena, run.done), number_count(arena, run.count));
    if (run.done < DRAWS_LEAST)
        return STATUS_OK;
    add_rows(&run, report);
    report->second_order_draws = run.done;
    report->second_order_paths = sampling_paths(&run.simulation.sampling);
    return STATUS_OK;
}
