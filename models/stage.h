/* A stage of a path: one record in one file (models/stages/NAME.c), one line in models/stages.def.
 *
 * `prepare` asks for draws and derives constants (it may allocate and may fail with preparation->fault); `run` computes
 * columns of a block from columns of earlier stages (it can do nothing else); `explain` tells one lane of a block. The
 * file is compiled once per instruction set; `prepare` and `explain` are taken from the baseline build; either may be
 * NULL. */
#ifndef MODELS_STAGE_H
#define MODELS_STAGE_H

#include "models/block.h"
#include "models/preparation.h"
#include "models/story.h"

struct stage {
    const char *name;
    void (*prepare)(struct preparation *preparation);
    void (*run)(const struct plan *plan, struct path_block *block);
    void (*explain)(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story);
};

#endif
