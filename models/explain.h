/* One path, told: what was drawn and what it came to, for people and for programs that compute it again. */
#ifndef MODELS_EXPLAIN_H
#define MODELS_EXPLAIN_H

#include "models/run.h"
#include "models/story.h"

struct story plan_explain(struct arena *arena, const struct plan *plan, const struct isa *isa,
                          const struct sampling *sampling, uint64_t path);

/* A path as another program needs it, that has the offer: every draw, and what it came to. */
struct told_draw {
    const char *name;
    double uniform; /* a larger one is a larger value, a later time, a better exit; events happen above 1 - chance */
    double value;   /* NAN: the row of the path, or a hazard, decides what the uniform means */
};
struct told_amount {
    const char *name;
    double value; /* INFINITY: a time that never comes */
    const char *unit, *text;
};
struct told_path {
    uint64_t path;
    struct story story;
    size_t draw_count, amount_count;
    const struct told_draw *draw;
    struct told_amount *amount;
};
/* Paths first to last, in order; the memory of one workspace serves all. */
struct told_path *plan_tell(struct arena *arena, const struct plan *plan, const struct isa *isa,
                            const struct sampling *sampling, uint64_t first, uint64_t last);

#endif
