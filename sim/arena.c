#include "sim/arena.h"
#include "sim/arena_ending.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64, BLOCK_BYTES = 1 << 16, SPARE_BYTES_MAX = 1 << 20 };

struct block {
    struct block *next;
    char *free;
    char *dirty; /* what is below was handed out before arena_reset */
    char *end;
};

struct ending {
    struct ending *next;
    void (*end)(void *what);
    void *what;
};

struct arena {
    struct guard_item kept; /* first: by the entry of the library in which it was made */
    struct block *block;    /* the one being filled first */
    struct block *spare;    /* from before arena_reset */
    struct ending *ending;
    size_t used_bytes;
};

static _Thread_local atomic_long *blocks_left;

void arena_fail_after(atomic_long *blocks)
{
    blocks_left = blocks;
}

atomic_long *arena_failing(void)
{
    return blocks_left;
}

static void *take(size_t bytes)
{
    if (blocks_left && atomic_fetch_sub(blocks_left, 1) <= 0)
        return NULL;
    return calloc(1, bytes);
}

static char *aligned(char *address)
{
    return address + (ALIGNMENT - (uintptr_t)address % ALIGNMENT) % ALIGNMENT;
}

static char *start_of(struct block *block)
{
    return aligned((char *)(block + 1));
}

static struct block *new_block(size_t bytes)
{
    size_t whole = sizeof(struct block) + ALIGNMENT + bytes;
    struct block *block = whole > bytes ? take(whole) : NULL;
    if (!block)
        guard_exhausted();
    block->free = block->dirty = start_of(block);
    block->end = (char *)block + whole;
    return block;
}

/* The smallest spare block that is large enough, taken out of the list; NULL: none. */
static struct block *spare_block(struct arena *arena, size_t bytes)
{
    struct block **best = NULL;
    for (struct block **at = &arena->spare; *at; at = &(*at)->next) {
        size_t room = (size_t)((*at)->end - (*at)->free);
        if (room >= bytes && (!best || room < (size_t)((*best)->end - (*best)->free)))
            best = at;
    }
    struct block *block = best ? *best : NULL;
    if (block)
        *best = block->next;
    return block;
}

static struct block *add_block(struct arena *arena, size_t bytes)
{
    struct block *block = spare_block(arena, bytes);
    if (!block)
        block = new_block(bytes);
    /* A block made for one large piece goes behind the one being filled, whose room is still good. */
    if (arena->block && bytes > BLOCK_BYTES) {
        block->next = arena->block->next;
        arena->block->next = block;
    } else {
        block->next = arena->block;
        arena->block = block;
    }
    return block;
}

struct arena *arena_create(void)
{
    struct arena *arena = take(sizeof *arena);
    if (!arena)
        guard_exhausted();
    guard_keep(&arena->kept);
    return arena;
}

static void free_blocks(struct block *block)
{
    for (struct block *next; block; block = next) {
        next = block->next;
        free(block);
    }
}

static void end_all(struct arena *arena)
{
    for (const struct ending *ending = arena->ending; ending; ending = ending->next)
        ending->end(ending->what);
    arena->ending = NULL;
}

void arena_reset(struct arena *arena)
{
    end_all(arena);
    for (struct block *block = arena->block, *next; block; block = next) {
        next = block->next;
        if ((size_t)(block->end - (char *)block) > SPARE_BYTES_MAX) {
            free(block);
            continue;
        }
        block->dirty = block->free > block->dirty ? block->free : block->dirty;
        block->free = start_of(block);
        block->next = arena->spare;
        arena->spare = block;
    }
    arena->block = NULL;
    arena->used_bytes = 0;
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    end_all(arena);
    free_blocks(arena->block);
    free_blocks(arena->spare);
    guard_release(&arena->kept);
    free(arena);
}

void arena_destroy_kept(struct guard_item *kept)
{
    arena_destroy((struct arena *)kept);
}

/* `zeroed`: what was used before is cleared. */
static void *piece_of(struct arena *arena, size_t count, size_t size, bool zeroed)
{
    if (size && count > (SIZE_MAX / 2) / size)
        guard_exhausted();
    size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct block *block = arena->block;
    if (!block || (size_t)(block->end - block->free) < bytes)
        block = add_block(arena, bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES);
    char *piece = block->free;
    size_t used = block->dirty > piece ? (size_t)(block->dirty - piece) : 0;
    if (zeroed && used)
        memset(piece, 0, used < bytes ? used : bytes);
    block->free += bytes;
    arena->used_bytes += bytes;
    return piece;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    return piece_of(arena, count, size, true);
}

void *arena_room(struct arena *arena, size_t count, size_t size)
{
    return piece_of(arena, count, size, false);
}

void arena_at_end(struct arena *arena, void (*end)(void *what), void *what)
{
    struct ending *ending = arena_alloc(arena, 1, sizeof *ending);
    *ending = (struct ending){arena->ending, end, what};
    arena->ending = ending;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_vtext(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t room = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_alloc(arena, room, 1);
    vsnprintf(text, room, format, arguments);
    return text;
}

char *arena_text(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vtext(arena, format, arguments);
    va_end(arguments);
    return text;
}

void *arena_grow(struct arena *arena, void *old, size_t old_count, size_t size)
{
    if (old_count & (old_count - 1))
        return old;
    void *grown = arena_alloc(arena, old_count ? 2 * old_count : 1, size);
    if (old_count)
        memcpy(grown, old, old_count * size);
    return grown;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used_bytes;
}
