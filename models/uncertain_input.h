/* The uncertain inputs of a plan: one per draw, named by its key path, and what is known of its shape. */
#ifndef MODELS_UNCERTAIN_INPUT_H
#define MODELS_UNCERTAIN_INPUT_H

#include "models/run.h"

enum { LEVELS_MAX = 32 }; /* a choice between more exits than this counts as a continuous draw */

struct input_level {
    const char *name; /* "happens", "IPO" */
    double share;
    double held; /* a uniform at which a draw is at this level */
};

struct uncertain_input {
    const char *name;  /* "risks.Equity goes to $0" */
    const char *table; /* "risks": the part of the file it stands in; the name itself where it is no table */
    size_t slot;
    size_t level_count; /* 0: continuous */
    const struct input_level *level;
    bool nominal;    /* levels have no order: which exit */
    bool correlated; /* with another draw: it cannot be changed alone */
};

struct uncertain_inputs {
    size_t count;
    const struct uncertain_input *input; /* by slot */
};

struct uncertain_inputs uncertain_inputs_of(struct arena *arena, const struct plan *plan);

/* Tables with two inputs or more, and every set of draws that correlations tie together. A table that shares a
 * correlation with draws outside it is left out: it cannot be changed alone. */
struct input_group {
    const char *name; /* "exits", "correlated: stay, search" */
    size_t count;
    const size_t *slot;
};
struct input_groups {
    size_t count;
    const struct input_group *group;
};
struct input_groups input_groups_of(struct arena *arena, const struct plan *plan,
                                    const struct uncertain_inputs *inputs);

#endif
