/* One offer simulated again and again, each time with the next seed, every repeat a run of its own: for asking how its
 * figures vary. Repeats are spread over threads; a repeat gives what a run with that seed gives, to the bit. */
#ifndef MODELS_REPEATS_H
#define MODELS_REPEATS_H

#include "models/run.h"

struct repeats {
    const struct plan *plan;
    const struct isa *isa;
    struct sampling sampling; /* of the first repeat; repeat k has seed + k */
    uint64_t count;
    double level;
    unsigned threads;
    struct progress *progress;                      /* or NULL */
    bool (*wanted)(void *context, uint64_t repeat); /* asked before each, by several threads; NULL: all are */
    /* Called for every repeat, by several threads at once and in no order. The sample and its arena are gone after. */
    void (*take)(void *context, uint64_t repeat, const struct sample *sample);
    void *context;
};

/* False when stopped early. */
bool repeats_run(const struct repeats *repeats);

#endif
