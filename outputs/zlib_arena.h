/* zlib with an arena's memory, which nothing gives back. */
#ifndef OUTPUTS_ZLIB_ARENA_H
#define OUTPUTS_ZLIB_ARENA_H

#include "sim/arena.h"

#define ZLIB_CONST
#include <zlib.h>

static inline voidpf zlib_arena_take(voidpf arena, uInt count, uInt size)
{
    return arena_alloc(arena, count, size);
}

static inline void zlib_arena_leave(voidpf arena, voidpf memory)
{
    (void)arena;
    (void)memory;
}

/* A stream before its deflateInit2. */
static inline z_stream zlib_arena_stream(struct arena *arena)
{
    return (z_stream){.zalloc = zlib_arena_take, .zfree = zlib_arena_leave, .opaque = arena};
}

#endif
