/* One offer simulated alone, with some values varied: a row of a sweep, a step of a breakeven. */
#ifndef ANALYSIS_SCENARIO_H
#define ANALYSIS_SCENARIO_H

#include "analysis/estimate.h"
#include "analysis/subject.h"

struct varied {          /* a value that was varied */
    const char *pointer; /* where: "/grants/0/percent" */
    double number;       /* in base units: a point, the mean of a range; NAN: neither */
    const char *text;    /* as typed, where the value counts as no number: a date; NULL: it does */
};

struct scenario {
    /* as it was read: the source's part */
    struct subject subject;
    const struct varied *varied; /* one for each value that the source varies */
    const char *fault;           /* NULL, or in one line why there is no figure: no file name in it */
    enum status status;          /* with a fault: of which kind */
    /* as it was simulated */
    struct estimate estimate;
};

/* Where the offers of scenarios come from. One thread at a time asks. */
struct scenario_source {
    void *context;
    /* Reads and prepares scenario `index`; false with a fault. */
    bool (*read)(void *context, struct arena *arena, size_t index, struct scenario *scenario);
};

/* Simulates; what `run` would print of this offer is in the estimate. False when it was stopped; with a fault when
 * there is nothing to print. `memo`: what is the same in the scenarios of the calling thread; NULL: nothing. */
bool scenario_simulate(struct arena *arena, const struct question *question, unsigned threads, struct seat_memo *memo,
                       struct scenario *scenario);

#endif
