#include "cli/estimate.h"

#include "cli/door.h"
#include "cli/progress.h"
#include "inputs/cell.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- targets ------------------------------------------------------------------------------------------------------ */

static bool quantile_level(const char *statistic, double *p)
{
    char *end = NULL;
    if (statistic[0] != 'p' || statistic[1] < '0' || statistic[1] > '9')
        return false;
    *p = strtod(statistic + 1, &end) / 100;
    return *end == '\0' && *p > 0 && *p < 1;
}

bool estimate_figure_of(const struct sample *sample, size_t column, const char *metric, const char *statistic,
                        struct figure *figure)
{
    static const struct {
        const char *name;
        struct figure (*figure)(const struct sample *s, size_t column);
    } statistics[] = {{"mean", sample_mean},
                      {"sd", sample_sd},
                      {"p_zero", sample_p_zero},
                      {"p_positive", sample_p_positive},
                      {"p_negative", sample_p_negative}};
    size_t m = 0;
    double p = 0;
    while (m < METRICS && strcmp(metric_names[m], metric) != 0)
        m++;
    if (m == METRICS)
        return false;
    column += m;
    for (size_t i = 0; i < sizeof statistics / sizeof *statistics; i++)
        if (strcmp(statistics[i].name, statistic) == 0) {
            *figure = sample ? statistics[i].figure(sample, column) : (struct figure){0};
            return true;
        }
    if (strcmp(statistic, "cvar5") == 0)
        *figure = sample ? sample_cvar(sample, column, 0.05) : (struct figure){0};
    else if (quantile_level(statistic, &p))
        *figure = sample ? sample_quantile(sample, column, p) : (struct figure){0};
    else
        return false;
    return true;
}

bool estimate_figure(const struct sample *sample, const char *metric, const char *statistic, struct figure *figure)
{
    return estimate_figure_of(sample, 0, metric, statistic, figure);
}

static bool target_figure(const struct estimate *estimate, const struct sample *sample, const struct target *target,
                          size_t i, struct figure *figure)
{
    if (estimate->target_figure)
        return estimate->target_figure(sample, target->metric, target->statistic, i, figure);
    return i == 0 && estimate_figure(sample, target->metric, target->statistic, figure);
}

/* What is wrong with it, or NULL. */
static const char *read_target(struct arena *arena, const struct estimate *estimate, const char *text,
                               struct target *target)
{
    struct figure unused;
    const char *equals = strchr(text, '='), *dot = strchr(text, '.');
    const char *amount = equals ? equals + 1 : text;
    *target = (struct target){.text = text, .metric = "net_advantage", .statistic = "mean"};
    if (equals) {
        if (!dot || dot > equals)
            return arena_text(arena, "a metric and a statistic are needed, such as net_advantage.%.*s",
                              (int)(equals - text), text);
        target->metric = arena_copy(arena, text, (size_t)(dot - text));
        target->statistic = arena_copy(arena, dot + 1, (size_t)(equals - dot - 1));
    }
    target->relative = *amount && amount[strlen(amount) - 1] == '%';
    struct cell_rules rules = {.tail_index = 3, .open_years = 2};
    struct cell_reading reading = cell_read(arena, amount, target->relative ? CELL_SHARE : CELL_MONEY, &rules);
    if (reading.fault || !distribution_is_point(&reading.distribution, &target->half_width) || target->half_width <= 0)
        return arena_text(arena, "\"%s\" is no half-width: an amount above 0, or a percentage of the figure", amount);
    if (target_figure(estimate, NULL, target, 0, &unused))
        return NULL;
    return arena_text(arena, "%s has no statistic %s that a target may be about", target->metric, target->statistic);
}

enum status estimate_targets(struct arena *arena, const struct options *options, struct estimate *estimate)
{
    estimate->target_count = options->target.count;
    estimate->target = arena_alloc(arena, options->target.count + 1, sizeof *estimate->target);
    for (size_t i = 0; i < options->target.count; i++) {
        const char *fault = read_target(arena, estimate, options->target.text[i], &estimate->target[i]);
        if (!fault)
            continue;
        const char *metrics = "";
        for (size_t m = 0; m < METRICS; m++)
            metrics = arena_text(arena, "%s%s%s", metrics, m ? ", " : "", metric_names[m]);
        fprintf(
            stderr,
            "offercast: --target %s: %s\n"
            "  help: [METRIC.STAT=]VALUE, such as 0.5%% or net_advantage.p50=1000. METRIC, over all paths: %s. STAT: "
            "mean, sd, p1 ... p99, p_zero, p_positive, p_negative, cvar5%s\n",
            options->target.text[i], fault, metrics, estimate->target_figure ? ", difference" : "");
        return STATUS_USAGE;
    }
    return STATUS_OK;
}

static bool judge_targets(struct estimate *estimate)
{
    bool all_met = true;
    for (size_t i = 0; i < estimate->target_count; i++) {
        struct target *target = &estimate->target[i];
        struct figure figure;
        target->met = true;
        target->reached = 0;
        for (size_t k = 0; target_figure(estimate, &estimate->sample, target, k, &figure); k++) {
            double reached = (figure.ci_high - figure.ci_low) / 2;
            double wanted = target->relative ? target->half_width * fabs(figure.estimate) : target->half_width;
            target->met = target->met && reached <= wanted;
            target->reached = reached <= target->reached ? target->reached : reached;
        }
        all_met = all_met && target->met;
    }
    return all_met;
}

enum status estimate_status(const struct estimate *estimate)
{
    for (size_t i = 0; i < estimate->target_count; i++)
        if (!estimate->target[i].met)
            return STATUS_ACCURACY;
    return STATUS_OK;
}

/* --- running ------------------------------------------------------------------------------------------------------ */

static void take_sample(struct arena *arena, const struct options *options, struct estimate *estimate)
{
    const struct sampling *sampling = &estimate->simulation.sampling;
    struct pilot pilot = simulate_pilot(arena, &estimate->simulation);
    estimate->sample = sample_of(arena, (const struct tally *const *)estimate->units, sampling->replicates,
                                 !sampling->sampler->replicated, &pilot, options->level);
}

enum { FIRST_POINTS = 256 }; /* of a replicate; only doublings of it are looked at */

/* Adds points until `points` a replicate; false, with nothing changed, when stopped on the way. Counts below a tile
 * begin anew, so that the sums are those of a plain run; a Latin hypercube always does: its strata depend on the count.
 */
static bool grow(struct arena *arena, struct estimate *estimate, uint64_t had, uint64_t points)
{
    struct simulation step = estimate->simulation;
    bool anew = !estimate->units || had % TILE_POINTS != 0 || strcmp(step.sampling.sampler->name, "lhs") == 0;
    step.sampling.points = points;
    step.first_point = anew ? 0 : had;
    step.end_point = points;
    struct tally **added = simulate_units(arena, &step);
    if (!simulate(&step, added))
        return false;
    estimate->simulation.sampling.points = points;
    if (anew)
        estimate->units = added;
    else
        for (uint64_t r = 0; r < step.sampling.replicates; r++)
            tally_merge(estimate->units[r], added[r]);
    return true;
}

/* Doubles the points until every target is met, or the budget of paths or time is used up. */
static void run_by_doubling(struct arena *arena, const struct options *options, struct estimate *estimate)
{
    const struct sampler *sampler = estimate->simulation.sampling.sampler;
    uint64_t budget = estimate->simulation.sampling.points, had = 0;
    uint64_t points = sampler->replicated ? FIRST_POINTS : FIRST_POINTS * options->replicates;
    for (;; points *= 2) {
        points = points < budget ? points : budget;
        if (!grow(arena, estimate, had, points))
            return;
        had = points;
        take_sample(arena, options, estimate);
        if ((judge_targets(estimate) && estimate->target_count) || points == budget)
            return;
    }
}

bool estimate_alone(struct arena *arena, const struct options *options, const struct simulation *simulation,
                    unsigned threads, struct progress *progress, struct estimate *estimate)
{
    estimate->simulation = *simulation;
    estimate->simulation.threads = threads;
    estimate->simulation.progress = progress;
    if (estimate->target_count || options->max_time_seconds > 0) {
        run_by_doubling(arena, options, estimate);
    } else {
        estimate->units = simulate_units(arena, &estimate->simulation);
        if (simulate(&estimate->simulation, estimate->units))
            take_sample(arena, options, estimate);
    }
    return estimate->sample.units > 0;
}

void estimate_run(struct arena *arena, const struct options *options, const struct simulation *simulation,
                  struct estimate *estimate)
{
    struct progress *progress = arena_alloc(arena, 1, sizeof *progress);
    double started = progress_seconds();
    door_watch(progress);
    struct progress_line *line = progress_line_start(arena, options, progress, sampling_paths(&simulation->sampling));
    (void)estimate_alone(arena, options, simulation, options->threads, progress, estimate);
    progress_line_stop(line);
    door_watch(NULL);
    estimate->interrupted = door_signalled();
    estimate->timed_out = !estimate->interrupted && atomic_load(&progress->stop);
    estimate->seconds = progress_seconds() - started;
}
