/* What the grants pay, per path: docs/model.md, "Equity". How a grant vests and what it is worth is
 * models/grant_value_kernel.h. */
#include "models/grant_plan.h"
#include "models/grant_value_kernel.h"

static void add_chain(const struct grant_plan *grant, struct path_block *block, const double *restrict size)
{
    const double *restrict at_exit = block->scratch[GRANT_AT_EXIT];
    const double *restrict later = block->scratch[GRANT_LATER];
    const double *restrict price = block->scratch[GRANT_PRICE];
    bool forfeits = grant->on_leaving->forfeits;
    for (size_t i = 0; i < LANES; i++) {
        double headline = size[i] * block->exit_value[i];
        double realised = block->exit_years[i] < HUGE_VAL ? headline * (1 - block->worthless[i]) : 0.0;
        double counted = forfeits ? block->present[i] : 1.0;
        block->chain[CHAIN_HEADLINE][i] += headline;
        block->chain[CHAIN_REALISED][i] += realised;
        block->chain[CHAIN_DILUTED][i] += realised * block->kept[i];
        block->chain[CHAIN_PREFERENCES][i] += price[i];
        block->chain[CHAIN_VESTED][i] += price[i] * counted * (at_exit[i] + later[i]);
    }
}

static void general_grant(const struct plan *plan, const struct grant_plan *grant, struct path_block *block)
{
    grant_value_columns(plan, grant, block);
    add_chain(grant, block, block->size);
    const double *restrict value = block->scratch[GRANT_VALUE];
    for (size_t i = 0; i < LANES; i++)
        block->equity[i] += value[i];
}

/* Stock without triggers, kept on leaving, granted by start, undiscounted: price x v(E), whoever is there at the exit.
 * `first`: the sums begin with this grant. */
static inline void plain_grant(const struct plan *plan, const struct grant_plan *grant, struct path_block *block,
                               bool first)
{
    double *restrict vested = block->scratch[GRANT_VESTED_AT_END];
    double *restrict granted = block->scratch[GRANT_VALUE];
    double *restrict size = block->size;
    double *restrict equity = block->equity;
    double *restrict all_price = block->chain[CHAIN_PREFERENCES], *restrict all_headline = block->chain[CHAIN_HEADLINE];
    double *restrict all_realised = block->chain[CHAIN_REALISED], *restrict all_diluted = block->chain[CHAIN_DILUTED];
    const double *restrict class_value = block->class_value[grant->class_slot];
    grant_size_column(grant, block, size);
    quantity_column(&grant->granted_years, block->u, granted);
    vested_column(grant, granted, block->employed_years, vested);
    for (size_t i = 0; i < LANES; i++) {
        double price = size[i] * class_value[i], headline = size[i] * block->exit_value[i];
        equity[i] = first ? price * vested[i] : equity[i] + price * vested[i];
        all_headline[i] = first ? headline : all_headline[i] + headline;
        all_price[i] = first ? price : all_price[i] + price;
    }
    if (plan->chain_same[CHAIN_REALISED] == CHAIN_PREFERENCES)
        return; /* nothing is lost in between: these stages are not looked at */
    for (size_t i = 0; i < LANES; i++) {
        double headline = size[i] * block->exit_value[i];
        double realised = block->exit_years[i] < HUGE_VAL ? headline * (1 - block->worthless[i]) : 0.0;
        all_realised[i] = first ? realised : all_realised[i] + realised;
        all_diluted[i] = first ? realised * block->kept[i] : all_diluted[i] + realised * block->kept[i];
    }
}

static void plain_grants(const struct plan *plan, struct path_block *block)
{
    const struct equity_plan *equity = &plan->equity;
    plain_grant(plan, &equity->grant[0], block, true);
    for (size_t g = 1; g < equity->count; g++)
        plain_grant(plan, &equity->grant[g], block, false);
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct equity_plan *equity = &plan->equity;
    if (equity->all_plain && equity->count) {
        plain_grants(plan, block);
        return;
    }
    fill_column(block->equity, 0);
    if (equity->may_cost)
        fill_column(block->exercise_cost, 0); /* else it stays 0 */
    for (enum chain_stage stage = 0; stage < CHAIN_EXERCISED; stage++)
        fill_column(block->chain[stage], 0);
    for (size_t g = 0; g < equity->count; g++)
        general_grant(plan, &equity->grant[g], block);
}

/* --- explain ------------------------------------------------------------------------------------------------------ */

static const char *leaving_words(const struct grant_plan *grant)
{
    const struct leaving_rule *rule = grant->on_leaving;
    return grant->paid_early           ? "paid for early: what had vested is kept"
           : grant->follows.chance < 1 ? rule->told_with_chance
                                       : rule->told;
}

static void tell_size(const struct grant_plan *grant, const struct path_block *block, size_t lane, struct story *story)
{
    const char *what = arena_text(story->arena, "%s: size", grant->name);
    if (!grant->by_value && !(grant->size_factor < 1)) {
        story_quantity(story, "equity", what, &grant->size, block, lane, "share");
        return;
    }
    story_quantity(story, "equity",
                   arena_text(story->arena, "%s: %s", grant->name, grant->by_value ? "value" : "shares"), &grant->size,
                   block, lane, grant->by_value ? "money" : "");
    if (grant->by_value)
        story_quantity(story, "equity", arena_text(story->arena, "%s: valued at", grant->name), &grant->valued_at,
                       block, lane, "money");
    story_tell(story, "equity", what, grant_plan_size_at(grant, block, lane), "share", "of all shares at start");
}

static void tell_terms(const struct grant_plan *grant, const struct path_block *block, size_t lane, struct story *story)
{
    const char *const name = grant->name;
    struct arena *arena = story->arena;
    story_quantity(story, "equity", arena_text(arena, "%s: granted", name), &grant->granted_years, block, lane,
                   "years");
    tell_size(grant, block, lane, story);
    if (grant->single_trigger.slot != DRAW_CERTAIN || grant->single_trigger.value > 0)
        story_quantity(story, "equity", arena_text(arena, "%s: single trigger", name), &grant->single_trigger, block,
                       lane, "share");
    if (grant->double_trigger.slot != DRAW_CERTAIN || grant->double_trigger.value > 0)
        story_quantity(story, "equity", arena_text(arena, "%s: double trigger", name), &grant->double_trigger, block,
                       lane, "share");
    if (grant->laid_off_vests && block->acquisition[lane] > 0)
        story_quantity(story, "equity", arena_text(arena, "%s: double trigger window", name),
                       &grant->double_trigger_window_years, block, lane, "years");
    if (grant->kind->tell)
        grant->kind->tell(grant, block, lane, story);
}

/* Told from the kernels themselves, run on a copy of the block. */
static void tell_value(const struct plan *plan, const struct grant_plan *grant, struct path_block *copy, size_t lane,
                       struct story *story)
{
    struct arena *arena = story->arena;
    fill_column(copy->equity, 0);
    fill_column(copy->exercise_cost, 0);
    general_grant(plan, grant, copy);
    double at_exit = copy->scratch[GRANT_AT_EXIT][lane], later = copy->scratch[GRANT_LATER][lane];
    story_tell(story, "equity", arena_text(arena, "%s: whole grant", grant->name), copy->scratch[GRANT_PRICE][lane],
               "money", "its price at the exit");
    story_tell(story, "equity", arena_text(arena, "%s: vested", grant->name), at_exit, "share",
               copy->present[lane] > 0 ? "by the exit, acceleration included" : "by the end of employment");
    if (later > 0)
        story_tell(story, "equity", arena_text(arena, "%s: vested later", grant->name), later, "share",
                   "from the exit to the end of employment");
    if (copy->exercise_cost[lane] > 0)
        story_tell(story, "equity", arena_text(arena, "%s: paid", grant->name), copy->exercise_cost[lane], "money",
                   "for strikes, before any exit");
    story_tell(story, "equity", arena_text(arena, "%s: value", grant->name), copy->equity[lane], "money",
               "present value; %s", leaving_words(grant));
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    if (plan->listed.listed)
        return; /* told by stages/listed.c */
    struct path_block *copy = arena_alloc(story->arena, 1, sizeof *copy);
    *copy = *block;
    for (size_t g = 0; g < plan->equity.count; g++) {
        tell_terms(&plan->equity.grant[g], block, lane, story);
        tell_value(plan, &plan->equity.grant[g], copy, lane, story);
    }
    story_tell(story, "equity", "equity_value", block->equity[lane], "money", "all grants, present value");
}

const struct stage ISA_NAME(stage_equity) = {"equity", grant_plan_prepare, run, explain};
