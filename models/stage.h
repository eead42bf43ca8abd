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

struct stage {
    const char *name;
    void (*prepare)(struct preparation *preparation);
    void (*run)(const struct plan *plan, struct path_block *block);
    void (*explain)(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story);
};

/* Storytelling. */
double quantity_at(const struct quantity *quantity, const struct path_block *block, size_t lane);
void story_tell(struct story *story, const char *step, const char *quantity, double value, const char *unit,
                const char *format, ...) __attribute__((format(printf, 6, 7)));
/* The uniform behind a quantity and its value on this lane; nothing for a certain one but its value. */
void story_quantity(struct story *story, const char *step, const char *name, const struct quantity *quantity,
                    const struct path_block *block, size_t lane, const char *unit);

#endif
