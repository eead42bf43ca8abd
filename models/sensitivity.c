#include "models/sensitivity.h"

#include "models/engine.h"
#include "models/plan.h"
#include "models/sensitivity_numbers.h"
#include "models/workspace.h"
#include "sim/threads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_PATHS = 1 << 17, KEPT_VALUES = 1 << 24 };
static const double held_ends[] = {0.1, 0.9};
static const double kept_seconds = 2; /* between two times that a unit in hand is kept */

struct crew { /* what the threads share */
    const struct sensitivity_question *question;
    struct sensitivity *sensitivity;
    const struct draws *copies; /* the second set */
    atomic_size_t next_unit;
    atomic_bool stopped;
};

struct worker { /* one thread's own */
    struct arena *arena;
    struct crew *crew;
    struct workspace *workspace;
    struct stream copy_stream;
    double (*own)[LANES], (*copy)[LANES]; /* uniforms of the two sets, before correlation */
    double value[LANES], copy_value[LANES];
    size_t first_lane, end_lane; /* of the block in hand */
    double *number;              /* of a unit, as a share keeps them */
    double kept_seconds;         /* when that was last done */
};

/* --- one evaluation of a block ------------------------------------------------------------------------------------ */

static void put_column(struct worker *worker, size_t slot, const double *uniform)
{
    memcpy(worker->workspace->block.u[slot], uniform, LANES * sizeof *uniform);
}

/* The copula works in place, so its columns are put back after every evaluation. */
static void restore_correlated(struct worker *worker)
{
    const struct draws *draws = &worker->workspace->plan->draws;
    for (size_t c = 0; c < draws->correlated_count; c++)
        put_column(worker, (size_t)draws->correlated_slot[c], worker->own[draws->correlated_slot[c]]);
}

static const double *evaluate(struct worker *worker)
{
    struct workspace *workspace = worker->workspace;
    for (const struct stage *const *stage = workspace->isa->stages; *stage; stage++)
        (*stage)->run(workspace->plan, &workspace->block);
    return workspace->block.outcome.metric[worker->crew->question->metric];
}

static void add_base(struct worker *worker, size_t unit)
{
    struct sensitivity *s = worker->crew->sensitivity;
    struct sobol_base *base = &s->base[unit];
    for (size_t i = worker->first_lane; i < worker->end_lane; i++) {
        double value = worker->value[i] - s->shift;
        base->paths += 1;
        base->value += value;
        base->square += value * value;
        base->copy_value += worker->copy_value[i] - s->shift;
        base->copy_square += (worker->copy_value[i] - s->shift) * (worker->copy_value[i] - s->shift);
        s->best[unit] += worker->value[i] > 0 ? worker->value[i] : 0;
    }
}

static void add_bins(struct worker *worker, size_t unit)
{
    struct sensitivity *s = worker->crew->sensitivity;
    for (size_t k = 0; k < s->inputs.count; k++) {
        if (!s->sums[k].bin_sum)
            continue;
        const double *u = worker->workspace->block.u[k];
        double *sum = s->sums[k].bin_sum + unit * SENSITIVITY_BINS,
               *paths = s->sums[k].bin_paths + unit * SENSITIVITY_BINS;
        for (size_t i = worker->first_lane; i < worker->end_lane; i++) {
            size_t bin = (size_t)(u[i] * SENSITIVITY_BINS);
            sum[bin] += worker->value[i];
            paths[bin] += 1;
        }
    }
}

static void keep(struct worker *worker, size_t unit, uint64_t path)
{
    struct sensitivity *s = worker->crew->sensitivity;
    for (size_t i = worker->first_lane; i < worker->end_lane && path < s->kept; i++, path++) {
        size_t at = unit * s->kept + (size_t)path;
        s->kept_value[at] = worker->value[i];
        for (size_t k = 0; k < s->inputs.count; k++)
            s->kept_draw[k][at] = worker->workspace->block.u[k][i];
    }
}

static void change_and_add(struct worker *worker, size_t unit, struct input_sums *sums, const size_t *slot,
                           size_t slots)
{
    double shift = worker->crew->sensitivity->shift;
    struct sobol_change *total = &sums->change[unit];
    for (size_t k = 0; k < slots; k++)
        put_column(worker, slot[k], worker->copy[slot[k]]);
    const double *changed = evaluate(worker);
    for (size_t i = worker->first_lane; i < worker->end_lane; i++) {
        double change = changed[i] - worker->value[i];
        total->change += change;
        total->change_square += change * change;
        total->change_by_value += change * (worker->value[i] - shift);
        total->change_by_copy += change * (worker->copy_value[i] - shift);
    }
    for (size_t k = 0; k < slots; k++)
        put_column(worker, slot[k], worker->own[slot[k]]);
    restore_correlated(worker);
}

/* A draw that correlations tie to others is held in a plan whose copula begins with it: there it has its own uniform,
 * and the others follow it. */
static void hold_and_add(struct worker *worker, size_t unit, const struct uncertain_input *input,
                         struct input_sums *sums)
{
    double held[LANES];
    const struct plan *plan = worker->workspace->plan;
    worker->workspace->plan = sums->held_plan ? sums->held_plan : plan;
    for (size_t h = 0; h < sums->held_count; h++) {
        double at = input->level_count ? input->level[h].held : held_ends[h];
        for (size_t i = 0; i < LANES; i++)
            held[i] = at;
        put_column(worker, input->slot, held);
        const double *value = evaluate(worker);
        for (size_t i = worker->first_lane; i < worker->end_lane; i++)
            sums->held_sum[unit * sums->held_count + h] += value[i];
        restore_correlated(worker);
    }
    put_column(worker, input->slot, worker->own[input->slot]);
    worker->workspace->plan = plan;
}

/* --- a replicate -------------------------------------------------------------------------------------------------- */

static void run_block(struct worker *worker, size_t unit, uint64_t first_point, uint64_t path)
{
    struct sensitivity *s = worker->crew->sensitivity;
    struct workspace *workspace = worker->workspace;
    const struct sampler *sampler = workspace->sampling.sampler;
    size_t bytes = s->inputs.count * sizeof *worker->own;
    sampler->fill[workspace->isa->index](&workspace->stream, first_point, worker->own);
    sampler->fill[workspace->isa->index](&worker->copy_stream, first_point, worker->copy);
    memcpy(workspace->block.u, worker->copy, bytes);
    memcpy(worker->copy_value, evaluate(worker), sizeof worker->copy_value);
    memcpy(workspace->block.u, worker->own, bytes);
    memcpy(worker->value, evaluate(worker), sizeof worker->value);
    add_base(worker, unit);
    add_bins(worker, unit);
    keep(worker, unit, path);
    restore_correlated(worker);
    for (size_t k = 0; k < s->inputs.count; k++) {
        if (s->sums[k].change)
            change_and_add(worker, unit, &s->sums[k], &k, 1);
        hold_and_add(worker, unit, &s->inputs.input[k], &s->sums[k]);
    }
    for (size_t g = 0; g < s->groups.count; g++)
        change_and_add(worker, unit, &s->sums[s->inputs.count + g], s->groups.group[g].slot, s->groups.group[g].count);
}

/* --- units that are kept ------------------------------------------------------------------------------------------ */

/* How many of its points there are, then what they came to. */
static void keep_unit(struct worker *worker, size_t unit, uint64_t points)
{
    const struct share *share = worker->crew->question->share;
    const struct sensitivity *s = worker->crew->sensitivity;
    worker->number[0] = (double)points;
    sensitivity_numbers_put(s, unit, worker->number + 1);
    share->keep_numbers(share->context, unit, worker->number, 1 + sensitivity_numbers(s));
    worker->kept_seconds = progress_seconds();
}

/* How many points of the unit were kept. */
static uint64_t take_kept(struct worker *worker, size_t unit)
{
    const struct share *share = worker->crew->question->share;
    struct sensitivity *s = worker->crew->sensitivity;
    const double *kept = share ? share->numbers(share->context, unit, 1 + sensitivity_numbers(s)) : NULL;
    if (kept)
        sensitivity_numbers_take(s, unit, kept + 1);
    return kept ? (uint64_t)kept[0] : 0;
}

static void run_unit(struct worker *worker, size_t unit)
{
    struct crew *crew = worker->crew;
    const struct share *share = crew->question->share;
    const struct sampling *sampling = &crew->question->sampling;
    bool batches = !sampling->sampler->replicated;
    uint64_t points = sampling->points, units = crew->sensitivity->units;
    uint64_t first = batches ? points / units * unit + points % units * unit / units : 0;
    uint64_t end = batches ? points / units * (unit + 1) + points % units * (unit + 1) / units : points;
    workspace_seat(worker->workspace, batches ? 0 : unit);
    stream_seat(&worker->copy_stream, sampling, batches ? 0 : unit);
    uint64_t point = first + take_kept(worker, unit);
    if (share_merges(share) && point < end) {
        share->refuse(share->context, "what the shards hold is not all of the replicates");
        atomic_store(&crew->stopped, true);
    }
    while (point < end && !atomic_load(&crew->stopped)) {
        uint64_t block = point / LANES * LANES;
        worker->first_lane = (size_t)(point - block);
        worker->end_lane = end - block < LANES ? (size_t)(end - block) : LANES;
        run_block(worker, unit, block, point - first);
        if (crew->question->progress) {
            atomic_fetch_add(&crew->question->progress->paths_done, worker->end_lane - worker->first_lane);
            if (progress_over(crew->question->progress))
                atomic_store(&crew->stopped, true);
        }
        point = block + worker->end_lane;
        if (share && progress_seconds() - worker->kept_seconds > kept_seconds)
            keep_unit(worker, unit, point - first);
    }
    if (share && !share_merges(share))
        keep_unit(worker, unit, point - first);
}

static void work(void *argument)
{
    struct worker *worker = argument;
    for (;;) {
        size_t unit = atomic_fetch_add(&worker->crew->next_unit, 1);
        if (unit >= worker->crew->sensitivity->units || atomic_load(&worker->crew->stopped))
            return;
        if (share_has(worker->crew->question->share, unit))
            run_unit(worker, unit);
    }
}

static void worker_prepare(struct worker *worker, struct crew *crew)
{
    const struct sensitivity_question *question = crew->question;
    worker->arena = arena_create();
    worker->crew = crew;
    worker->workspace = workspace_create(worker->arena, question->plan, question->isa, &question->sampling);
    worker->copy_stream = stream_create(worker->arena, &question->sampling, crew->copies);
    worker->own = arena_alloc(worker->arena, crew->copies->count + 1, sizeof *worker->own);
    worker->copy = arena_alloc(worker->arena, crew->copies->count + 1, sizeof *worker->copy);
    if (question->share)
        worker->number = arena_alloc(worker->arena, 1 + sensitivity_numbers(crew->sensitivity), sizeof *worker->number);
}

static void run_crew(struct crew *crew, unsigned threads)
{
    struct arena *arena = arena_create();
    struct worker *worker = arena_alloc(arena, threads, sizeof *worker);
    for (unsigned t = 0; t < threads; t++)
        worker_prepare(&worker[t], crew);
    threads_run(threads, work, worker, sizeof *worker, NULL);
    for (unsigned t = 0; t < threads; t++)
        arena_destroy(worker[t].arena);
    arena_destroy(arena);
}

/* --- preparation -------------------------------------------------------------------------------------------------- */

/* A second set of draws. Another scramble of the same Sobol' dimension would follow the first set digit by digit inside
 * a replicate, so each copy gets a dimension that no draw has. NULL: there are not enough of them. */
static const struct draws *copies_of(struct arena *arena, const struct draws *draws)
{
    bool taken[SAMPLER_DIMENSIONS] = {false};
    struct draws *copies = arena_alloc(arena, 1, sizeof *copies);
    unsigned dimension = 0;
    *copies = *draws;
    copies->draw = arena_alloc(arena, draws->count + 1, sizeof *copies->draw);
    for (size_t i = 0; i < draws->count; i++)
        taken[draws->draw[i].dimension] = true;
    for (size_t i = 0; i < draws->count; i++, dimension++) {
        while (dimension < SAMPLER_DIMENSIONS && taken[dimension])
            dimension++;
        if (dimension == SAMPLER_DIMENSIONS)
            return NULL;
        copies->draw[i] = draws->draw[i];
        copies->draw[i].dimension = dimension;
        copies->draw[i].salt = 1;
    }
    return copies;
}

/* The plan with a copula that begins with this draw: the same correlations, z' = L z with L of the reordered matrix. */
static const struct plan *plan_led_by(struct arena *arena, const struct plan *plan, size_t slot)
{
    const struct draws *draws = &plan->draws;
    size_t n = draws->correlated_count, *order = arena_alloc(arena, n, sizeof *order), place = 1;
    double *factor = arena_alloc(arena, n * n, sizeof *factor);
    int *slots = arena_alloc(arena, n, sizeof *slots);
    for (size_t c = 0; c < n; c++)
        order[(size_t)draws->correlated_slot[c] == slot ? 0 : place++] = c;
    for (size_t i = 0; i < n; i++) {
        slots[i] = draws->correlated_slot[order[i]];
        for (size_t j = 0; j <= i; j++) {
            double rest = 0;
            for (size_t k = 0; k <= order[i] && k <= order[j]; k++)
                rest += draws->factor[order[i] * n + k] * draws->factor[order[j] * n + k];
            for (size_t k = 0; k < j; k++)
                rest -= factor[i * n + k] * factor[j * n + k];
            factor[i * n + j] = i == j ? sqrt(rest) : rest / factor[j * n + j];
        }
    }
    struct plan *led = arena_alloc(arena, 1, sizeof *led);
    *led = *plan;
    led->draws.correlated_slot = slots;
    led->draws.factor = factor;
    return led;
}

static void room_for_input(struct arena *arena, const struct uncertain_input *input, size_t units, bool indices_only,
                           struct input_sums *sums)
{
    if (!input->correlated)
        sums->change = arena_alloc(arena, units, sizeof *sums->change);
    if (indices_only)
        return;
    if (!input->nominal || input->level_count)
        sums->held_count = input->level_count ? input->level_count : sizeof held_ends / sizeof *held_ends;
    sums->held_sum = arena_alloc(arena, units * sums->held_count + 1, sizeof(double));
    if (input->level_count && !input->correlated)
        return;
    sums->bin_sum = arena_alloc(arena, units * SENSITIVITY_BINS, sizeof(double));
    sums->bin_paths = arena_alloc(arena, units * SENSITIVITY_BINS, sizeof(double));
}

static void room_for_paths(struct arena *arena, const struct sensitivity_question *question, struct sensitivity *s)
{
    size_t inputs = s->inputs.count, room = KEPT_VALUES / (inputs + 1);
    uint64_t each =
        question->sampling.sampler->replicated ? question->sampling.points : question->sampling.points / s->units;
    room = (room < KEPT_PATHS ? room : KEPT_PATHS) / s->units;
    s->kept = each < room ? (size_t)each : room;
    s->kept_value = arena_alloc(arena, s->units * s->kept + 1, sizeof *s->kept_value);
    double **draw = arena_alloc(arena, inputs + 1, sizeof *draw);
    for (size_t k = 0; k < inputs; k++)
        draw[k] = arena_alloc(arena, s->units * s->kept + 1, sizeof **draw);
    s->kept_draw = draw;
}

static struct sensitivity *prepare(struct arena *arena, const struct sensitivity_question *question)
{
    struct sensitivity *s = arena_alloc(arena, 1, sizeof *s);
    const struct sampling *sampling = &question->sampling;
    s->inputs = uncertain_inputs_of(arena, question->plan);
    s->groups = input_groups_of(arena, question->plan, &s->inputs);
    if (question->indices_only)
        s->groups.count = 0;
    s->units = sampling->sampler->replicated          ? sampling->replicates
               : sampling->points < question->batches ? (size_t)sampling->points
                                                      : question->batches;
    s->bounded = question->plan->bounded >> question->metric & 1;
    s->shift = simulate_path_zero(arena, question->plan, question->isa, sampling)[question->metric];
    s->base = arena_alloc(arena, s->units, sizeof *s->base);
    s->best = arena_alloc(arena, s->units, sizeof *s->best);
    s->sums = arena_alloc(arena, s->inputs.count + s->groups.count + 1, sizeof *s->sums);
    for (size_t k = 0; k < s->inputs.count; k++) {
        room_for_input(arena, &s->inputs.input[k], s->units, question->indices_only, &s->sums[k]);
        if (s->inputs.input[k].correlated)
            s->sums[k].held_plan = plan_led_by(arena, question->plan, k);
    }
    for (size_t g = 0; g < s->groups.count; g++)
        s->sums[s->inputs.count + g].change = arena_alloc(arena, s->units, sizeof(struct sobol_change));
    if (!question->indices_only)
        room_for_paths(arena, question, s);
    return s;
}

struct sensitivity *sensitivity_run(struct arena *arena, const struct sensitivity_question *question, bool *complete,
                                    const char **fault)
{
    struct crew crew = {.question = question, .copies = copies_of(arena, plan_draws(question->plan))};
    if (!crew.copies) {
        *fault = arena_text(arena, "sensitivity tells at most %d uncertain inputs apart, this offer has %zu",
                            SAMPLER_DIMENSIONS / 2, plan_draws(question->plan)->count);
        return NULL;
    }
    crew.sensitivity = prepare(arena, question);
    if (question->share)
        question->share->begin(question->share->context);
    size_t threads = question->threads < 1 ? 1 : question->threads;
    run_crew(&crew, (unsigned)(threads < crew.sensitivity->units ? threads : crew.sensitivity->units));
    *complete = !atomic_load(&crew.stopped);
    return crew.sensitivity;
}
