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

static bool depends_on_count(const struct sampler *sampler)
{
    return strcmp(sampler->name, "lhs") == 0; /* its strata are as many as its points */
}

/* Counts the points from `first` to `points` into units, and keeps them now and then: in pieces of about half a second,
 * since a piece that is stopped is lost. The last points, which fill no tile, are never kept: more of them come into
 * that tile.
 */
static bool count_and_keep(struct arena *arena, const struct share *share, struct simulation *step,
                           struct tally **units, uint64_t first, uint64_t points)
{
    static const double long_seconds = 0.25;
    uint64_t replicates = step->sampling.replicates, piece = TILE_POINTS, end;
    struct tally **own = simulate_units(arena, step);
    for (; first < points; first = end) {
        double began = progress_seconds();
        end = points - first < piece ? points : first + piece;
        end = end - first > TILE_POINTS ? end / TILE_POINTS * TILE_POINTS : end;
        step->first_point = first;
        step->end_point = end;
        if (!simulate(step, own))
            break;
        for (uint64_t r = 0; r < replicates; r++) {
            tally_merge(units[r], own[r]);
            tally_clear(own[r]);
        }
        if (end % TILE_POINTS == 0)
            share->keep(share->context, units, replicates, (struct share_points){end, points},
                        points - end < TILE_POINTS);
        piece *= progress_seconds() - began < long_seconds ? 2 : 1;
    }
    if (first < points && first % TILE_POINTS == 0)
        share->keep(share->context, units, replicates, (struct share_points){first, points}, true);
    return first == points;
}

static bool count(struct arena *arena, const struct share *share, struct simulation *step, struct tally **units,
                  uint64_t first)
{
    if (share)
        return count_and_keep(arena, share, step, units, first, step->sampling.points);
    step->first_point = first;
    step->end_point = step->sampling.points;
    return first == step->sampling.points || simulate(step, units);
}

bool estimate_count_stage(struct arena *arena, const struct share *share, struct simulation *simulation,
                          struct tally **units, uint64_t first, uint64_t end)
{
    struct share_points kept = {0, 0};
    if (!share) {
        simulation->first_point = first;
        simulation->end_point = end;
        return simulate(simulation, units);
    }
    share->begin(share->context);
    if (share->points(share->context, &kept) && !share->add(share->context, units, simulation->sampling.replicates))
        return false;
    if (kept.end < first)
        kept.end = first;
    atomic_fetch_add(&simulation->progress->paths_done, (kept.end - first) * simulation->sampling.replicates);
    return count_and_keep(arena, share, simulation, units, kept.end, end);
}

/* Adds points until `points` a replicate; false, with nothing changed, when stopped on the way. `kept` of them were
 * kept before by the share. Counts below a tile begin anew, so that the sums are those of a plain run; a Latin
 * hypercube always does. */
static bool grow(struct arena *arena, struct estimate *estimate, uint64_t had, uint64_t kept, uint64_t points)
{
    struct simulation step = estimate->simulation;
    const struct share *share = estimate->question->share;
    bool anew = !estimate->units || had % TILE_POINTS != 0 || depends_on_count(step.sampling.sampler);
    step.sampling.points = points;
    struct tally **added = simulate_units(arena, &step);
    if (kept && !share->add(share->context, added, step.sampling.replicates))
        return false;
    atomic_fetch_add(&step.progress->paths_done, kept * step.sampling.replicates);
    for (uint64_t r = 0; !anew && r < step.sampling.replicates; r++)
        tally_merge(added[r], estimate->units[r]); /* which may be kept values, from before there were too many */
    if (!count(arena, share, &step, added, kept ? kept : anew ? 0 : had))
        return false;
    estimate->simulation.sampling.points = points;
    estimate->simulation.first_point = estimate->simulation.end_point = 0;
    estimate->units = added;
    return true;
}

/* What was kept of this estimate before, as far as it can be gone on from; false: it cannot be. */
static bool find_kept(const struct estimate *estimate, struct share_points *kept)
{
    const struct share *share = estimate->question->share;
    const struct sampling *sampling = &estimate->simulation.sampling;
    *kept = (struct share_points){0, 0};
    if (!share)
        return true;
    share->begin(share->context);
    if (!share->points(share->context, kept) || kept->toward <= sampling->points)
        return true;
    share->refuse(share->context, "has more paths than are asked for now");
    return false;
}

/* Looks at the figures when there are so many points, and at every doubling, until all targets are met or the budget of
 * paths or time is used up. Without targets and limit there is only the budget to look at. */
static void run_steps(struct arena *arena, struct estimate *estimate)
{
    const struct question *question = estimate->question;
    const struct sampler *sampler = estimate->simulation.sampling.sampler;
    uint64_t budget = estimate->simulation.sampling.points, had = 0, points = budget;
    struct share_points kept;
    if (question->target_count || question->max_time_seconds > 0)
        points = sampler->replicated ? FIRST_POINTS : FIRST_POINTS * question->replicates;
    if (!find_kept(estimate, &kept))
        return;
    while (points < kept.toward)
        points *= 2; /* those before were looked at */
    points = points < budget ? points : budget;
    if (kept.toward != points && depends_on_count(sampler))
        kept.end = 0;
    for (;; points = 2 * points < budget ? 2 * points : budget) {
        if (!grow(arena, estimate, had, kept.end, points))
            return;
        had = points;
        kept.end = 0;
        take_sample(arena, estimate);
        if ((judge_targets(estimate) && question->target_count) || points == budget)
            return;
    }
}

/* --- a share of the work ------------------------------------------------------------------------------------------ */

/* Blocks of tiles of every replicate, as they are handed out: several for each share, so that none waits long for
 * another. */
static bool count_share(struct arena *arena, struct estimate *estimate)
{
    enum { BLOCKS_A_SHARE = 8 };
    const struct share *share = estimate->question->share;
    struct simulation *simulation = &estimate->simulation;
    uint64_t points = simulation->sampling.points, tiles = (points + TILE_POINTS - 1) / TILE_POINTS;
    uint64_t blocks = share->shards * BLOCKS_A_SHARE < tiles ? share->shards * BLOCKS_A_SHARE : tiles, block;
    estimate->units = simulate_units(arena, simulation);
    share->begin(share->context);
    while (share->next(share->context, blocks, &block)) {
        uint64_t end = tiles * (block + 1) / blocks * TILE_POINTS;
        simulation->first_point = tiles * block / blocks * TILE_POINTS;
        simulation->end_point = end < points ? end : points;
        if (!simulate(simulation, estimate->units))
            return false;
    }
    share->keep(share->context, estimate->units, simulation->sampling.replicates, (struct share_points){points, points},
                true);
    return true;
}

/* What all shares counted. */
static void add_shares(struct arena *arena, struct estimate *estimate)
{
    const struct share *share = estimate->question->share;
    const struct sampling *sampling = &estimate->simulation.sampling;
    struct tally **units = simulate_units(arena, &estimate->simulation);
    uint64_t paths = 0;
    share->begin(share->context);
    if (!share->add(share->context, units, sampling->replicates))
        return;
    for (uint64_t r = 0; r < sampling->replicates; r++)
        paths += units[r]->paths;
    if (paths != sampling_paths(sampling)) {
        share->refuse(share->context, "what the shards hold is not all of the paths");
        return;
    }
    estimate->units = units;
    take_sample(arena, estimate);
}

bool estimate_alone(struct arena *arena, const struct question *question, const struct simulation *simulation,
                    unsigned threads, struct estimate *estimate)
{
    estimate->question = question;
    estimate->simulation = *simulation;
    estimate->simulation.threads = threads;
    estimate->simulation.progress = question->progress;
    estimate->reached = arena_alloc(arena, question->target_count + 1, sizeof *estimate->reached);
    if (share_keeps(question->share))
        return count_share(arena, estimate);
    if (share_merges(question->share))
        add_shares(arena, estimate);
    else
        run_steps(arena, estimate);
    return estimate->sample.units > 0;
}

/* Metrics after tax are those of offers with taxes. */
static bool knows_targets(const struct question *question, const struct simulation *simulation)
{
    size_t known = METRICS;
    for (size_t i = 0; i < simulation->plan_count; i++)
        known = plan_metrics(simulation->plans[i]) < known ? plan_metrics(simulation->plans[i]) : known;
    for (size_t i = 0; i < question->target_count; i++)
        if (question->target[i].metric >= known)
            return false;
    return true;
}

enum status estimate_run(struct arena *arena, const struct question *question, const struct simulation *simulation,
                         struct estimate *estimate, const char **fault)
{
    if (!knows_targets(question, simulation)) {
        *fault = "--target: what is left after tax is asked for, and an offer has no `tax`";
        return STATUS_USAGE;
    }
    double started = progress_seconds();
    uint64_t shards = share_keeps(question->share) ? question->share->shards : 1;
    progress_limit(question->progress, question->max_time_seconds);
    progress_begin(question->progress, sampling_paths(&simulation->sampling) / shards + 1);
    bool some = estimate_alone(arena, question, simulation, question->threads, estimate);
    progress_end(question->progress);
    estimate->seconds = progress_seconds() - started;
    if (atomic_load(&question->progress->stop))
        return STATUS_STOPPED;
    if (some && !share_keeps(question->share))
        *fault = estimate_overflow(estimate);
    if (some)
        return *fault ? STATUS_INVALID : STATUS_OK;
    *fault = "--max-time: the time was up before there was anything to report";
    return STATUS_ACCURACY;
}
