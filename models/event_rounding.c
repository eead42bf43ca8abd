#include "models/event_rounding.h"

#include "models/engine.h"
#include "models/uncertain_input.h"
#include "models/workspace.h"
#include "sim/strata.h"

#include <math.h>
#include <string.h>

/* Replicates that are held on either side, a block of paths each. */
enum { HELD_REPLICATES = 2, TOGETHER = 4 };
/* Of an event that fewer paths are expected to meet, a sample's variance says too little. */
static const double few_paths = 100;

struct cut { /* of the uniform of a draw that one or more plans have */
    const char *draw;
    double at;
    double below, above; /* uniforms on either side, at which the draw is held */
    double part;         /* of all paths: the smaller of the two levels that it divides */
    bool only_if_rare;   /* the event's place in its draw moves from path to path, so that it is rounded by itself */
    const double *step;  /* by column: what the mean changes there; NULL: not found yet */
};

struct holder {
    struct workspace **workspace; /* by plan */
    const struct outcome **outcome;
    struct watched watched;
};

struct event_rounding {
    struct shared_error shared;
    struct arena *arena;
    struct simulation simulation;
    bool listed;
    size_t count;
    struct cut *cut;
    struct holder holder; /* without workspaces: not yet needed */
};

/* --- the cuts ----------------------------------------------------------------------------------------------------- */

static void add_cut(struct event_rounding *rounding, const struct cut *cut)
{
    if (strata_cuts(rounding->simulation.sampling.strata, cut->draw, cut->at))
        return; /* enumerated */
    for (size_t i = 0; i < rounding->count; i++)
        if (strcmp(rounding->cut[i].draw, cut->draw) == 0 && fabs(rounding->cut[i].at - cut->at) < 1e-12)
            return;
    rounding->cut = arena_grow(rounding->arena, rounding->cut, rounding->count, sizeof *rounding->cut);
    rounding->cut[rounding->count++] = *cut;
}

/* Between cuts of one draw, which several offers may have elsewhere each. */
static void measure_parts(struct event_rounding *rounding)
{
    for (size_t i = 0; i < rounding->count; i++) {
        struct cut *cut = &rounding->cut[i];
        cut->part = fmin(cut->at, 1 - cut->at);
        for (size_t k = 0; k < rounding->count; k++)
            if (k != i && strcmp(rounding->cut[k].draw, cut->draw) == 0)
                cut->part = fmin(cut->part, fabs(rounding->cut[k].at - cut->at));
    }
}

static void list_levels(struct event_rounding *rounding, const struct uncertain_input *input, const char *draw)
{
    const double beside = 1e-9;
    double at = 0;
    for (size_t k = 0; k + 1 < input->level_count; k++) {
        at += input->level[k].share;
        add_cut(rounding,
                &(struct cut){.draw = draw, .at = at, .below = at * (1 - beside), .above = at + beside * (1 - at)});
    }
}

/* Small uniforms are early times: those within the planned stay stand for the event. */
static void list_hazard(struct event_rounding *rounding, const struct plan *plan, const struct uncertain_inputs *inputs,
                        int slot, const struct hazard_segments *hazard)
{
    double chance = hazard_probability(hazard, plan->exit.stay.mean);
    if (chance > 0 && chance < 1 && !inputs->input[slot].correlated)
        add_cut(rounding, &(struct cut){.draw = plan->draws.draw[slot].name,
                                        .at = chance,
                                        .below = chance / 2,
                                        .above = (1 + chance) / 2,
                                        .only_if_rare = true});
}

/* A draw that is tied to others is not even within a replicate, given theirs. */
static void list_cuts(struct event_rounding *rounding)
{
    for (size_t p = 0; p < rounding->simulation.plan_count; p++) {
        const struct plan *plan = rounding->simulation.plans[p];
        struct uncertain_inputs inputs = uncertain_inputs_of(rounding->arena, plan);
        for (size_t i = 0; i < inputs.count; i++)
            if (!inputs.input[i].correlated)
                list_levels(rounding, &inputs.input[i], plan->draws.draw[inputs.input[i].slot].name);
        if (plan->employment.layoff)
            list_hazard(rounding, plan, &inputs, plan->employment.layoff_slot, &plan->employment.layoff_hazard);
        if (plan->employment.quit)
            list_hazard(rounding, plan, &inputs, plan->employment.quit_slot, &plan->employment.quit_hazard);
        if (plan->pay.market_layoff)
            list_hazard(rounding, plan, &inputs, plan->pay.market_slot, &plan->pay.market_hazard);
    }
    measure_parts(rounding);
    rounding->listed = true;
}

/* --- what means change at one ------------------------------------------------------------------------------------- */

static struct holder holder_of(struct arena *arena, const struct simulation *simulation)
{
    const struct tally_layout *layout = &simulation->watcher.layout;
    struct holder holder = {arena_alloc(arena, simulation->plan_count, sizeof(struct workspace *)),
                            arena_alloc(arena, simulation->plan_count, sizeof(struct outcome *)),
                            {arena_alloc(arena, layout->columns + 1, sizeof(double *)), NULL,
                             arena_alloc(arena, layout->group_columns + 1, sizeof(double *)),
                             arena_alloc(arena, simulation->watcher.scratch_columns + 1, sizeof(double[LANES]))}};
    for (size_t p = 0; p < simulation->plan_count; p++)
        holder.workspace[p] = workspace_of(arena, simulation, p);
    return holder;
}

static size_t columns_of(const struct simulation *simulation)
{
    return simulation->watcher.layout.columns + simulation->watcher.layout.group_columns;
}

static const double *watched_column(const struct holder *holder, const struct tally_layout *layout, size_t column)
{
    return column < layout->columns ? holder->watched.columns[column]
                                    : holder->watched.group_columns[column - layout->columns];
}

/* Columns c .. c + 3, those past the end with the last one's: a sum waits for its last term, four wait together. */
static void add_columns(const struct holder *holder, const struct tally_layout *layout, size_t c, size_t lanes,
                        const struct lane_weights *weights, double *sums)
{
    size_t columns = layout->columns + layout->group_columns;
    const double *value[TOGETHER];
    double sum[TOGETHER];
    for (size_t k = 0; k < TOGETHER; k++) {
        size_t column = c + k < columns ? c + k : columns - 1;
        value[k] = watched_column(holder, layout, column);
        sum[k] = sums[column];
    }
    for (size_t i = 0; i < lanes; i++)
        for (size_t k = 0; k < TOGETHER; k++)
            sum[k] += isfinite(value[k][i]) ? (weights ? weights->value[i] : 1) * value[k][i] : 0;
    for (size_t k = 0; k < TOGETHER && c + k < columns; k++)
        sums[c + k] = sum[k];
}

/* Over the first points of a replicate, with the draw held at `at`. */
static void add_values(struct holder *holder, const struct simulation *simulation, const struct cut *cut, double at,
                       size_t lanes, double *sums)
{
    const struct watcher *watcher = &simulation->watcher;
    for (size_t p = 0; p < simulation->plan_count; p++) {
        int slot = draws_find(&simulation->plans[p]->draws, cut->draw);
        holder->outcome[p] = workspace_block_held(holder->workspace[p], 0, slot, at);
    }
    watcher->watch(watcher, holder->outcome, &holder->watched);
    for (size_t c = 0; c < columns_of(simulation); c += TOGETHER)
        add_columns(holder, &watcher->layout, c, lanes, workspace_weights(holder->workspace[0], 0), sums);
}

static const double *step_at(struct event_rounding *rounding, const struct cut *cut)
{
    const struct simulation *simulation = &rounding->simulation;
    const struct sampling *sampling = &simulation->sampling;
    struct holder *holder = &rounding->holder;
    size_t columns = columns_of(simulation),
           replicates = sampling->replicates < HELD_REPLICATES ? (size_t)sampling->replicates : HELD_REPLICATES,
           lanes = sampling->points < LANES ? (size_t)sampling->points : LANES;
    double *step = arena_alloc(rounding->arena, columns, sizeof *step);
    double *below = arena_alloc(rounding->arena, columns, sizeof *below);
    if (!holder->workspace)
        *holder = holder_of(rounding->arena, simulation);
    for (size_t r = 0; r < replicates; r++) {
        for (size_t p = 0; p < simulation->plan_count; p++)
            workspace_seat(holder->workspace[p], r);
        add_values(holder, simulation, cut, cut->above, lanes, step);
        add_values(holder, simulation, cut, cut->below, lanes, below);
    }
    for (size_t c = 0; c < columns; c++)
        step[c] = (step[c] - below[c]) / (double)(replicates * lanes); /* 0 where all values are the same */
    return step;
}

/* --- the error ---------------------------------------------------------------------------------------------------- */

/* Of a count that is floor or ceil of `points`. */
static double rounding_of(double points)
{
    const double summing = 1e-9; /* of a point, which the chances of levels may be off by */
    double part = points - floor(points);
    return part > summing && part < 1 - summing ? part * (1 - part) : 0;
}

/* Each stratum rounds by itself, in paths of its own weight. */
static double rounding_in_strata(const struct strata *strata, double points, double at)
{
    double variance = 0;
    for (size_t k = 0; k < strata->count; k++) {
        const struct stratum *stratum = &strata->stratum[k];
        double own = points * stratum->cells / STRATA_CELLS, weight = stratum->chance * points / own;
        variance += weight * weight * rounding_of(own * at);
    }
    return variance;
}

/* Of the share of the pooled paths beyond the cut. */
static double variance_of_share(const struct sample *s, const struct strata *strata, const struct cut *cut)
{
    double points = (double)s->unit[0]->paths, paths = (double)s->pooled->paths;
    bool rare = cut->part * paths < few_paths;
    if ((s->independent || cut->only_if_rare) && !rare)
        return 0;
    if (s->independent)
        return cut->part * (1 - cut->part) / paths;
    return (strata ? rounding_in_strata(strata, points, cut->at) : rounding_of(points * cut->at)) / points / paths;
}

/* At most so much are the cuts together. Let a level of share p have its mean d from that of all: a change at a cut,
 * squared, is at most twice the sum of two d^2, so that all are at most 4 sum d^2; sum p d^2 is the variance that the
 * draw explains, and what independent draws explain is no more than all of it. */
static double most_variance(const struct event_rounding *rounding, const struct sample *s, double variance)
{
    double of_share = 0, part = 1;
    for (size_t i = 0; i < rounding->count; i++) {
        double own = variance_of_share(s, rounding->simulation.sampling.strata, &rounding->cut[i]);
        of_share = fmax(of_share, own);
        part = own > 0 ? fmin(part, rounding->cut[i].part) : part;
    }
    bool unsure = part * (double)s->pooled->paths < few_paths; /* what hardly a path met may not be in the variance */
    return of_share > 0 ? unsure ? HUGE_VAL : of_share * 4 * variance / part : 0;
}

static double error_of_mean(struct shared_error *shared, const struct sample *s, size_t column, double shown)
{
    struct event_rounding *rounding = shared->context;
    bool group = column >= s->pooled->layout.columns; /* of which the variance is not kept */
    double variance = group ? HUGE_VAL : sample_variance(s, column).estimate, square = 0;
    if (!rounding->listed)
        list_cuts(rounding);
    if (most_variance(rounding, s, variance) <= shown * shown)
        return shown;
    for (size_t i = 0; i < rounding->count; i++) {
        struct cut *cut = &rounding->cut[i];
        double of_share = variance_of_share(s, rounding->simulation.sampling.strata, cut);
        if (of_share > 0 && !cut->step)
            cut->step = step_at(rounding, cut);
        square += of_share > 0 ? of_share * cut->step[column] * cut->step[column] : 0;
    }
    return fmax(shown, sqrt(square));
}

struct shared_error *event_rounding(struct arena *arena, const struct simulation *simulation)
{
    struct event_rounding *rounding = arena_alloc(arena, 1, sizeof *rounding);
    rounding->shared = (struct shared_error){error_of_mean, rounding};
    rounding->arena = arena;
    rounding->simulation = *simulation;
    return &rounding->shared;
}
