#include "library/packed.h"

#include <string.h>

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

void packed_put_bytes(struct text_buffer *out, const char *bytes, size_t length)
{
    packed_put_number(out, length);
    text_put_bytes(out, bytes, length);
}

void packed_put_text(struct text_buffer *out, const char *text)
{
    packed_put_bytes(out, text, strlen(text));
}

const char *packed_take(struct packed_reading *reading, uint64_t length)
{
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
