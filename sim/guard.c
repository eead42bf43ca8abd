#include "sim/guard.h"

#include "sim/arena.h"

#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>

struct guard {
    jmp_buf entry;
    struct guard *outer;
    struct guard_item *arenas;
    struct guard_cleanup *cleanups;
};

static _Thread_local struct guard *innermost;

/* What lives on belongs to the entry around; to nobody but its owner where there is none. */
static void hand_over(struct guard *guard)
{
    while (guard->arenas) {
        struct guard_item *item = guard->arenas;
        guard_release(item);
        guard_keep(item);
    }
}

bool guard_run(void (*run)(void *context), void *context)
{
    struct guard guard = {.outer = innermost};
    innermost = &guard;
    if (setjmp(guard.entry) != 0)
        return false;
    run(context);
    innermost = guard.outer;
    hand_over(&guard);
    return true;
}

void guard_exhausted(void)
{
    struct guard *guard = innermost;
    if (!guard)
        abort();
    while (guard->cleanups) {
        struct guard_cleanup *cleanup = guard->cleanups;
        guard->cleanups = cleanup->next;
        cleanup->undo(cleanup->what);
    }
    while (guard->arenas)
        arena_destroy_kept(guard->arenas);
    innermost = guard->outer;
    longjmp(guard->entry, 1);
}

void guard_push(struct guard_cleanup *cleanup, void (*undo)(void *what), void *what)
{
    *cleanup = (struct guard_cleanup){innermost ? innermost->cleanups : NULL, undo, what};
    if (innermost)
        innermost->cleanups = cleanup;
}

void guard_pop(struct guard_cleanup *cleanup)
{
    if (innermost)
        innermost->cleanups = cleanup->next;
}

static void unlock(void *mutex)
{
    pthread_mutex_unlock(mutex);
}

void guard_lock(struct guard_cleanup *cleanup, pthread_mutex_t *mutex)
{
    pthread_mutex_lock(mutex);
    guard_push(cleanup, unlock, mutex);
}

void guard_unlock(struct guard_cleanup *cleanup)
{
    guard_pop(cleanup);
    unlock(cleanup->what);
}

void guard_keep(struct guard_item *item)
{
    *item = (struct guard_item){NULL, NULL};
    if (!innermost)
        return;
    *item = (struct guard_item){innermost->arenas, &innermost->arenas};
    if (item->next)
        item->next->at = &item->next;
    innermost->arenas = item;
}

void guard_release(struct guard_item *item)
{
    if (!item->at)
        return;
    *item->at = item->next;
    if (item->next)
        item->next->at = item->at;
    *item = (struct guard_item){NULL, NULL};
}
