/* Memory with the lifetime of a run. The one place that calls malloc.
 *
 * An allocation never returns NULL: when memory is out, the thread leaves for the entry that it came in by
 * (sim/guard.h), which undoes what was made. Memory comes zeroed and aligned to 64 bytes.
 * Large blocks come straight from zeroed pages, so an untouched part of one costs no memory.
 * An arena is not shared between threads without a lock. */
#ifndef SIM_ARENA_H
#define SIM_ARENA_H

#include "sim/guard.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>

struct arena;

struct arena *arena_create(void);
void arena_destroy(struct arena *arena); /* NULL is allowed */
/* All that was handed out is given back at once, and nothing of it may be used any more. Blocks of at most 1 MB stay
 * with the arena, so that work that is done again and again takes its memory once. */
void arena_reset(struct arena *arena);

/* count * size bytes; an overflow of the product counts as exhausted. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* The same for what is written before it is read: it may hold anything. */
void *arena_room(struct arena *arena, size_t count, size_t size);

/* A zero-terminated copy of `length` bytes. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* printf into the arena. */
char *arena_text(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vtext(struct arena *arena, const char *format, va_list arguments);

/* A copy of `old` (`old_count` items) with room for at least `old_count + 1`, when `old_count` is a power of two or
 * zero; else `old` itself. The idiom for a growing array: items = arena_grow(arena, items, n, sizeof *items); then
 * items[n++] = ... */
void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t size);

/* Bytes handed out so far. */
size_t arena_used(const struct arena *arena);

/* For tests: how many more blocks this thread, and threads it starts, get before they are told that memory is out;
 * NULL: as many as there are. */
void arena_fail_after(atomic_long *blocks);
atomic_long *arena_failing(void);

/* For sim/guard.c: the arena of a kept item. */
void arena_destroy_kept(struct guard_item *kept);

#endif
