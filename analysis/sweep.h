/* A sweep: many scenarios, each simulated by one thread, their rows kept in order. */
#ifndef ANALYSIS_SWEEP_H
#define ANALYSIS_SWEEP_H

#include "analysis/scenario.h"
#include "analysis/sweep_rows.h"

struct sweep_result {               /* of one scenario */
    const double *varied;           /* one for each value that is varied, in base units */
    const char *const *varied_text; /* one for each; NULL: a number */
    const char *error;              /* NULL, or why there are no rows */
    enum status status;             /* of the error */
    bool accuracy_missed;           /* a target was not met */
    char currency[4];
    struct sweep_rows rows;
};

/* Where rows of finished scenarios are kept between sweeps, by the SHA-256 of their resolved offers. One call at a
 * time, but for `find`. */
struct sweep_store {
    void *context;
    bool whole; /* has the rows of every scenario: one that it lacks is not simulated */
    const struct sweep_rows *(*find)(void *context, const char *sha256);
    void (*add)(void *context, const struct sweep_rows *rows); /* kept, not copied */
    /* Now and then, and at the end, in the thread that runs the sweep. */
    enum status (*save)(void *context, const char **fault);
};

struct sweep {
    const struct question *question;
    struct scenario_source source;
    size_t count; /* of scenarios */
    size_t axes;  /* values that are varied in each */
    struct report_choice wanted;
    const struct sweep_store *store; /* or NULL */
    struct sweep_result *result;     /* of each scenario */
    double seconds;
};

/* The statistics of a sweep when --stat names none. */
const char *const *sweep_statistics(struct arena *arena, bool taxed, size_t *count);

/* Whether what looks like METRIC.STATISTIC is one that the rows of a sweep may have. */
bool sweep_knows(struct arena *arena, const char *statistic);

/* Runs all scenarios; results are in `arena`. STATUS_STOPPED: the results are not to be used. With *fault the store's
 * status, when it could not be saved. */
enum status sweep_run(struct arena *arena, struct sweep *sweep, const char **fault) MUST_CHECK;

#endif
