/* Preparing a plan: what a stage asks for, which draws and constants, and what it says is wrong. */
#ifndef MODELS_PREPARATION_H
#define MODELS_PREPARATION_H

#include "models/plan.h"
#include "models/run.h"

struct preparation {
    struct arena *arena;
    const struct offer *offer;
    struct plan *plan;
    const char *fault; /* NULL: so far, so good */
};

struct quantity quantity_of(struct preparation *preparation, const struct value *value, int dimension,
                            const char *name); /* dimension < 0: a free one */
/* The most and the least that it can be, times and shares; HUGE_VAL where that is not known. */
double quantity_longest(const struct quantity *quantity);
double quantity_shortest(const struct quantity *quantity);
struct event event_of(struct preparation *preparation, double chance, int dimension, const char *name);
/* The first is kept: it is the cause. */
void preparation_fault(struct preparation *preparation, const char *format, ...) __attribute__((format(printf, 2, 3)));
void preparation_caution(struct preparation *preparation, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
