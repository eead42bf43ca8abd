#include "models/workspace.h"
#include "models/block.h"
#include "models/cash_columns.h"
#include "models/company_plan.h"
#include "models/engine.h"
#include "models/tax/tax_path.h"

#include <string.h>

/* Of a block's boxes. What is correlated is not where its box says; where a draw is held, nothing is in a box. */
static struct known_draws known_of(const struct workspace *workspace, const struct strata_box *const *box)
{
    const struct draws *draws = &workspace->plan->draws;
    struct known_draws known = {
        .within = arena_alloc(workspace->arena, draws->count + 1, sizeof *known.within),
        .idle = arena_alloc(workspace->arena, draws->count + 1, sizeof *known.idle),
    };
    for (size_t slot = 0; slot < draws->count; slot++)
        known.within[slot] = (struct draw_range){0, 1};
    for (size_t side = 0; side < workspace->sampling.strata->sides; side++)
        if (box[side] && workspace->side_slot[side] != DRAW_CERTAIN)
            known.within[workspace->side_slot[side]] = box[side]->within;
    for (size_t c = 0; c < draws->correlated_count; c++)
        known.within[draws->correlated_slot[c]] = (struct draw_range){0, 1};
    for (size_t slot = 0; slot < draws->count; slot++)
        known.idle[slot] = draw_is_settled(&draws->draw[slot], known.within[slot]);
    return known;
}

/* Blocks of the same boxes share what is known. */
static const struct known_draws *known_by_block(const struct workspace *workspace)
{
    const struct strata_layout *strata = workspace->strata;
    size_t blocks = (size_t)(strata->period / LANES), sides = strata->sides;
    if (!workspace->sampling.by_cells || blocks == 0)
        return NULL;
    struct known_draws *known = arena_alloc(workspace->arena, blocks, sizeof *known);
    for (size_t b = 0; b < blocks; b++) {
        const struct strata_box *const *box = strata->box + b * sides;
        size_t same = 0;
        while (same < b && memcmp(strata->box + same * sides, box, sides * sizeof *box) != 0)
            same++;
        known[b] = same < b ? known[same] : known_of(workspace, box);
    }
    return known;
}

/* The sides are found by name: the table may be that of several plans. */
static void prepare_strata(struct workspace *workspace)
{
    struct arena *arena = workspace->arena;
    const struct plan *plan = workspace->plan;
    const struct strata *strata = workspace->sampling.strata;
    workspace->strata = NULL;
    workspace->known = NULL;
    if (!strata)
        return;
    int *slot = arena_alloc(arena, strata->sides + 1, sizeof *slot);
    for (size_t side = 0; side < strata->sides; side++)
        slot[side] = draws_find(&plan->draws, strata->name[side]);
    workspace->side_slot = slot;
    workspace->strata = strata_layout_of(arena, &workspace->sampling);
    workspace->known = known_by_block(workspace);
}

struct workspace *workspace_create(struct arena *arena, const struct plan *plan, const struct isa *isa,
                                   const struct sampling *sampling)
{
    struct workspace *workspace = arena_alloc(arena, 1, sizeof *workspace);
    struct path_block *block = &workspace->block;
    size_t slots = plan->draws.count ? plan->draws.count : 1;
    workspace->arena = arena;
    workspace->plan = plan;
    workspace->isa = isa;
    workspace->sampling = *sampling;
    workspace->stream = stream_create(arena, sampling, &plan->draws);
    prepare_strata(workspace);
    block->u = arena_alloc(arena, slots, sizeof *block->u);
    block->class_value = arena_alloc(arena, plan->company->slot_count, sizeof *block->class_value);
    block->price_growth = arena_alloc(arena, plan->listed.date_count + 1, sizeof *block->price_growth);
    block->company = company_columns_create(arena, plan->company);
    struct outcome *outcome = &block->outcome;
    block->tax = tax_room_create(arena, plan);
    if (plan->cash) {
        size_t columns = cash_columns(plan->cash);
        const double **column = arena_alloc(arena, columns, sizeof *column);
        block->cash = arena_alloc(arena, 1, sizeof *block->cash);
        block->cash->column = arena_alloc(arena, columns, sizeof *block->cash->column);
        for (size_t c = 0; c < columns; c++)
            column[c] = block->cash->column[c];
        outcome->cash = column;
    }
    for (size_t c = 0; c < PURCHASE_COLUMNS; c++)
        outcome->purchase[c] = block->purchase[c];
#define METRIC(NAME, key, unit, column, role, traits, brief, sentence) outcome->metric[METRIC_##NAME] = block->column;
#include "models/every_metric.def"
#undef METRIC
    for (size_t stage = 0; stage < CHAIN_STAGES; stage++) {
        enum chain_stage same = plan->chain_same[stage];
        outcome->chain[stage] = same == CHAIN_EXERCISED ? block->equity : block->chain[same];
    }
    /* What no stage of this plan writes keeps these values: nothing diluted, nothing discounted. */
    for (size_t i = 0; i < LANES; i++)
        block->kept[i] = block->end_discount[i] = block->sale_discount[i] = block->later_discount[i] = 1;
    return workspace;
}

struct workspace *workspace_of(struct arena *arena, const struct simulation *simulation, size_t plan)
{
    if (!simulation->workspaces)
        return workspace_create(arena, simulation->plans[plan], simulation->isa, &simulation->sampling);
    struct workspace *workspace = simulation->workspaces[plan];
    struct sampling had = workspace->sampling;
    workspace->sampling = simulation->sampling; /* whose points may have doubled */
    if (had.by_cells != workspace->sampling.by_cells ||
        (had.by_cells && strata_period_bits(had.points) != strata_period_bits(workspace->sampling.points)))
        prepare_strata(workspace);
    return workspace;
}

void workspace_seat(struct workspace *workspace, uint64_t replicate)
{
    stream_seat(&workspace->stream, &workspace->sampling, replicate);
}

const struct lane_weights *workspace_weights(const struct workspace *workspace, uint64_t first_point)
{
    const struct strata_layout *strata = workspace->strata;
    return strata ? strata->weights[strata_block(strata, first_point)] : NULL;
}

/* Puts the uniforms of the block's draws into the boxes of its sides. */
static void cut(struct workspace *workspace, const struct strata_box *const *box, const bool *idle)
{
    for (size_t side = 0; side < workspace->sampling.strata->sides; side++) {
        int slot = workspace->side_slot[side];
        if (box[side] && slot != DRAW_CERTAIN && !(idle && idle[slot]))
            strata_cut[workspace->isa->index](box[side], workspace->block.u[slot]);
    }
}

static const struct outcome *run_stages(struct workspace *workspace, const struct draw_range *within)
{
    workspace->block.within = within;
    for (const struct stage *const *stage = workspace->isa->stages; *stage; stage++)
        (*stage)->run(workspace->plan, &workspace->block);
    return &workspace->block.outcome;
}

const struct outcome *workspace_stages(struct workspace *workspace)
{
    return run_stages(workspace, NULL);
}

const struct outcome *workspace_block(struct workspace *workspace, uint64_t first_point)
{
    const struct strata_layout *strata = workspace->strata;
    size_t block = strata ? strata_block(strata, first_point) : 0;
    const struct known_draws *known = workspace->known ? &workspace->known[block] : NULL;
    workspace->stream.idle = known ? known->idle : NULL;
    workspace->sampling.sampler->fill[workspace->isa->index](&workspace->stream, first_point, workspace->block.u);
    if (strata)
        cut(workspace, strata->box + block * strata->sides, workspace->stream.idle);
    return run_stages(workspace, known ? known->within : NULL);
}

const struct outcome *workspace_block_held(struct workspace *workspace, uint64_t first_point, int slot, double held)
{
    const struct strata_layout *strata = workspace->strata;
    struct path_block *block = &workspace->block;
    if (slot == DRAW_CERTAIN)
        return workspace_block(workspace, first_point);
    workspace->stream.idle = NULL;
    workspace->sampling.sampler->fill[workspace->isa->index](&workspace->stream, first_point, block->u);
    if (strata)
        cut(workspace, strata->box + strata_block(strata, first_point) * strata->sides, NULL);
    for (size_t i = 0; i < LANES; i++)
        block->u[slot][i] = held;
    return run_stages(workspace, NULL);
}
