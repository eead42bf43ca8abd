/* The same work by several threads at once. */
#ifndef SIM_THREADS_H
#define SIM_THREADS_H

#include <stddef.h>

/* Calls work on each of `count` workers (of `worker_bytes` each, in a row) and returns when all are done. The calling
 * thread takes the first; a thread that cannot be had is done without, so the workers must share what there is to do.
 * Memory may run out in any of them: that worker ends there, `stop` (which may be NULL) is asked to end the others, and
 * when they have the calling thread leaves by its own entry (sim/guard.h). */
void threads_run(unsigned count, void (*work)(void *worker), void *workers, size_t worker_bytes,
                 void (*stop)(void *worker));

#endif
