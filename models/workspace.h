/* One thread's memory for one plan: the stream of uniforms and the block of columns. */
#ifndef MODELS_WORKSPACE_H
#define MODELS_WORKSPACE_H

#include "models/block.h"
#include "models/plan.h"
#include "sim/strata.h"

/* What the strata of a block tell of the draws, by slot. */
struct known_draws {
    struct draw_range *within;
    bool *idle; /* all that is asked of the draw */
};

struct workspace {
    struct arena *arena;
    const struct plan *plan;
    const struct isa *isa;
    struct sampling sampling;
    struct stream stream;
    const struct strata_layout *strata; /* of the sampling; NULL: nothing is cut */
    const int *side_slot;               /* by side; DRAW_CERTAIN: not a draw of this plan */
    const struct known_draws *known;    /* by block of the strata's period; NULL: not by cells */
    struct path_block block;
};

/* The workspace of a plan for what the calling thread does: the simulation's, else a new one. It is to be seated. */
struct workspace *workspace_of(struct arena *arena, const struct simulation *simulation, size_t plan);

/* What the paths of a block count for; NULL: 1 each. */
const struct lane_weights *workspace_weights(const struct workspace *workspace, uint64_t first_point);

/* Runs the stages on the uniforms that the block holds. */
const struct outcome *workspace_stages(struct workspace *workspace);

/* workspace_block with the uniform of one slot held; DRAW_CERTAIN: of none. */
const struct outcome *workspace_block_held(struct workspace *workspace, uint64_t first_point, int slot, double held);

#endif
