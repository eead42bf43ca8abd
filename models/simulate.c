#include "models/engine.h"
#include "models/event_rounding.h"
#include "models/tax/tax_path.h"
#include "models/workspace.h"
#include "sim/ascending.h"
#include "sim/threads.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

/* Points of one replicate that a thread takes at a time: large, so that handing over its tally costs little; the result
 * does not depend on it, since merging is exact. */
#define SPAN_POINTS (UINT64_C(1) << 17)

/* Up to so many paths of a run their values are kept: what a histogram costs to clear, sum and search is then more than
 * the paths do. docs/decisions/0012-few-paths-are-kept.md */
enum { KEPT_PATHS = 1 << 14 };

struct crew { /* what the threads share */
    const struct simulation *simulation;
    uint64_t first_point, end_point, spans_per_replicate;
    atomic_uint_fast64_t next_span;
    atomic_bool stopped;
    struct tally **units;
    pthread_mutex_t *unit_lock;
};

struct worker { /* one thread's own */
    struct arena *arena;
    struct crew *crew;
    struct workspace **workspace; /* by plan */
    const struct outcome **outcome;
    struct tally *own_tally; /* handed over when the thread goes on to another replicate */
    struct tally *tally;     /* what is counted into: that, or the unit itself where a replicate is one span */
    struct tile *tile;
    struct watched watched;
    uint64_t seated_replicate;
};

/* `calling`: it is the calling thread's. */
static void worker_prepare(struct worker *worker, struct crew *crew, bool calling)
{
    const struct simulation *simulation = crew->simulation;
    const struct watcher *watcher = &simulation->watcher;
    worker->crew = crew;
    worker->workspace = arena_alloc(worker->arena, simulation->plan_count, sizeof *worker->workspace);
    worker->outcome = arena_alloc(worker->arena, simulation->plan_count, sizeof *worker->outcome);
    for (size_t p = 0; p < simulation->plan_count; p++)
        worker->workspace[p] =
            calling ? workspace_of(worker->arena, simulation, p)
                    : workspace_create(worker->arena, simulation->plans[p], simulation->isa, &simulation->sampling);
    worker->watched.columns = arena_alloc(worker->arena, watcher->layout.columns + 1, sizeof *worker->watched.columns);
    worker->watched.group_columns =
        arena_alloc(worker->arena, watcher->layout.group_columns + 1, sizeof *worker->watched.group_columns);
    worker->watched.scratch = arena_alloc(worker->arena, watcher->scratch_columns + 1, sizeof *worker->watched.scratch);
    worker->seated_replicate = UINT64_MAX;
}

/* With room for all points of the sampling, whichever part of them is simulated now. */
static struct tally_layout layout_of(const struct simulation *simulation)
{
    struct tally_layout layout = simulation->watcher.layout;
    const struct strata *strata = simulation->sampling.strata;
    layout.weighted = strata != NULL;
    layout.largest_weight = strata ? strata_largest_weight(strata) : 1;
    layout.rounding = strata ? strata_rounding(strata) : 0;
    layout.kept = sampling_paths(&simulation->sampling) <= KEPT_PATHS ? simulation->sampling.points : 0;
    return layout;
}

static void worker_prepare_tally(struct worker *worker)
{
    struct tally_layout layout = layout_of(worker->crew->simulation);
    if (worker->crew->spans_per_replicate > 1)
        worker->own_tally = tally_create(worker->arena, &layout);
    worker->tile = tile_create(worker->arena, &layout);
}

static void run_tile(struct worker *worker, uint64_t first_point, uint64_t end_point)
{
    const struct simulation *simulation = worker->crew->simulation;
    const struct tally_kernels *kernels = simulation->isa->tally;
    kernels->begin(worker->tile);
    for (uint64_t point = first_point; point < end_point; point += LANES) {
        uint64_t left = end_point - point;
        for (size_t p = 0; p < simulation->plan_count; p++)
            worker->outcome[p] = workspace_block(worker->workspace[p], point);
        simulation->watcher.watch(&simulation->watcher, worker->outcome, &worker->watched);
        kernels->block(worker->tile, workspace_weights(worker->workspace[0], point), worker->watched.columns,
                       worker->watched.row, worker->watched.group_columns, left < LANES ? (size_t)left : LANES);
    }
    kernels->end(worker->tile, worker->tally);
}

/* Hands the tally over: when the thread goes on to another replicate, and at its end. */
static void hand_over(struct worker *worker)
{
    struct crew *crew = worker->crew;
    uint64_t replicate = worker->seated_replicate;
    if (replicate == UINT64_MAX || crew->spans_per_replicate == 1)
        return;
    pthread_mutex_lock(&crew->unit_lock[replicate]);
    tally_merge(crew->units[replicate], worker->own_tally);
    pthread_mutex_unlock(&crew->unit_lock[replicate]);
    tally_clear(worker->own_tally);
}

static void seat(struct worker *worker, uint64_t replicate)
{
    if (worker->seated_replicate == replicate)
        return;
    hand_over(worker);
    for (size_t p = 0; p < worker->crew->simulation->plan_count; p++)
        workspace_seat(worker->workspace[p], replicate);
    worker->seated_replicate = replicate;
    worker->tally = worker->crew->spans_per_replicate == 1 ? worker->crew->units[replicate] : worker->own_tally;
}

static void run_span(struct worker *worker, uint64_t span)
{
    struct crew *crew = worker->crew;
    const struct simulation *simulation = crew->simulation;
    uint64_t replicate = span / crew->spans_per_replicate;
    uint64_t first = crew->first_point + span % crew->spans_per_replicate * SPAN_POINTS;
    uint64_t end = crew->end_point - first < SPAN_POINTS ? crew->end_point : first + SPAN_POINTS;
    seat(worker, replicate);
    for (uint64_t point = first; point < end && !atomic_load(&crew->stopped); point += TILE_POINTS) {
        uint64_t tile_end = end - point < TILE_POINTS ? end : point + TILE_POINTS;
        run_tile(worker, point, tile_end);
        if (simulation->progress) {
            atomic_fetch_add(&simulation->progress->paths_done, tile_end - point);
            if (progress_over(simulation->progress))
                atomic_store(&crew->stopped, true);
        }
    }
}

static void work(void *argument)
{
    struct worker *worker = argument;
    struct crew *crew = worker->crew;
    uint64_t spans = crew->spans_per_replicate * crew->simulation->sampling.replicates;
    for (;;) {
        uint64_t span = atomic_fetch_add(&crew->next_span, 1);
        if (span >= spans || atomic_load(&crew->stopped))
            break;
        run_span(worker, span);
    }
    hand_over(worker);
}

struct tally **simulate_units(struct arena *arena, const struct simulation *simulation)
{
    uint64_t replicates = simulation->sampling.replicates;
    struct tally **units = arena_alloc(arena, replicates, sizeof *units);
    struct tally_layout layout = layout_of(simulation);
    for (uint64_t r = 0; r < replicates; r++)
        units[r] = tally_create(arena, &layout);
    return units;
}

static void run_crew(struct arena *arena, struct crew *crew, unsigned threads)
{
    struct worker *worker = arena_alloc(arena, threads, sizeof *worker);
    for (unsigned t = 0; t < threads; t++) {
        worker[t].arena = t == 0 ? arena : arena_create();
        worker_prepare(&worker[t], crew, t == 0); /* as threads_run has it */
        worker_prepare_tally(&worker[t]);
    }
    threads_run(threads, work, worker, sizeof *worker, NULL);
    for (unsigned t = 1; t < threads; t++)
        arena_destroy(worker[t].arena);
}

bool simulate(const struct simulation *asked, struct tally **units)
{
    struct arena *arena = arena_create();
    uint64_t replicates = asked->sampling.replicates;
    struct simulation by_cells = *asked;
    const struct simulation *simulation = &by_cells;
    by_cells.sampling.by_cells = asked->sampling.strata != NULL;
    struct crew crew = {.simulation = simulation, .units = units};
    crew.first_point = simulation->first_point;
    crew.end_point = simulation->end_point ? simulation->end_point : simulation->sampling.points;
    assert(crew.first_point % TILE_POINTS == 0 && crew.first_point <= crew.end_point);
    crew.spans_per_replicate = (crew.end_point - crew.first_point + SPAN_POINTS - 1) / SPAN_POINTS;
    crew.unit_lock = arena_alloc(arena, replicates, sizeof *crew.unit_lock);
    for (uint64_t r = 0; r < replicates; r++)
        pthread_mutex_init(&crew.unit_lock[r], NULL);
    uint64_t spans = crew.spans_per_replicate * replicates;
    uint64_t threads = simulation->threads < 1 ? 1 : simulation->threads;
    run_crew(arena, &crew, (unsigned)(threads < spans ? threads : spans ? spans : 1));
    for (uint64_t r = 0; r < replicates; r++)
        pthread_mutex_destroy(&crew.unit_lock[r]);
    arena_destroy(arena);
    return !atomic_load(&crew.stopped);
}

/* --- single paths ------------------------------------------------------------------------------------------------- */

/* Leaves the finite values, and their weights; how many there are. */
static size_t drop_not_finite(double *value, double *weight, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (value[i] - value[i] == 0) {
            value[kept] = value[i];
            weight[kept++] = weight[i];
        }
    return kept;
}

/* A sixteenth of the run, so that a short one is not spent on sorting. */
static uint64_t pilot_paths(const struct sampling *sampling)
{
    uint64_t part = sampling_paths(sampling) / 16;
    return part < PILOT_PATHS_MIN ? PILOT_PATHS_MIN : part < PILOT_PATHS ? part : PILOT_PATHS;
}

/* Of each replicate; where there are strata whole rounds of the cells, so that all are in it alike. */
static uint64_t pilot_points(const struct sampling *sampling)
{
    uint64_t points = pilot_paths(sampling) / sampling->replicates;
    if (sampling->strata)
        points = points < STRATA_CELLS ? STRATA_CELLS : points / STRATA_CELLS * STRATA_CELLS;
    return points < sampling->points ? points : sampling->points;
}

struct pilot_columns {
    size_t columns, taken;
    double **value;
    uint64_t *weight; /* NULL: all alike */
};

static void take_block(struct pilot_columns *pilot, const struct worker *worker, uint64_t point, size_t lanes)
{
    const struct lane_weights *weights = workspace_weights(worker->workspace[0], point);
    for (size_t c = 0; c < pilot->columns; c++)
        memcpy(pilot->value[c] + pilot->taken, worker->watched.columns[c], lanes * sizeof(double));
    for (size_t i = 0; pilot->weight && i < lanes; i++)
        pilot->weight[pilot->taken + i] = weights->whole[i];
    pilot->taken += lanes;
}

/* Sorts each column; what is not finite becomes copies of the largest that weigh nothing. */
static struct pilot sort_pilot(struct arena *arena, const struct pilot_columns *pilot)
{
    const uint64_t **weights = arena_alloc(arena, pilot->columns, sizeof *weights);
    double *along = arena_alloc(arena, pilot->taken, sizeof *along);
    for (size_t c = 0; c < pilot->columns; c++) {
        double *value = pilot->value[c];
        uint64_t *weight = arena_alloc(arena, pilot->taken, sizeof *weight);
        for (size_t i = 0; i < pilot->taken; i++)
            along[i] = pilot->weight ? (double)pilot->weight[i] : 1;
        size_t kept = drop_not_finite(value, along, pilot->taken);
        ascending_along(arena, value, along, kept);
        for (size_t i = 0; i < kept; i++)
            weight[i] = (uint64_t)along[i];
        for (size_t i = kept; i < pilot->taken; i++)
            value[i] = value[kept ? kept - 1 : 0];
        weights[c] = weight;
    }
    return (struct pilot){pilot->taken, (const double *const *)pilot->value, pilot->weight ? weights : NULL};
}

static struct pilot pilot_of(struct arena *arena, const struct simulation *simulation)
{
    const struct watcher *watcher = &simulation->watcher;
    uint64_t replicates = simulation->sampling.replicates, points = pilot_points(&simulation->sampling);
    struct pilot_columns pilot = {.columns = watcher->layout.columns};
    size_t paths = (size_t)(points * replicates);
    pilot.value = arena_alloc(arena, pilot.columns, sizeof *pilot.value);
    for (size_t c = 0; c < pilot.columns; c++)
        pilot.value[c] = arena_alloc(arena, paths, sizeof *pilot.value[c]);
    if (simulation->sampling.strata)
        pilot.weight = arena_alloc(arena, paths, sizeof *pilot.weight);
    struct crew crew = {.simulation = simulation};
    struct worker worker = {.arena = arena_create()};
    worker_prepare(&worker, &crew, true);
    for (uint64_t r = 0; r < replicates; r++) {
        for (size_t p = 0; p < simulation->plan_count; p++)
            workspace_seat(worker.workspace[p], r);
        for (uint64_t point = 0; point < points; point += LANES) {
            for (size_t p = 0; p < simulation->plan_count; p++)
                worker.outcome[p] = workspace_block(worker.workspace[p], point);
            watcher->watch(watcher, worker.outcome, &worker.watched);
            take_block(&pilot, &worker, point, points - point < LANES ? (size_t)(points - point) : LANES);
        }
    }
    arena_destroy(worker.arena);
    return sort_pilot(arena, &pilot);
}

struct sample simulate_sample(struct arena *arena, const struct simulation *simulation, struct tally *const *units,
                              double level)
{
    const struct sampling *sampling = &simulation->sampling;
    struct pilot pilot = {0};
    if (!units[0]->layout.kept)
        pilot = pilot_of(arena, simulation);
    struct sample sample = sample_of(arena, (const struct tally *const *)units, sampling->replicates,
                                     !sampling->sampler->replicated, &pilot, level);
    sample.shared_error = event_rounding(arena, simulation);
    return sample;
}

bool simulate_paths(struct arena *arena, const struct simulation *simulation, uint64_t first_path, uint64_t end_path,
                    bool (*take)(void *context, const struct single_path *path), void *context)
{
    uint64_t replicates = simulation->sampling.replicates;
    struct workspace **workspace = arena_alloc(arena, replicates, sizeof *workspace);
    const struct outcome **outcome = arena_alloc(arena, replicates, sizeof *outcome);
    uint64_t seated_point = UINT64_MAX;
    for (uint64_t r = 0; r < replicates; r++) {
        workspace[r] = workspace_create(arena, simulation->plans[0], simulation->isa, &simulation->sampling);
        workspace_seat(workspace[r], r);
    }
    for (uint64_t path = first_path; path < end_path; path++) {
        uint64_t replicate = path % replicates, point = path / replicates, first = point / LANES * LANES;
        if (first != seated_point)
            for (uint64_t r = 0; r < replicates; r++)
                outcome[r] = workspace_block(workspace[r], first);
        seated_point = first;
        const struct lane_weights *weights = workspace_weights(workspace[replicate], first);
        struct single_path one = {.path = path, .row = outcome[replicate]->row[point - first]};
        one.weight = weights ? weights->value[point - first] : 1;
        for (size_t m = 0; m < METRICS; m++)
            one.metric[m] = outcome[replicate]->metric[m][point - first];
        if (!take(context, &one))
            return false;
    }
    return true;
}

/* --- the watcher of `run` ----------------------------------------------------------------------------------------- */

/* Distinct columns of the chain, in the order of its stages. */
size_t metrics_watcher_chain_column(const struct plan *plan, enum chain_stage stage)
{
    size_t column = 0;
    for (enum chain_stage s = 0; s < plan->chain_same[stage]; s++)
        column += plan->chain_same[s] == s;
    return column;
}

static void watch_metrics(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    const struct plan *plan = watcher->context;
    for (size_t m = 0; m < watcher->layout.columns; m++)
        watched->columns[m] = outcomes[0]->metric[m];
    size_t column = 0;
    for (enum chain_stage s = 0; s < CHAIN_STAGES; s++)
        if (plan->chain_same[s] == s)
            watched->group_columns[column++] = outcomes[0]->chain[s];
    watched->row = outcomes[0]->row;
}

static const double *path_zero_in(struct arena *arena, struct workspace *workspace)
{
    double *metric = arena_alloc(arena, METRICS, sizeof *metric);
    workspace_seat(workspace, 0);
    const struct outcome *outcome = workspace_block(workspace, 0);
    for (size_t m = 0; m < METRICS; m++)
        metric[m] = outcome->metric[m][0] - outcome->metric[m][0] == 0 ? outcome->metric[m][0] : 0;
    return metric;
}

const double *simulate_path_zero(struct arena *arena, const struct plan *plan, const struct isa *isa,
                                 const struct sampling *sampling)
{
    return path_zero_in(arena, workspace_create(arena, plan, isa, sampling));
}

/* A cost that is 0 on every path need not be counted. */
static uint64_t plan_never(const struct plan *plan)
{
    uint64_t never = plan_costs_without_exit(plan) ? 0 : UINT64_C(1) << METRIC_EXERCISE_COST;
    if (!plan->tax || !plan->tax->owns_cash)
        never |= UINT64_C(1) << METRIC_CASH_NEEDED;
    return never;
}

/* Of the choice of the exit, where nothing else is mixed into its uniform; equity is what it moves most: the parts that
 * exits have in its mean. */
static const struct tally_cuts *cuts_of(struct arena *arena, const struct plan *plan, const struct strata *strata)
{
    const struct exit_plan *exit = &plan->exit;
    for (size_t i = 0; i < plan->draws.correlated_count; i++)
        if (plan->draws.correlated_slot[i] == exit->choice_slot)
            return NULL;
    if (exit->choice_slot == DRAW_CERTAIN)
        return NULL;
    size_t enumerated = 0;
    for (size_t k = 0; k < exit->steps; k++)
        enumerated += strata_cuts(strata, plan->draws.draw[exit->choice_slot].name, exit->below[k]);
    if (strata && enumerated == exit->steps)
        return NULL;
    struct tally_cuts *cuts = arena_alloc(arena, 1, sizeof *cuts);
    *cuts = (struct tally_cuts){
        .count = exit->steps, .cut = exit->below, .group_column = metrics_watcher_chain_column(plan, CHAIN_EXERCISED)};
    return cuts;
}

static struct watcher watcher_in(struct arena *arena, const struct plan *plan, struct workspace *workspace)
{
    const struct strata *strata = workspace->sampling.strata;
    struct watcher watcher = {.watch = watch_metrics, .context = plan};
    size_t chain_columns = metrics_watcher_chain_column(plan, CHAIN_EXERCISED) + 1;
    watcher.layout = (struct tally_layout){.columns = plan_metrics(plan),
                                           .shift = path_zero_in(arena, workspace),
                                           .groups = plan_outcome_count(plan),
                                           .group_columns = chain_columns,
                                           .without_group_squares = workspace->sampling.sampler->replicated,
                                           .flags = metrics_with(METRIC_IS_FLAG) | plan_never(plan),
                                           .never = plan_never(plan),
                                           .bounded = plan->bounded,
                                           .cuts = cuts_of(arena, plan, strata),
                                           .group_share = strata ? strata->outcome_share : NULL};
    return watcher;
}

struct watcher metrics_watcher(struct arena *arena, const struct plan *plan, const struct isa *isa,
                               const struct sampling *sampling)
{
    return watcher_in(arena, plan, workspace_create(arena, plan, isa, sampling));
}

struct simulation metrics_simulation(struct arena *arena, const struct plan *plan, const struct isa *isa,
                                     const struct sampling *sampling)
{
    const struct plan **plans = arena_alloc(arena, 1, sizeof *plans);
    struct workspace **workspaces = arena_alloc(arena, 1, sizeof *workspaces);
    plans[0] = plan;
    workspaces[0] = workspace_create(arena, plan, isa, sampling);
    return (struct simulation){.plans = plans,
                               .plan_count = 1,
                               .isa = isa,
                               .sampling = *sampling,
                               .watcher = watcher_in(arena, plan, workspaces[0]),
                               .workspaces = workspaces};
}
