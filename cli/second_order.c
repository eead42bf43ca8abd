#include "cli/second_order.h"

#include "cli/door.h"
#include "cli/estimate.h"
#include "cli/metrics_report.h"
#include "cli/progress.h"
#include "models/outer_draw.h"
#include "outputs/number.h"
#include "outputs/views/second_order_view.h"
#include "sim/credible_band.h"

#include <assert.h>
#include <math.h>

enum {
    DRAWS_LEAST = 2,
    POINTS_LEAST = 64 /* of a replicate */,
    PATHS_OF_A_THREAD = 1 << 16,
    COLUMNS = METRIC_NET_ADVANTAGE + 1
};

static const struct {
    enum metric metric;
    const char *statistic;
} shown[] = {
    {METRIC_EQUITY_VALUE, "mean"},          {METRIC_EQUITY_VALUE, "p_zero"}, {METRIC_EQUITY_VALUE, "p95"},
    {METRIC_FOREGONE_COMPENSATION, "mean"}, {METRIC_NET_ADVANTAGE, "mean"},  {METRIC_NET_ADVANTAGE, "p_positive"},
    {METRIC_NET_ADVANTAGE, "p5"},           {METRIC_NET_ADVANTAGE, "p50"},   {METRIC_NET_ADVANTAGE, "p95"}};
enum { SHOWN = sizeof shown / sizeof *shown };

struct outer_run {
    struct arena *arena;
    const struct options *options;
    const struct offer_input *input;
    struct outer_draws *outer;
    struct simulation simulation;
    uint64_t count, done;                       /* draws */
    double seconds_left;                        /* of --max-time */
    double *estimate[SHOWN], *std_error[SHOWN]; /* [draw] */
    double **share;                             /* [exit][draw] */
};

static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    (void)watcher;
    for (size_t m = 0; m < COLUMNS; m++)
        watched->columns[m] = outcomes[0]->metric[m];
}

/* One outer draw. Its paths have random numbers of their own: the salt of every draw is its number. */
static bool run_draw(struct outer_run *run, struct tally **units, uint64_t k)
{
    struct arena *arena = arena_create();
    const char *fault = NULL;
    struct offer offer = outer_draw_offer(arena, run->outer, k);
    struct plan *plan = plan_prepare(arena, &offer, &fault);
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
    struct pilot pilot = simulate_pilot(arena, &simulation);
    struct sample sample = sample_of(arena, (const struct tally *const *)units, simulation.sampling.replicates,
                                     !simulation.sampling.sampler->replicated, &pilot, run->options->level);
    for (size_t i = 0; i < SHOWN; i++) {
        struct figure figure;
        estimate_figure(&sample, metric_names[shown[i].metric], shown[i].statistic, &figure);
        run->estimate[i][k] = figure.estimate;
        run->std_error[i][k] = figure.std_error;
    }
    for (size_t e = 0; e < offer.exit_count; e++)
        run->share[e][k] = offer.exit[e].share;
    arena_destroy(arena);
    return done;
}

/* As many draws as there is time for. */
static void run_draws(struct outer_run *run)
{
    struct options options = *run->options;
    options.max_time_seconds = run->seconds_left;
    struct progress *progress = arena_alloc(run->arena, 1, sizeof *progress);
    uint64_t paths = sampling_paths(&run->simulation.sampling);
    run->simulation.progress = progress;
    struct tally **units = simulate_units(run->arena, &run->simulation);
    door_watch(progress);
    struct progress_line *line = progress_line_start(run->arena, &options, progress, paths * run->count);
    while (run->done < run->count && run_draw(run, units, run->done))
        run->done++;
    progress_line_stop(line);
    door_watch(NULL);
}

static struct figure figure_of_band(const struct credible_band *band, double level)
{
    struct figure figure = {band->mean, band->epistemic_sd, band->low, band->high, level, "credible-band", "ok"};
    if (band->epistemic_sd == 0 &&
        band->monte_carlo_error > 0) { /* a band of no width would say that nothing is open */
        figure.ci_low = figure.ci_high = (double)NAN;
        figure.status = "below the Monte Carlo error";
    }
    return figure;
}

static void add_rows(struct outer_run *run, struct report *report)
{
    double level = run->options->level, *exact = arena_alloc(run->arena, run->done, sizeof *exact);
    for (size_t i = 0; i < SHOWN; i++) {
        const char *unit = shown[i].statistic[0] == 'p' && shown[i].statistic[1] == '_' ? "share" : "money";
        const char *metric = metric_names[shown[i].metric];
        struct credible_band band =
            credible_band_of(run->arena, run->estimate[i], run->std_error[i], (size_t)run->done, level);
        report_add_row(report, metric, "credible", shown[i].statistic, unit, figure_of_band(&band, level));
        report_add_row(report, metric, "credible",
                       arena_text(report->arena, "%s_monte_carlo_error", shown[i].statistic), unit,
                       figure_without_interval(band.monte_carlo_error));
    }
    for (size_t e = 0; e < run->input->offer.exit_count; e++) {
        if (!outer_draws_exit_uncertain(run->outer, e))
            continue;
        struct credible_band band = credible_band_of(run->arena, run->share[e], exact, (size_t)run->done, level);
        report_add_row(report, "exit_share", run->input->offer.exit[e].name, "share", "share",
                       figure_of_band(&band, level));
    }
}

static void prepare(struct outer_run *run)
{
    const struct options *options = run->options;
    uint64_t least = POINTS_LEAST * options->replicates, each = options->paths / run->count;
    double *shift = arena_alloc(run->arena, COLUMNS, sizeof *shift);
    run->simulation = (struct simulation){
        .plan_count = 1,
        .isa = options->isa,
        .sampling = sampling_of(options->sampler, options->seed, each > least ? each : least, options->replicates),
        .threads = each < PATHS_OF_A_THREAD ? 1 : options->threads, /* starting one costs more than so few paths */
        .watcher = {.watch = watch, .layout = {.columns = COLUMNS, .shift = shift}}};
    for (size_t i = 0; i < SHOWN; i++) {
        run->estimate[i] = arena_alloc(run->arena, run->count, sizeof(double));
        run->std_error[i] = arena_alloc(run->arena, run->count, sizeof(double));
    }
    run->share = arena_alloc(run->arena, run->input->offer.exit_count + 1, sizeof *run->share);
    for (size_t e = 0; e < run->input->offer.exit_count; e++)
        run->share[e] = arena_alloc(run->arena, run->count, sizeof(double));
}

/* What is left of --max-time; 0 is none at all to the clock, so that what is used up is a moment. */
static double seconds_left(const struct options *options, double seconds_spent)
{
    const double moment = 1e-3;
    return options->max_time_seconds > 0 ? fmax(moment, options->max_time_seconds - seconds_spent) : 0;
}

bool second_order_add(struct arena *arena, const struct options *options, const struct offer_input *input,
                      double seconds_spent, struct report *report)
{
    struct outer_run run = {.arena = arena,
                            .options = options,
                            .input = input,
                            .count = options->second_order,
                            .seconds_left = seconds_left(options, seconds_spent)};
    run.outer = outer_draws_of(arena, &input->offer, options->seed, run.count);
    if (outer_draws_uncertain(run.outer) == 0) {
        metrics_report_warn(report, "--second-order",
                            "no probability is uncertain: give one as a range, or `concentration` for the exits");
        return true;
    }
    prepare(&run);
    run_draws(&run);
    if (door_signalled())
        return false;
    if (run.done < run.count)
        metrics_report_warn(report, "--second-order", "the time was up after %s of %s draws",
                            number_count(arena, run.done), number_count(arena, run.count));
    if (run.done < DRAWS_LEAST)
        return true;
    add_rows(&run, report);
    report->second_order_draws = run.done;
    report->second_order_paths = sampling_paths(&run.simulation.sampling);
    second_order_view(report);
    return true;
}
