/* The builds of the kernels, one per instruction set, and which one this processor runs best. */
#ifndef MODELS_ENGINE_H
#define MODELS_ENGINE_H

#include "models/stage.h"

struct isa {
    const char *name;                  /* as in --isa */
    size_t index;                      /* in sampler->fill */
    const struct stage *const *stages; /* NULL at the end */
    const struct tally_kernels *tally;
    bool (*supported)(void);
};

const struct stage *const *engine_stages(const struct isa *isa);

#endif
