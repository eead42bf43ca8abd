/* A sweep: many scenarios, each simulated by one thread; what becomes of them is held by none but their keeper. */
#ifndef ANALYSIS_SWEEP_H
#define ANALYSIS_SWEEP_H

#include "analysis/scenario.h"
#include "analysis/sweep_rows.h"

struct sweep_result {            /* of one scenario */
    size_t axes;                 /* values that are varied */
    const struct varied *varied; /* that many */
    const char *error;           /* NULL, or why there are no rows */
    enum status status;          /* of the error */
    bool accuracy_missed;        /* a target was not met */
    char currency[4];
    bool found;     /* its rows are where the keeper found them... */
    uint64_t place; /* ...or */
    struct sweep_rows
        rows; /* as they were made; with an error none, but whose they would be: "" when nobody needs it */
};

/* Who keeps what becomes of scenarios, and may have rows from before, by the SHA-256 of their resolved offers. */
struct sweep_keeper {
    void *context;
    bool whole; /* has the rows of every scenario: one that it lacks is not simulated */
    /* From any thread. NULL: nothing is there from before. `empty`: a scenario without rows, which says why when it is
     * simulated again. */
    bool (*find)(void *context, const char *sha256, uint64_t *place, bool *empty);
    /* One call at a time, of this and the next, in any order of scenarios. The result is copied. */
    enum status (*keep)(void *context, size_t index, const struct sweep_result *result, const char **fault);
    /* Now and then, and at the end, in the thread that runs the sweep; NULL: nothing is saved. */
    enum status (*save)(void *context, const char **fault);
};

struct sweep {
    const struct question *question;
    struct scenario_source source;
    size_t count; /* of scenarios */
    size_t axes;  /* values that are varied in each */
    struct report_choice wanted;
    struct sweep_keeper keeper;
    double seconds;
};

/* The statistics of a sweep when --stat names none. */
const char *const *sweep_statistics(struct arena *arena, bool taxed, size_t *count);

/* Whether what looks like METRIC.STATISTIC is one that the rows of a sweep may have. */
bool sweep_knows(struct arena *arena, const char *statistic);

/* Runs all scenarios. STATUS_STOPPED: not all were run, as when the time of the question was up, where it is not said.
 * With *fault the keeper's status, when it could not keep or save. */
enum status sweep_run(struct arena *arena, struct sweep *sweep, const char **fault) MUST_CHECK;

#endif
