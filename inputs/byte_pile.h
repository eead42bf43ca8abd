/* Bytes that grow in an arena, zero terminated. */
#ifndef INPUTS_BYTE_PILE_H
#define INPUTS_BYTE_PILE_H

#include "sim/arena.h"

#include <string.h>

struct byte_pile {
    char *bytes; /* NULL: none yet */
    size_t length, room;
};

static inline void byte_pile_add(struct byte_pile *pile, struct arena *arena, const char *bytes, size_t length)
{
    if (pile->length + length + 1 > pile->room) {
        size_t room = 2 * (pile->length + length + 1);
        char *more = arena_alloc(arena, room, 1);
        if (pile->length)
            memcpy(more, pile->bytes, pile->length);
        pile->bytes = more;
        pile->room = room;
    }
    memcpy(pile->bytes + pile->length, bytes, length);
    pile->length += length;
    pile->bytes[pile->length] = '\0';
}

#endif
