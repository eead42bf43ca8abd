/* One offer simulated alone, with some values varied: a row of a sweep, a step of a breakeven. */
#ifndef CLI_SCENARIO_H
#define CLI_SCENARIO_H

#include "cli/estimate.h"
#include "inputs/offer_variant.h"

struct scenario {
    struct offer_input input;
    struct varied_value *value; /* of the varied settings */
    struct plan *plan;
    struct estimate estimate; /* targets as in the estimate it was begun with */
    const char *fault;        /* NULL, or in one line why there is no figure: no file name in it */
    enum status status;       /* with a fault: of which kind */
};

/* --set of the options, as settings. */
const struct setting *scenario_settings(struct arena *arena, const struct options *options);

/* Reads and prepares; false with a fault. `base` NULL: the file at `path` is read. One thread at a time. */
bool scenario_read(struct arena *arena, const struct options *options, const struct offer_input *base, const char *path,
                   const struct setting *varied, size_t varied_count, struct scenario *scenario);

/* Simulates; what `run` would print of this offer is in the estimate. `targets` has those of the options. False when
 * `progress` stopped it. */
bool scenario_simulate(struct arena *arena, const struct options *options, unsigned threads, struct progress *progress,
                       const struct estimate *targets, struct scenario *scenario);

#endif
