#include "models/stratify.h"

#include "models/dimensions.h"
#include "models/engine.h"
#include "models/exit_table_kernel.h"
#include "models/valuation.h"
#include "models/workspace.h"
#include "sim/strata.h"

#include <math.h>
#include <string.h>

/* Points given for how much a stratum varies; the others for its chance. */
static const double spread_share = 0.2;
/* Of the uniform of a heavy valuation: where the rest beyond the last one has few points, the largest values differ
 * from replicate to replicate by luck, and their spread tells too little of it. */
static const double slices[] = {0.7, 0.95, 0.995, 0.9995, 0.99995};
/* Events with a chance below it, or above one less it. */
static const double rare = 1.0 / 32;
/* Any number: the same for every run. */
static const uint64_t pilot_seed = 20260213;

enum { ROWS_CUT = 12 }; /* exits told apart; where there are more, neighbours share a box */

struct cutting {
    struct arena *arena;
    const struct plan *plan;
    struct strata *strata;
    const char **name;
};

/* --- what a box says about a plan --------------------------------------------------------------------------------- */

/* The side of that draw, or STRATA_SIDES. */
static size_t side_of(const struct cutting *cutting, const char *name)
{
    size_t side = 0;
    while (side < cutting->strata->sides && strcmp(cutting->name[side], name) != 0)
        side++;
    return side < cutting->strata->sides ? side : STRATA_SIDES;
}

struct interval {
    double low, high;
};

static struct interval interval_of(const struct cutting *cutting, const struct plan *plan,
                                   const struct stratum *stratum, int slot)
{
    size_t side = slot == DRAW_CERTAIN ? STRATA_SIDES : side_of(cutting, plan->draws.draw[slot].name);
    return side == STRATA_SIDES ? (struct interval){0, 1} : (struct interval){stratum->low[side], stratum->high[side]};
}

static bool happens(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum,
                    const struct overlay_kind *kind)
{
    for (size_t k = 0; k < kind->count; k++) {
        const struct event *event = &kind->event[k].event;
        if (event->slot == DRAW_CERTAIN ? event->chance > 0
                                        : interval_of(cutting, plan, stratum, event->slot).low >= 1 - event->chance)
            return true;
    }
    return false;
}

static bool is_stagnant(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    const struct overlay_plan *overlay = &plan->overlay;
    if (!overlay->exclusive)
        return happens(cutting, plan, stratum, &overlay->stagnation);
    struct interval u = interval_of(cutting, plan, stratum, overlay->exclusive_slot);
    double worthless_from = 1 - overlay->worthless_chance;
    return u.low >= worthless_from - overlay->stagnation_chance && u.high <= worthless_from;
}

/* Where that is not cut, some paths of a box are and others are not. */
static bool may_stagnate(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    const struct overlay_plan *overlay = &plan->overlay;
    bool may = false;
    for (size_t k = 0; k < overlay->stagnation.count; k++) {
        const struct event *event = &overlay->stagnation.event[k].event;
        may = may || interval_of(cutting, plan, stratum, event->slot).high > 1 - event->chance;
    }
    if (!overlay->exclusive)
        return may;
    struct interval u = interval_of(cutting, plan, stratum, overlay->exclusive_slot);
    double worthless_from = 1 - overlay->worthless_chance;
    return u.high > worthless_from - overlay->stagnation_chance && u.low < worthless_from;
}

static bool is_worthless(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    const struct overlay_plan *overlay = &plan->overlay;
    if (!overlay->exclusive)
        return happens(cutting, plan, stratum, &overlay->worthless);
    return interval_of(cutting, plan, stratum, overlay->exclusive_slot).low >= 1 - overlay->worthless_chance;
}

/* The row of the exit, `rows` for none; SIZE_MAX: there are several in the box. */
static size_t row_of(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    const struct exit_plan *exit = &plan->exit;
    if (exit->choice_slot == DRAW_CERTAIN)
        return exit->certain_row;
    struct interval u = interval_of(cutting, plan, stratum, exit->choice_slot);
    size_t row = exit_table_row(exit->below, exit->rows, u.low);
    return row == exit->rows || u.high <= exit->below[row] ? row : SIZE_MAX;
}

/* --- cutting ------------------------------------------------------------------------------------------------------ */

struct step { /* a draw of a plan, where to cut it, and which boxes it means anything in */
    const struct plan *plan;
    int slot;
    const double *cut; /* ascending */
    size_t cuts;
    bool (*matters)(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum);
};

static bool is_correlated(const struct plan *plan, int slot)
{
    for (size_t c = 0; c < plan->draws.correlated_count; c++)
        if (plan->draws.correlated_slot[c] == slot)
            return true;
    return false;
}

/* Cuts a box along a side; the parts replace it and are appended. How many more there are; only that, where `into` is
 * NULL. */
static size_t cut_box(struct stratum *box, size_t side, const struct step *step, struct stratum *into)
{
    size_t more = 0;
    for (size_t k = 0; k < step->cuts; k++) {
        double low = side < STRATA_SIDES ? box->low[side] : 0, high = side < STRATA_SIDES ? box->high[side] : 1;
        if (!(step->cut[k] > low && step->cut[k] < high))
            continue;
        if (into) {
            into[more] = *box;
            into[more].high[side] = step->cut[k];
            box->low[side] = step->cut[k];
        }
        more++;
    }
    return more;
}

/* All boxes that the step matters in, or none where that would be too many: then false. */
static bool take_step(struct cutting *cutting, const struct step *step)
{
    struct strata *strata = cutting->strata;
    if (step->slot == DRAW_CERTAIN || is_correlated(step->plan, step->slot))
        return true;
    const char *name = step->plan->draws.draw[step->slot].name;
    size_t side = side_of(cutting, name), more = 0;
    for (size_t s = 0; s < strata->count; s++)
        if (step->matters(cutting, step->plan, &strata->stratum[s]))
            more += cut_box(&strata->stratum[s], side, step, NULL);
    if (more == 0)
        return true;
    if (strata->count + more > STRATA_MOST)
        return false;
    if (side == STRATA_SIDES) {
        if (strata->sides == STRATA_SIDES)
            return false;
        side = strata->sides++;
        cutting->name[side] = name;
    }
    size_t had = strata->count;
    for (size_t s = 0; s < had; s++)
        if (step->matters(cutting, step->plan, &strata->stratum[s]))
            strata->count += cut_box(&strata->stratum[s], side, step, strata->stratum + strata->count);
    return true;
}

static bool always(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    (void)cutting, (void)plan, (void)stratum;
    return true;
}

static bool exits(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    return !is_stagnant(cutting, plan, stratum) && row_of(cutting, plan, stratum) != plan->exit.rows;
}

/* Is the company worth something at this exit? */
static bool pays(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    size_t row = row_of(cutting, plan, stratum);
    if (!exits(cutting, plan, stratum) || is_worthless(cutting, plan, stratum))
        return false;
    if (row == SIZE_MAX)
        return true;
    const struct mixture *value = &plan->exit.value;
    return value->curve[row].family != CURVE_AFFINE || value->low[row] > 0 || value->width[row] > 0;
}

static bool pays_heavily(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    size_t row = row_of(cutting, plan, stratum);
    if (!pays(cutting, plan, stratum) || row == SIZE_MAX)
        return false;
    if (plan->exit.valuation[row]->row_key == VALUATION_NORMAL)
        return true;
    enum curve_family family = plan->exit.value.curve[row].family;
    return family == CURVE_PARETO || family == CURVE_LOGNORMAL;
}

static bool is_sold(const struct cutting *cutting, const struct plan *plan, const struct stratum *stratum)
{
    size_t row = row_of(cutting, plan, stratum);
    return exits(cutting, plan, stratum) && (row == SIZE_MAX || plan->exit.acquisition.of_row[row] > 0);
}

/* --- the steps of a plan, the most telling first ------------------------------------------------------------------ */

static void cut_events(struct cutting *cutting, const struct plan *plan, const struct overlay_kind *kind,
                       bool (*matters)(const struct cutting *, const struct plan *, const struct stratum *))
{
    for (size_t k = 0; k < kind->count; k++) {
        double from = 1 - kind->event[k].event.chance;
        take_step(cutting, &(struct step){plan, kind->event[k].event.slot, &from, 1, matters});
    }
}

static void cut_stagnation(struct cutting *cutting, const struct plan *plan)
{
    const struct overlay_plan *overlay = &plan->overlay;
    double worthless_from = 1 - overlay->worthless_chance;
    const double either[] = {worthless_from - overlay->stagnation_chance, worthless_from};
    if (overlay->exclusive)
        take_step(cutting, &(struct step){plan, overlay->exclusive_slot, either, 2, always});
    else
        cut_events(cutting, plan, &overlay->stagnation, always);
}

static void cut_exits(struct cutting *cutting, const struct plan *plan)
{
    const struct exit_plan *exit = &plan->exit;
    double *cut = arena_alloc(cutting->arena, exit->rows + 1, sizeof *cut), last = 0;
    double least = exit->rows > ROWS_CUT ? 1.0 / ROWS_CUT : 0;
    size_t cuts = 0;
    for (size_t k = 0; k < exit->rows; k++)
        if (exit->below[k] < 1 && exit->below[k] - last > least)
            last = cut[cuts++] = exit->below[k];
    take_step(cutting, &(struct step){plan, exit->choice_slot, cut, cuts, exits});
}

static void cut_worthless(struct cutting *cutting, const struct plan *plan)
{
    if (!plan->overlay.exclusive)
        cut_events(cutting, plan, &plan->overlay.worthless, pays);
}

/* Where all replicates would have none, or all, of an event's few points, their agreement would tell nothing. */
static bool is_rare(double chance)
{
    return (chance > 0 && chance < rare) || (chance > 1 - rare && chance < 1);
}

static void cut_rare(struct cutting *cutting, const struct plan *plan)
{
    const struct employment_plan *employment = &plan->employment;
    double stay = plan->exit.stay.mean;
    double laid_off = employment->layoff ? hazard_probability(&employment->layoff_hazard, stay) : 0;
    double quits = employment->quit ? hazard_probability(&employment->quit_hazard, stay) : 0;
    double eliminated_from = 1 - employment->elimination.chance;
    if (employment->layoff && is_rare(laid_off))
        take_step(cutting, &(struct step){plan, employment->layoff_slot, &laid_off, 1, always});
    if (employment->quit && is_rare(quits))
        take_step(cutting, &(struct step){plan, employment->quit_slot, &quits, 1, always});
    if (is_rare(employment->elimination.chance))
        take_step(cutting, &(struct step){plan, employment->elimination.slot, &eliminated_from, 1, is_sold});
}

/* As many as there is room for. */
static void cut_slices(struct cutting *cutting, const struct plan *plan)
{
    struct step step = {plan, plan->exit.value.slot, slices, sizeof slices / sizeof *slices, pays_heavily};
    while (step.cuts > 0 && !take_step(cutting, &step))
        step.cuts--;
}

/* --- shares of the points ----------------------------------------------------------------------------------------- */

enum { PILOT_LANES = 32, PILOT_STRATA = LANES / PILOT_LANES };

/* What the company is worth to its owners; nothing that an offer's pay or grants change, so that all that is asked of
 * the same exits and risks has one table. */
static void worth_column(const struct path_block *block, double *worth)
{
    for (size_t i = 0; i < LANES; i++)
        worth[i] = block->worthless[i] > 0 || !(block->exit_years[i] < HUGE_VAL) ? 0 : block->exit_value[i];
}

static double spread_of(const double *value, size_t count)
{
    double mean = 0, square = 0;
    for (size_t i = 0; i < count; i++)
        mean += value[i] / (double)count;
    for (size_t i = 0; i < count; i++)
        square += (value[i] - mean) * (value[i] - mean) / (double)count;
    return square < 0x1p1000 ? sqrt(square) : 0; /* what is not finite counts for nothing */
}

/* How much that varies in each of a few boxes, which share a block of points. */
static void spreads_in(struct workspace *workspace, const struct cutting *cutting, size_t first, double *spread)
{
    const struct strata *strata = cutting->strata;
    struct path_block *block = &workspace->block;
    double worth[LANES];
    sampler_mc.fill[workspace->isa->index](&workspace->stream, 0, block->u);
    for (size_t side = 0; side < strata->sides; side++) {
        struct strata_box box;
        int slot = draws_find(&workspace->plan->draws, cutting->name[side]);
        for (size_t i = 0; i < LANES; i++) {
            size_t s = first + i / PILOT_LANES;
            const struct stratum *stratum = &strata->stratum[s < strata->count ? s : strata->count - 1];
            box.low[i] = stratum->low[side];
            box.width[i] = stratum->high[side] - stratum->low[side];
        }
        if (slot != DRAW_CERTAIN)
            strata_cut[workspace->isa->index](&box, block->u[slot]);
    }
    workspace_stages(workspace);
    worth_column(block, worth);
    for (size_t k = 0; k < PILOT_STRATA && first + k < strata->count; k++)
        spread[first + k] = spread_of(worth + k * PILOT_LANES, PILOT_LANES);
}

static void want(struct cutting *cutting)
{
    struct strata *strata = cutting->strata;
    struct sampling sampling = sampling_of(&sampler_mc, pilot_seed, LANES, 1);
    struct workspace *workspace = workspace_create(cutting->arena, cutting->plan, isa_best(), &sampling);
    double spread[STRATA_MOST], sum = 0;
    for (size_t s = 0; s < strata->count; s++) {
        strata->stratum[s].chance = 1;
        for (size_t side = 0; side < strata->sides; side++)
            strata->stratum[s].chance *= strata->stratum[s].high[side] - strata->stratum[s].low[side];
    }
    for (size_t s = 0; s < strata->count; s += PILOT_STRATA)
        spreads_in(workspace, cutting, s, spread);
    for (size_t s = 0; s < strata->count; s++)
        sum += spread[s] *= strata->stratum[s].chance;
    for (size_t s = 0; s < strata->count; s++) {
        struct stratum *stratum = &strata->stratum[s];
        double part = sum > 0 ? spread[s] / sum : stratum->chance;
        stratum->wanted = (1 - spread_share) * stratum->chance + spread_share * part;
    }
}

/* The shares of the outcomes, where every stratum has one. */
static const double *shares_of(const struct cutting *cutting, const struct plan *plan)
{
    double *share = arena_alloc(cutting->arena, plan_outcome_count(plan), sizeof *share);
    for (size_t s = 0; s < cutting->strata->count; s++) {
        const struct stratum *stratum = &cutting->strata->stratum[s];
        bool stagnant = is_stagnant(cutting, plan, stratum);
        size_t row = stagnant ? plan->exit.rows : row_of(cutting, plan, stratum);
        if (row == SIZE_MAX || plan->runway.binds || (!stagnant && may_stagnate(cutting, plan, stratum)))
            return NULL;
        share[row] += stratum->chance;
    }
    return share;
}

static struct strata *cut_all(struct arena *arena, const struct plan *plan)
{
    static void (*const steps[])(struct cutting * cutting, const struct plan *plan) = {
        cut_stagnation, cut_exits, cut_worthless, cut_rare, cut_slices};
    struct strata *strata = arena_alloc(arena, 1, sizeof *strata);
    const char **name = arena_alloc(arena, STRATA_SIDES, sizeof *name);
    struct cutting cutting = {arena, plan, strata, name};
    strata->name = name;
    strata->stratum = arena_alloc(arena, STRATA_MOST, sizeof *strata->stratum);
    strata->count = 1;
    for (size_t side = 0; side < STRATA_SIDES; side++)
        strata->stratum[0].high[side] = 1;
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
        steps[k](&cutting, plan);
    if (strata->count == 1)
        return strata;
    want(&cutting);
    strata_allot(strata);
    /* The draw that has the cells' coordinate has the last of the model's own dimensions: another plan on the same
     * points may draw what this one enumerates. */
    strata->spare_dimension = DIMENSION_FIRST_FREE - 1;
    strata->outcome_share = shares_of(&cutting, plan);
    return strata;
}

/* A draw that is held is in no box, so strata would not have their chances. */
static bool holds_a_draw(const struct plan *plan)
{
    for (size_t slot = 0; slot < plan->draws.count; slot++)
        if (plan->draws.held && plan->draws.held[slot] > 0)
            return true;
    return false;
}

struct sampling stratify(struct arena *arena, const struct plan *const *plans, size_t count,
                         const struct sampling *sampling)
{
    struct sampling stratified = *sampling;
    for (size_t p = 0; p < count; p++)
        if (holds_a_draw(plans[p]))
            return stratified;
    if (!sampling->sampler->walks_cells || sampling->points < STRATA_CELLS)
        return stratified;
    const struct strata *strata = cut_all(arena, plans[0]);
    stratified.strata = strata_fit(strata, sampling) ? strata : NULL;
    return stratified;
}
