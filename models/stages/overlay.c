/* Company overlays: equity that pays nothing (W) and stagnation (Z), independent of the exit.
 * Z: no exit ever, exit_years = HUGE_VAL. W: the exit takes place, but equity pays nothing. */
#include "models/column_kernel.h"
#include "models/dimensions.h"
#include "models/stage.h"

static void add_event(struct preparation *preparation, const struct risk_row *risk, const struct event **events,
                      const char *const **names, size_t *count)
{
    struct arena *arena = preparation->arena;
    const char *draw = arena_text(arena, "risks.%s", risk->name);
    struct event *grown = arena_alloc(arena, *count + 1, sizeof *grown);
    const char **grown_names = arena_alloc(arena, *count + 1, sizeof *grown_names);
    for (size_t i = 0; i < *count; i++) {
        grown[i] = (*events)[i];
        grown_names[i] = (*names)[i];
    }
    grown[*count] = event_of(preparation, risk->chance, -1, draw);
    grown_names[(*count)++] = risk->name;
    *events = grown;
    *names = grown_names;
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
    for (size_t i = 0; i < offer->risk_count; i++) {
        const struct risk_row *risk = &offer->risk[i];
        if (risk->kind == RISK_EQUITY_ZERO)
            add_event(preparation, risk, &overlay->worthless, &overlay->worthless_name, &overlay->worthless_count);
        else if (risk->kind == RISK_STAGNATION)
            add_event(preparation, risk, &overlay->stagnation, &overlay->stagnation_name, &overlay->stagnation_count);
    }
}

static void any_event(const struct event *events, size_t count, double (*const u)[LANES], double *restrict any,
                      double *restrict one)
{
    if (count == 0) {
        fill_column(any, 0);
        return;
    }
    event_column(&events[0], u, any);
    for (size_t k = 1; k < count; k++) {
        event_column(&events[k], u, one);
        for (size_t i = 0; i < LANES; i++)
            any[i] = any[i] > one[i] ? any[i] : one[i];
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct overlay_plan *overlay = &plan->overlay;
    double *restrict stagnant = block->stagnant;
    if (overlay->exclusive) {
        const double *restrict u = block->u[overlay->exclusive_slot];
        double worthless_from = 1 - overlay->worthless_chance;
        double stagnant_from = worthless_from - overlay->stagnation_chance;
        for (size_t i = 0; i < LANES; i++) {
            block->worthless[i] = u[i] > worthless_from ? 1.0 : 0.0;
            stagnant[i] = (u[i] > stagnant_from ? 1.0 : 0.0) - block->worthless[i];
        }
    } else {
        any_event(overlay->worthless, overlay->worthless_count, block->u, block->worthless, block->scratch[1]);
        any_event(overlay->stagnation, overlay->stagnation_count, block->u, stagnant, block->scratch[1]);
    }
    for (size_t i = 0; i < LANES; i++)
        block->exit_years[i] = stagnant[i] > 0 ? HUGE_VAL : block->exit_years[i];
}

static void tell_events(struct story *story, const struct event *events, const char *const *names, size_t count,
                        const struct path_block *block, size_t lane, const char *consequence)
{
    for (size_t k = 0; k < count; k++) {
        if (events[k].slot == DRAW_CERTAIN)
            continue;
        double u = block->u[events[k].slot][lane];
        bool happens = u > 1 - events[k].chance;
        story_tell(story, "overlay", names[k], u, "uniform", "%s (chance %g%%, happens above %g)%s",
                   happens ? "happens" : "does not happen", 100 * events[k].chance, 1 - events[k].chance,
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
    tell_events(story, overlay->worthless, overlay->worthless_name, overlay->worthless_count, block, lane,
                ": equity pays nothing");
    tell_events(story, overlay->stagnation, overlay->stagnation_name, overlay->stagnation_count, block, lane,
                ": there is no exit, ever");
    story_tell(story, "overlay", "equity worthless", block->worthless[lane], "", "%s",
               block->worthless[lane] > 0 ? "yes" : "no");
    if (block->exit_years[lane] < HUGE_VAL)
        story_tell(story, "overlay", "exit happens", block->exit_years[lane], "years", "after start");
    else
        story_tell(story, "overlay", "exit happens", 0, "", "never");
}

const struct stage ISA_NAME(stage_overlay) = {"overlay", prepare, run, explain};
