/* Bytes, one after the other: those that are put grow in an arena; those that are taken are somebody's. Words have 64
 * bits, least byte first; short numbers are LEB128 (7 bits a byte, least first, the top bit says that more follow). */
#ifndef SIM_BYTE_RUN_H
#define SIM_BYTE_RUN_H

#include "sim/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct byte_run { /* { .arena = arena } is an empty one */
    struct arena *arena;
    unsigned char *bytes;
    size_t length, room;
};

/* Where `length` more bytes go. */
static inline unsigned char *byte_run_grow(struct byte_run *run, size_t length)
{
    enum { ROOM_LEAST = 1 << 12 };
    if (length > run->room - run->length) {
        size_t room = 2 * run->room + length + ROOM_LEAST;
        unsigned char *bytes = arena_room(run->arena, room, 1);
        if (run->length)
            memcpy(bytes, run->bytes, run->length);
        run->bytes = bytes;
        run->room = room;
    }
    run->length += length;
    return run->bytes + (run->length - length);
}

static inline void byte_run_put_word(struct byte_run *run, uint64_t word)
{
    unsigned char *to = byte_run_grow(run, sizeof word);
    for (size_t i = 0; i < sizeof word; i++)
        to[i] = (unsigned char)(word >> (8 * i) & 0xff);
}

static inline void byte_run_put_short(struct byte_run *run, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *byte_run_grow(run, 1) = (unsigned char)((number & 0x7f) | 0x80);
    *byte_run_grow(run, 1) = (unsigned char)number;
}

/* Taking past the end sets short_of; from then on everything is 0. */
struct byte_span {
    const unsigned char *at, *end;
    bool short_of;
};

static inline uint64_t byte_span_take_word(struct byte_span *span)
{
    uint64_t word = 0;
    span->short_of = span->short_of || (size_t)(span->end - span->at) < sizeof word;
    if (span->short_of)
        return 0;
    for (size_t i = 0; i < sizeof word; i++)
        word |= (uint64_t)span->at[i] << (8 * i);
    span->at += sizeof word;
    return word;
}

/* One of more than 64 bits is refused like one that is cut short. */
static inline uint64_t byte_span_take_short(struct byte_span *span)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && span->at < span->end && !span->short_of; shift += 7) {
        uint64_t byte = *span->at++, part = byte & 0x7f;
        if (part << shift >> shift != part)
            break;
        number |= part << shift;
        if (byte < 0x80)
            return number;
    }
    span->short_of = true;
    return 0;
}

#endif
