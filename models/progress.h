/* How far a simulation is, and whether it is to end early: shared by those who simulate, whoever shows it, and whoever
 * may stop it. All members may be read and `stop` set from any thread, `stop` from a signal handler too. */
#ifndef MODELS_PROGRESS_H
#define MODELS_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct progress { /* { 0 }: nothing was begun, no limit */
    atomic_uint_fast64_t paths_done;
    atomic_uint_fast64_t paths_expected; /* of the part that runs now; 0: none does */
    atomic_uint_fast64_t began_ns;       /* that part */
    atomic_uint_fast64_t deadline_ns;    /* on the clock of progress_seconds; 0: none */
    atomic_bool time_up;                 /* the deadline made a simulation end early */
    atomic_bool stop;                    /* all that simulates ends early */
};

/* Seconds on a clock that does not jump. */
double progress_seconds(void);

/* A part of a question begins, and ends. */
void progress_begin(struct progress *progress, uint64_t paths_expected);
void progress_end(struct progress *progress);
/* From now on; 0: no limit. */
void progress_limit(struct progress *progress, double seconds);

/* Workers end early: stopped, or the time is up. NULL: never. */
bool progress_over(struct progress *progress);

#endif
