/* Where memory that runs out leads. A thread enters by guard_run; when an arena finds no memory, what was made since is
 * undone and guard_run returns false. So nobody in between looks at every allocation, and no handler is shared by a
 * whole process: each thread has its own entries, one inside the other. */
#ifndef SIM_GUARD_H
#define SIM_GUARD_H

#include <pthread.h>
#include <stdbool.h>

/* Runs `run`. False: memory ran out in it. Then its cleanups have been done, last pushed first, and the arenas that it
 * had made and not destroyed are gone. Arenas that live on after it belong to the entry around. */
bool guard_run(void (*run)(void *context), void *context);

/* Memory is out, in this thread: to the innermost entry. A thread without one is a mistake of this program. */
_Noreturn void guard_exhausted(void);

/* What is to be undone, of things that are no arena's, when memory runs out before guard_pop. */
struct guard_cleanup { /* on the stack of whoever pushes it */
    struct guard_cleanup *next;
    void (*undo)(void *what);
    void *what;
};
void guard_push(struct guard_cleanup *cleanup, void (*undo)(void *what), void *what);
void guard_pop(struct guard_cleanup *cleanup); /* the last one pushed; it is not done */

/* A lock under which memory is taken. */
void guard_lock(struct guard_cleanup *cleanup, pthread_mutex_t *mutex);
void guard_unlock(struct guard_cleanup *cleanup);

/* For arenas alone: they stand in the list of the entry in which they were made. */
struct guard_item {
    struct guard_item *next, **at; /* at NULL: in no list */
};
void guard_keep(struct guard_item *item);
void guard_release(struct guard_item *item);

#endif
