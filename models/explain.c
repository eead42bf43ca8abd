#include "models/explain.h"

#include "models/company_plan.h"
#include "models/engine.h"
#include "models/workspace.h"

static size_t seat(struct workspace *workspace, uint64_t path)
{
    uint64_t replicates = workspace->sampling.replicates, point = path / replicates, first = point / LANES * LANES;
    workspace_seat(workspace, path % replicates);
    workspace_block(workspace, first);
    return (size_t)(point - first);
}

static void tell_weight(const struct workspace *workspace, size_t lane, struct story *story)
{
    const struct lane_weights *weights = workspace_weights(workspace, 0); /* the same in every block of points */
    if (weights)
        story_tell(story, "path", "weight", weights->value[lane], "multiple",
                   "what it counts for, 1 on average: what the tables make discrete is enumerated, not drawn");
}

static struct story tell_story(struct arena *arena, struct workspace *workspace, size_t lane)
{
    struct story story = {.arena = arena};
    tell_weight(workspace, lane, &story);
    const struct stage *const *stages = engine_stages(isa_named("baseline"));
    for (size_t i = 0; stages[i]; i++)
        if (stages[i]->explain)
            stages[i]->explain(workspace->plan, &workspace->block, lane, &story);
    return story;
}

struct story plan_explain(struct arena *arena, const struct plan *plan, const struct isa *isa,
                          const struct sampling *sampling, uint64_t path)
{
    struct workspace *workspace = workspace_create(arena, plan, isa, sampling);
    return tell_story(arena, workspace, seat(workspace, path));
}

/* The only quantity that a draw is for; NULL: there are several, or none. */
static const struct quantity *quantity_of_slot(const struct plan *plan, size_t slot)
{
    const struct quantity *found = NULL;
    for (size_t i = 0; i < plan->drawn_count; i++) {
        if (plan->drawn[i].slot != (int)slot)
            continue;
        if (found)
            return NULL;
        found = &plan->drawn[i];
    }
    return found;
}

static void tell_draws(struct arena *arena, const struct workspace *workspace, size_t lane, struct told_path *told)
{
    const struct plan *plan = workspace->plan;
    struct told_draw *draw = arena_alloc(arena, plan->draws.count + 1, sizeof *draw);
    for (size_t slot = 0; slot < plan->draws.count; slot++) {
        const struct quantity *quantity = quantity_of_slot(plan, slot);
        double u = workspace->block.u[slot][lane];
        bool turned = plan->exit.by_merit && (int)slot == plan->exit.choice_slot;
        draw[slot] = (struct told_draw){plan->draws.draw[slot].name, turned ? 1 - u : u,
                                        quantity ? quantity_at(quantity, &workspace->block, lane) : (double)NAN};
    }
    told->draw = draw;
    told->draw_count = plan->draws.count;
}

static void tell_amount(struct arena *arena, struct told_path *told, const char *name, double value, const char *unit,
                        const char *text)
{
    told->amount = arena_grow(arena, told->amount, told->amount_count, sizeof *told->amount);
    told->amount[told->amount_count++] = (struct told_amount){name, value, unit, text};
}

static void tell_amounts(struct arena *arena, const struct workspace *workspace, size_t lane, struct told_path *told)
{
    const struct plan *plan = workspace->plan;
    const struct path_block *block = &workspace->block;
    const struct company_plan *company = plan->company;
    size_t row = (size_t)block->exit_row[lane];
    tell_amount(arena, told, "stay", block->stay_years[lane], "years", "planned");
    if (!plan->listed.listed) {
        tell_amount(arena, told, "exit", (double)row, "", plan_outcome_name(plan, row));
        tell_amount(arena, told, "exit.value", block->exit_value[lane], "money", "of the company");
        tell_amount(arena, told, "exit.years", block->exit_years[lane], "years", "after start");
        tell_amount(arena, told, "equity_zero", block->worthless[lane], "", "equity pays nothing");
        tell_amount(arena, told, "stagnation", block->stagnant[lane], "", "there is no exit, ever");
        tell_amount(arena, told, "there_at_exit", block->present[lane], "", "when it comes");
        tell_amount(arena, told, "job_gone_at_exit", block->job_gone[lane], "", "it takes the job");
        tell_amount(arena, told, "kept", block->kept[lane], "share", "of what a share at start was");
    }
    for (size_t s = 0; s < company->slot_count && !plan->listed.listed; s++) {
        size_t c = company->slot_class[s];
        const char *name = c == COMMON_PRICE ? "common" : company->share_class[c].name;
        tell_amount(arena, told, arena_text(arena, "price.%s", name), block->class_value[s][lane], "money",
                    "of a share of the class, as sold, x all shares at start");
    }
    for (size_t m = 0; m < plan_metrics(plan); m++)
        tell_amount(arena, told, metrics[m].key, block->outcome.metric[m][lane], metrics[m].unit, "a metric");
}

struct told_path *plan_tell(struct arena *arena, const struct plan *plan, const struct isa *isa,
                            const struct sampling *sampling, uint64_t first, uint64_t last)
{
    struct workspace *workspace = workspace_create(arena, plan, isa, sampling);
    struct told_path *told = arena_alloc(arena, last - first + 1, sizeof *told);
    for (uint64_t path = first; path <= last; path++) {
        struct told_path *one = &told[path - first];
        size_t lane = seat(workspace, path);
        one->path = path;
        one->story = tell_story(arena, workspace, lane);
        tell_draws(arena, workspace, lane, one);
        tell_amounts(arena, workspace, lane, one);
    }
    return told;
}
