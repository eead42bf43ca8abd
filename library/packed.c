#include "library/packed.h"

#include <string.h>

enum { WINDOW_BYTES = 1 << 14 };

void packed_put_number(struct text_buffer *out, uint64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    text_put_bytes(out, bytes, sizeof bytes);
}

void packed_put_double(struct text_buffer *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    packed_put_number(out, bits);
}

static void put_bytes(struct text_buffer *out, const char *bytes, size_t length)
{
    packed_put_number(out, length);
    text_put_bytes(out, bytes, length);
}

void packed_put_text(struct text_buffer *out, const char *text)
{
    put_bytes(out, text, strlen(text));
}

struct packed_reading packed_of_spool(struct arena *arena, struct spool *spool, uint64_t from, uint64_t until)
{
    return (struct packed_reading){.arena = arena, .at = "", .end = "", .spool = spool, .next = from, .until = until};
}

uint64_t packed_left(const struct packed_reading *reading)
{
    return (uint64_t)(reading->end - reading->at) + (reading->spool ? reading->until - reading->next : 0);
}

uint64_t packed_place(const struct packed_reading *reading)
{
    return reading->next - (uint64_t)(reading->end - reading->at);
}

/* `length` bytes at hand; there are as many. */
static void look_ahead(struct packed_reading *reading, size_t length)
{
    size_t rest = (size_t)(reading->end - reading->at), room = length > WINDOW_BYTES ? length : WINDOW_BYTES;
    uint64_t behind = reading->until - reading->next;
    const char *kept = reading->at;
    char *window = reading->window;
    if (room > reading->window_bytes) {
        window = arena_alloc(reading->arena, room, 1);
        reading->window_bytes = room;
    }
    if (rest)
        memmove(window, kept, rest);
    size_t more = behind < room - rest ? (size_t)behind : room - rest;
    reading->short_of = !spool_take(reading->spool, reading->next, window + rest, more);
    reading->next += more;
    reading->window = window;
    reading->at = window;
    reading->end = window + rest + more;
}

void packed_skip(struct packed_reading *reading, uint64_t length)
{
    uint64_t at_hand = (uint64_t)(reading->end - reading->at);
    if (reading->short_of || packed_left(reading) < length) {
        reading->short_of = true;
        return;
    }
    reading->at += at_hand < length ? at_hand : length;
    reading->next += at_hand < length ? length - at_hand : 0;
}

const char *packed_take(struct packed_reading *reading, uint64_t length)
{
    if (!reading->short_of && reading->spool && (uint64_t)(reading->end - reading->at) < length &&
        packed_left(reading) >= length)
        look_ahead(reading, (size_t)length);
    if (reading->short_of || (uint64_t)(reading->end - reading->at) < length) {
        reading->short_of = true;
        return NULL;
    }
    const char *taken = reading->at;
    reading->at += length;
    return taken;
}

uint64_t packed_take_number(struct packed_reading *reading)
{
    const char *taken = packed_take(reading, 8);
    uint64_t number = 0;
    for (int i = 0; taken && i < 8; i++)
        number |= (uint64_t)(unsigned char)taken[i] << (8 * i);
    return number;
}

double packed_take_double(struct packed_reading *reading)
{
    uint64_t bits = packed_take_number(reading);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

const char *packed_take_text(struct packed_reading *reading)
{
    uint64_t length = packed_take_number(reading);
    const char *taken = packed_take(reading, length);
    return taken ? arena_copy(reading->arena, taken, (size_t)length) : "";
}
