#include "sim/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64, BLOCK_BYTES = 1 << 16 };

struct block {
    struct block *next;
    char *free;
    char *end;
};

struct arena {
    struct block *block; /* the one being filled first */
    size_t used_bytes;
};

static void (*exhausted_handler)(size_t bytes);
static long blocks_left = -1;

void arena_on_exhausted(void (*exhausted)(size_t bytes))
{
    exhausted_handler = exhausted;
}

void arena_fail_after(long blocks)
{
    blocks_left = blocks;
}

static void *exhausted(size_t bytes)
{
    if (exhausted_handler)
        exhausted_handler(bytes);
    fputs("offercast: out of memory\n", stderr);
    exit(4);
}

static void *take(size_t bytes)
{
    if (blocks_left == 0)
        return NULL;
    if (blocks_left > 0)
        blocks_left--;
    return calloc(1, bytes);
}

static char *aligned(char *address)
{
    return address + (ALIGNMENT - (uintptr_t)address % ALIGNMENT) % ALIGNMENT;
}

static struct block *add_block(struct arena *arena, size_t bytes)
{
    size_t whole = sizeof(struct block) + ALIGNMENT + bytes;
    struct block *block = whole > bytes ? take(whole) : NULL;
    if (!block)
        return exhausted(bytes);
    block->free = aligned((char *)(block + 1));
    block->end = (char *)block + whole;
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
    return arena ? arena : exhausted(sizeof *arena);
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *block = arena->block, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    free(arena);
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 2) / size)
        return exhausted(SIZE_MAX);
    size_t bytes = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct block *block = arena->block;
    if (!block || (size_t)(block->end - block->free) < bytes)
        block = add_block(arena, bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES);
    void *piece = block->free;
    block->free += bytes;
    arena->used_bytes += bytes;
    return piece;
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
