/* One thread's memory for one plan: the stream of uniforms and the block of columns. */
#ifndef MODELS_WORKSPACE_H
#define MODELS_WORKSPACE_H

#include "models/block.h"
#include "models/plan.h"

struct workspace {
    const struct plan *plan;
    const struct isa *isa;
    struct sampling sampling;
    struct stream stream;
    struct path_block block;
};

/* The workspace of a plan for what the calling thread does: the simulation's, else a new one. It is to be seated. */
struct workspace *workspace_of(struct arena *arena, const struct simulation *simulation, size_t plan);

/* workspace_block with the uniform of one slot held; DRAW_CERTAIN: of none. */
const struct outcome *workspace_block_held(struct workspace *workspace, uint64_t first_point, int slot, double held);

#endif
