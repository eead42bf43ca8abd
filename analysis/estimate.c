#include "analysis/estimate.h"

#include "analysis/statistic.h"

#include <math.h>
#include <string.h>

/* --- targets ------------------------------------------------------------------------------------------------------ */

static bool target_figure(const struct estimate *estimate, const struct sample *sample, const struct target *target,
                          size_t i, struct figure *figure)
{
    if (estimate->target_figure)
        return estimate->target_figure(sample, target->metric, target->statistic, i, figure);
    return i == 0 && statistic_figure(sample, target->metric, target->statistic, figure);
}

static bool judge_targets(struct estimate *estimate)
{
    bool all_met = true;
    for (size_t i = 0; i < estimate->question->target_count; i++) {
        const struct target *target = &estimate->question->target[i];
        struct target_reached *reached = &estimate->reached[i];
        struct figure figure;
        *reached = (struct target_reached){.met = true};
        for (size_t k = 0; target_figure(estimate, &estimate->sample, target, k, &figure); k++) {
            double half_width = (figure.ci_high - figure.ci_low) / 2;
            double wanted = target->relative ? target->half_width * fabs(figure.estimate) : target->half_width;
            reached->met = reached->met && half_width <= wanted;
            reached->half_width = half_width <= reached->half_width ? reached->half_width : half_width;
        }
        all_met = all_met && reached->met;
    }
    return all_met;
}

const char *estimate_overflow(const struct estimate *estimate)
{
    const struct tally *pooled = estimate->sample.pooled;
    for (size_t c = 0; c < pooled->layout.columns; c++)
        if (pooled->paths && pooled->column[c].not_finite == pooled->paths)
            return "no future can be computed: on every path an amount is infinite, or so large (3e150 and more) that "
                   "its square is";
    return NULL;
}

const char *estimate_help(enum status status)
{
    return status == STATUS_INVALID ? "`check` lists how every value was read; one of them is far too large" : NULL;
}

enum status estimate_status(const struct estimate *estimate)
{
    for (size_t i = 0; i < estimate->question->target_count; i++)
        if (!estimate->reached[i].met)
            return STATUS_ACCURACY;
    return STATUS_OK;
}

/* --- running ------------------------------------------------------------------------------------------------------ */

static void take_sample(struct arena *arena, struct estimate *estimate)
{
    estimate->sample = simulate_sample(arena, &estimate->simulation, estimate->units, estimate->question->level);
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
    for (uint64_t r = 0; !anew && r < step.sampling.replicates; r++)
        tally_merge(added[r], estimate->units[r]); /* which may be kept values, from before there were too many */
    estimate->units = added;
    return true;
}

/* Doubles the points until every target is met, or the budget of paths or time is used up. */
static void run_by_doubling(struct arena *arena, struct estimate *estimate)
{
    const struct sampler *sampler = estimate->simulation.sampling.sampler;
    uint64_t budget = estimate->simulation.sampling.points, had = 0;
    uint64_t points = sampler->replicated ? FIRST_POINTS : FIRST_POINTS * estimate->question->replicates;
    for (;; points *= 2) {
        points = points < budget ? points : budget;
        if (!grow(arena, estimate, had, points))
            return;
        had = points;
        take_sample(arena, estimate);
        if ((judge_targets(estimate) && estimate->question->target_count) || points == budget)
            return;
    }
}

bool estimate_alone(struct arena *arena, const struct question *question, const struct simulation *simulation,
                    unsigned threads, struct estimate *estimate)
{
    estimate->question = question;
    estimate->simulation = *simulation;
    estimate->simulation.threads = threads;
    estimate->simulation.progress = question->progress;
    estimate->reached = arena_alloc(arena, question->target_count + 1, sizeof *estimate->reached);
    if (question->target_count || question->max_time_seconds > 0) {
        run_by_doubling(arena, estimate);
    } else {
        estimate->units = simulate_units(arena, &estimate->simulation);
        if (simulate(&estimate->simulation, estimate->units))
            take_sample(arena, estimate);
    }
    return estimate->sample.units > 0;
}

/* --- a share of the work ------------------------------------------------------------------------------------------ */

/* Tiles k / n to (k + 1) / n of every replicate. */
static bool simulate_share(struct estimate *estimate, const struct share *share)
{
    struct simulation *simulation = &estimate->simulation;
    uint64_t points = simulation->sampling.points, tiles = (points + TILE_POINTS - 1) / TILE_POINTS;
    uint64_t first = tiles * share->shard / share->shards, end = tiles * (share->shard + 1) / share->shards;
    simulation->first_point = first * TILE_POINTS;
    simulation->end_point = end * TILE_POINTS < points ? end * TILE_POINTS : points;
    progress_begin(simulation->progress,
                   first < end ? (simulation->end_point - simulation->first_point) * simulation->sampling.replicates
                               : 1);
    return first == end || simulate(simulation, estimate->units);
}

static enum status estimate_share(struct arena *arena, const struct question *question,
                                  const struct simulation *simulation, struct estimate *estimate, const char **fault)
{
    const struct share *share = question->share;
    uint64_t replicates = simulation->sampling.replicates;
    estimate->question = question;
    estimate->simulation = *simulation;
    estimate->simulation.threads = question->threads;
    estimate->simulation.progress = question->progress;
    estimate->units = simulate_units(arena, simulation);
    if (!share->merging) {
        bool whole = simulate_share(estimate, share);
        progress_end(question->progress);
        if (!whole)
            return STATUS_STOPPED;
        share->keep(share->context, estimate->units, replicates);
        return STATUS_OK;
    }
    enum status status = share->add(share->context, estimate->units, replicates, fault);
    if (status != STATUS_OK)
        return status;
    take_sample(arena, estimate);
    *fault = estimate_overflow(estimate);
    return *fault ? STATUS_INVALID : STATUS_OK;
}

enum status estimate_run(struct arena *arena, const struct question *question, const struct simulation *simulation,
                         struct estimate *estimate, const char **fault)
{
    if (question->share)
        return estimate_share(arena, question, simulation, estimate, fault);
    double started = progress_seconds();
    progress_limit(question->progress, question->max_time_seconds);
    progress_begin(question->progress, sampling_paths(&simulation->sampling));
    bool some = estimate_alone(arena, question, simulation, question->threads, estimate);
    progress_end(question->progress);
    estimate->seconds = progress_seconds() - started;
    if (atomic_load(&question->progress->stop))
        return STATUS_STOPPED;
    if (some) {
        *fault = estimate_overflow(estimate);
        return *fault ? STATUS_INVALID : STATUS_OK;
    }
    *fault = "--max-time: the time was up before there was anything to report";
    return STATUS_ACCURACY;
}
