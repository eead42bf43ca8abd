/* Company overlays: equity that pays nothing (W) and stagnation (Z), independent of the exit.
 * Z: no exit ever, exit_years = HUGE_VAL. W: the exit takes place, but equity pays nothing. */
#include "models/column_kernel.h"
#include "models/dimensions.h"
#include "models/stage.h"

static void add_event(struct arena *arena, struct overlay_kind *kind, const char *name, struct event event)
{
    struct overlay_event *event_of_kind = arena_grow(arena, kind->event, kind->count, sizeof *kind->event);
    event_of_kind[kind->count++] = (struct overlay_event){event, name};
    kind->event = event_of_kind;
}

static bool is_correlated(const struct offer *offer, const char *draw)
{
    for (size_t i = 0; i < offer->correlation_count; i++)
        for (size_t side = 0; side < 2; side++)
            if (strcmp(offer->correlation[i].between[side], draw) == 0)
                return true;
    return false;
}

/* "A, or B, or C", of names that may be many. */
static const char *any_of(struct arena *arena, const char *const *names, size_t count)
{
    static const char between[] = ", or ";
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += strlen(names[i]) + sizeof between;
    char *all = arena_alloc(arena, length + 1, 1), *end = all;
    for (size_t i = 0; i < count; i++)
        end = stpcpy(stpcpy(end, i ? between : ""), names[i]);
    return all;
}

/* One draw decides whether any of the rows of a kind happens; they are independent, and what follows is the same. So a
 * further row moves no draw, and the kind has an early Sobol' dimension whatever its rows are called. A row that a
 * correlation names among several has a draw of its own. */
static void prepare_kind(struct preparation *preparation, enum risk_kind risk_kind, enum dimension dimension,
                         struct overlay_kind *kind)
{
    const struct offer *offer = preparation->offer;
    struct arena *arena = preparation->arena;
    const char **names = arena_alloc(arena, offer->risk_count, sizeof *names);
    size_t count = 0;
    double any = 0;
    for (size_t i = 0; i < offer->risk_count; i++) {
        const struct risk_row *risk = &offer->risk[i];
        if (risk->kind != risk_kind)
            continue;
        const char *draw = arena_text(arena, "risks.%s", risk->name);
        if (is_correlated(offer, draw)) {
            add_event(arena, kind, risk->name, event_of(preparation, risk->chance, -1, draw));
            continue;
        }
        any = count ? any + risk->chance - any * risk->chance : risk->chance;
        names[count++] = risk->name;
    }
    if (count)
        add_event(arena, kind, any_of(arena, names, count),
                  event_of(preparation, any, (int)dimension, dimension_names[dimension]));
}

/* Exclusive: the chance that at least one of several independent rows of a kind happens is that of the kind. */
static double chance_of_kind(const struct offer *offer, enum risk_kind kind)
{
    double none = 1;
    for (size_t i = 0; i < offer->risk_count; i++)
        if (offer->risk[i].kind == kind)
            none *= 1 - offer->risk[i].chance;
    return 1 - none;
}

static void prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct overlay_plan *overlay = &preparation->plan->overlay;
    if (offer->exclusive_overlays) {
        overlay->exclusive = true;
        overlay->worthless_chance = chance_of_kind(offer, RISK_EQUITY_ZERO);
        overlay->stagnation_chance = chance_of_kind(offer, RISK_STAGNATION);
        overlay->exclusive_slot = draws_add(preparation->arena, &preparation->plan->draws,
                                            dimension_names[DIMENSION_OVERLAPPING_RISKS], DIMENSION_OVERLAPPING_RISKS);
        return;
    }
    prepare_kind(preparation, RISK_EQUITY_ZERO, DIMENSION_EQUITY_ZERO, &overlay->worthless);
    prepare_kind(preparation, RISK_STAGNATION, DIMENSION_STAGNATION, &overlay->stagnation);
}

static void any_event(const struct overlay_kind *kind, const struct path_block *block, double *restrict any,
                      double *restrict one)
{
    if (kind->count == 0) {
        fill_column(any, 0);
        return;
    }
    event_column(&kind->event[0].event, block, any);
    for (size_t k = 1; k < kind->count; k++) {
        event_column(&kind->event[k].event, block, one);
        for (size_t i = 0; i < LANES; i++)
            any[i] = any[i] > one[i] ? any[i] : one[i];
    }
}

/* 0 or 1 where the kind never or always happens in the block; else -1. */
static double kind_settled(const struct overlay_kind *kind, const struct path_block *block)
{
    double all = 0;
    for (size_t k = 0; k < kind->count && all < 1; k++) {
        double settled = event_settled(&kind->event[k].event, block);
        all = settled != 0 ? settled : all;
    }
    return all;
}

/* Does the row of all paths, where there is one, come at a time that is finite whatever is drawn? */
static bool row_comes(const struct exit_plan *exit, const struct path_block *block)
{
    size_t row = exit->choice_slot == DRAW_CERTAIN ? exit->certain_row : block->one_row;
    if (row >= exit->rows || exit->over_stay[row] > 0)
        return false;
    const struct curve *years = &exit->years.curve[row];
    return (years->family == CURVE_AFFINE || years->family == CURVE_EXPONENTIAL) && years->a + years->b < HUGE_VAL;
}

static void both_kinds(const struct plan *plan, struct path_block *block)
{
    const struct overlay_plan *overlay = &plan->overlay;
    any_event(&overlay->worthless, block, block->worthless, block->scratch[1]);
    any_event(&overlay->stagnation, block, block->stagnant, block->scratch[1]);
    double stagnation = kind_settled(&overlay->stagnation, block);
    if (stagnation == 0 && row_comes(&plan->exit, block))
        block->exits = EXITS_ALWAYS;
    else if (stagnation == 1)
        block->exits = EXITS_NEVER;
    block->always_pays = block->exits == EXITS_ALWAYS && kind_settled(&overlay->worthless, block) == 0;
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct overlay_plan *overlay = &plan->overlay;
    double *restrict stagnant = block->stagnant;
    block->exits = EXITS_DIFFER;
    block->always_pays = false;
    if (overlay->exclusive) {
        const double *restrict u = block->u[overlay->exclusive_slot];
        double worthless_from = 1 - overlay->worthless_chance;
        double stagnant_from = worthless_from - overlay->stagnation_chance;
        for (size_t i = 0; i < LANES; i++) {
            block->worthless[i] = u[i] > worthless_from ? 1.0 : 0.0;
            stagnant[i] = (u[i] > stagnant_from ? 1.0 : 0.0) - block->worthless[i];
        }
    } else {
        both_kinds(plan, block);
    }
    if (block->exits == EXITS_ALWAYS)
        return;
    for (size_t i = 0; i < LANES; i++)
        block->exit_years[i] = stagnant[i] > 0 ? HUGE_VAL : block->exit_years[i];
}

static void tell_events(struct story *story, const struct overlay_kind *kind, const struct path_block *block,
                        size_t lane, const char *consequence)
{
    for (size_t k = 0; k < kind->count; k++) {
        struct event event = kind->event[k].event;
        if (event.slot == DRAW_CERTAIN)
            continue;
        double u = block->u[event.slot][lane];
        bool happens = u > 1 - event.chance;
        story_tell(story, "overlay", kind->event[k].name, u, "uniform", "%s (chance %g%%, happens above %g)%s",
                   happens ? "happens" : "does not happen", 100 * event.chance, 1 - event.chance,
                   happens ? consequence : "");
    }
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    const struct overlay_plan *overlay = &plan->overlay;
    if (overlay->exclusive)
        story_tell(story, "overlay", "one draw for both", block->u[overlay->exclusive_slot][lane], "uniform",
                   "equity goes to zero above %g, else stagnation above %g", 1 - overlay->worthless_chance,
                   1 - overlay->worthless_chance - overlay->stagnation_chance);
    tell_events(story, &overlay->worthless, block, lane, ": equity pays nothing");
    tell_events(story, &overlay->stagnation, block, lane, ": there is no exit, ever");
    story_tell(story, "overlay", "equity worthless", block->worthless[lane], "", "%s",
               block->worthless[lane] > 0 ? "yes" : "no");
    if (block->exit_years[lane] < HUGE_VAL)
        story_tell(story, "overlay", "exit happens", block->exit_years[lane], "years", "after start");
    else
        story_tell(story, "overlay", "exit happens", 0, "", "never");
}

const struct stage ISA_NAME(stage_overlay) = {"overlay", prepare, run, explain};
