#include "models/uncertain_input.h"

#include "models/company_plan.h"
#include "models/plan.h"

#include <math.h>
#include <string.h>

struct listing {
    struct arena *arena;
    const struct plan *plan;
    struct uncertain_input *input;
};

/* Draws of `risks` that have names of the model's own. */
static const char *table_of(struct arena *arena, const char *name)
{
    static const char *const of_risks[] = {"layoff", "elimination", "equity_zero", "stagnation", "overlap"};
    for (size_t i = 0; i < sizeof of_risks / sizeof *of_risks; i++)
        if (strcmp(name, of_risks[i]) == 0)
            return "risks";
    return arena_copy(arena, name, strcspn(name, "."));
}

static void take_event(struct listing *listing, const struct event *event)
{
    if (event->slot == DRAW_CERTAIN)
        return;
    struct input_level *level = arena_alloc(listing->arena, 2, sizeof *level);
    level[0] = (struct input_level){"does not happen", 1 - event->chance, (1 - event->chance) / 2};
    level[1] = (struct input_level){"happens", event->chance, 1 - event->chance / 2};
    listing->input[event->slot].level = level;
    listing->input[event->slot].level_count = 2;
}

/* Told by the risks that they stand for. */
static void take_overlay(struct listing *listing, const struct overlay_kind *kind)
{
    for (size_t i = 0; i < kind->count; i++) {
        const struct overlay_event *risks = &kind->event[i];
        take_event(listing, &risks->event);
        if (risks->event.slot != DRAW_CERTAIN)
            listing->input[risks->event.slot].name = arena_text(listing->arena, "risks.%s", risks->name);
    }
}

static void take_events(struct listing *listing)
{
    const struct plan *plan = listing->plan;
    take_overlay(listing, &plan->overlay.worthless);
    take_overlay(listing, &plan->overlay.stagnation);
    if (plan->runway.binds)
        take_event(listing, &plan->runway.raise);
    take_event(listing, &plan->employment.elimination);
    for (size_t i = 0; i < plan->company->round_count; i++)
        take_event(listing, &plan->company->round[i].happens);
    for (size_t i = 0; i < plan->equity.count; i++)
        take_event(listing, &plan->equity.grant[i].follows);
}

static void add_level(struct uncertain_input *input, struct input_level *level, const char *name, double from,
                      double to)
{
    if (to > from)
        level[input->level_count++] = (struct input_level){name, to - from, (from + to) / 2};
}

/* One uniform decides: equity goes to zero above, stagnation below that, neither below both. */
static void take_exclusive(struct listing *listing)
{
    const struct overlay_plan *overlay = &listing->plan->overlay;
    if (!overlay->exclusive)
        return;
    struct uncertain_input *input = &listing->input[overlay->exclusive_slot];
    struct input_level *level = arena_alloc(listing->arena, 3, sizeof *level);
    double worthless = 1 - overlay->worthless_chance, stagnant = worthless - overlay->stagnation_chance;
    add_level(input, level, "neither", 0, stagnant);
    add_level(input, level, "stagnation", stagnant, worthless);
    add_level(input, level, "equity worthless", worthless, 1);
    input->level = level;
    input->nominal = true;
}

static void take_choice(struct listing *listing)
{
    const struct plan *plan = listing->plan;
    const struct exit_plan *exit = &plan->exit;
    if (exit->choice_slot == DRAW_CERTAIN)
        return;
    struct uncertain_input *input = &listing->input[exit->choice_slot];
    input->nominal = true;
    if (exit->rows + 1 > LEVELS_MAX)
        return;
    struct input_level *level = arena_alloc(listing->arena, exit->rows + 1, sizeof *level);
    double from = 0;
    for (size_t k = 0; k < exit->rows; k++) {
        double to = fmin(exit->below[k], 1);
        add_level(input, level, plan->exit_name[exit->file_row[k]], from, to);
        from = fmax(from, to);
    }
    if (exit->may_not_exit)
        add_level(input, level, "(no exit)", from, 1);
    input->level = level;
}

struct uncertain_inputs uncertain_inputs_of(struct arena *arena, const struct plan *plan)
{
    const struct draws *draws = &plan->draws;
    struct listing listing = {arena, plan, arena_alloc(arena, draws->count + 1, sizeof *listing.input)};
    for (size_t slot = 0; slot < draws->count; slot++)
        listing.input[slot] = (struct uncertain_input){
            .name = draws->draw[slot].name, .table = table_of(arena, draws->draw[slot].name), .slot = slot};
    take_events(&listing);
    take_exclusive(&listing);
    take_choice(&listing);
    for (size_t c = 0; c < draws->correlated_count; c++)
        for (size_t k = 0; k < c; k++) {
            double factor = draws->factor[c * draws->correlated_count + k];
            if (factor > 0 || factor < 0)
                listing.input[draws->correlated_slot[c]].correlated =
                    listing.input[draws->correlated_slot[k]].correlated = true;
        }
    return (struct uncertain_inputs){draws->count, listing.input};
}

/* --- groups ------------------------------------------------------------------------------------------------------- */

/* Which correlated draws hang together: the lowest slot of each draw's set, by slot. */
static size_t *sets_of(struct arena *arena, const struct draws *draws)
{
    size_t *set = arena_alloc(arena, draws->count + 1, sizeof *set), n = draws->correlated_count;
    for (size_t slot = 0; slot < draws->count; slot++)
        set[slot] = slot;
    for (size_t pass = 0; pass < n; pass++)
        for (size_t c = 0; c < n; c++)
            for (size_t k = 0; k < c; k++) {
                double factor = draws->factor[c * n + k];
                size_t *one = &set[draws->correlated_slot[c]], *other = &set[draws->correlated_slot[k]];
                if (factor > 0 || factor < 0)
                    *one = *other = *one < *other ? *one : *other;
            }
    return set;
}

static bool same_group(const struct uncertain_input *a, const struct uncertain_input *b, const size_t *set)
{
    return set ? set[a->slot] == set[b->slot] : strcmp(a->table, b->table) == 0;
}

/* No correlation leads out of the members. */
static bool closed(const struct uncertain_inputs *inputs, const size_t *set, const struct input_group *group)
{
    for (size_t i = 0; i < inputs->count; i++) {
        bool inside = false, tied = false;
        for (size_t k = 0; k < group->count; k++) {
            inside = inside || group->slot[k] == i;
            tied = tied || set[group->slot[k]] == set[i];
        }
        if (tied && !inside)
            return false;
    }
    return true;
}

/* The group that input i begins; none when an earlier one has it, or it is alone. */
static struct input_group group_from(struct arena *arena, const struct uncertain_inputs *inputs, const size_t *set,
                                     size_t i)
{
    struct input_group group = {0};
    size_t *slot = arena_alloc(arena, inputs->count, sizeof *slot);
    for (size_t k = 0; k < inputs->count; k++)
        if (same_group(&inputs->input[i], &inputs->input[k], set)) {
            if (k < i)
                return (struct input_group){0};
            slot[group.count++] = k;
        }
    group.slot = slot;
    return group.count > 1 ? group : (struct input_group){0};
}

static const char *name_of_set(struct arena *arena, const struct uncertain_inputs *inputs,
                               const struct input_group *group)
{
    const char *name = "correlated:";
    for (size_t k = 0; k < group->count; k++)
        name = arena_text(arena, "%s%s %s", name, k ? "," : "", inputs->input[group->slot[k]].name);
    return name;
}

struct input_groups input_groups_of(struct arena *arena, const struct plan *plan, const struct uncertain_inputs *inputs)
{
    size_t *set = sets_of(arena, &plan->draws), count = 0;
    struct input_group *group = arena_alloc(arena, 2 * inputs->count + 1, sizeof *group);
    for (size_t i = 0; i < inputs->count; i++) {
        struct input_group table = group_from(arena, inputs, NULL, i);
        table.name = inputs->input[i].table;
        if (table.count && closed(inputs, set, &table))
            group[count++] = table;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        struct input_group tied =
            inputs->input[i].correlated ? group_from(arena, inputs, set, i) : (struct input_group){0};
        if (!tied.count)
            continue;
        tied.name = name_of_set(arena, inputs, &tied);
        group[count++] = tied;
    }
    return (struct input_groups){count, group};
}
