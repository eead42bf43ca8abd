/* Numbers and texts as bytes, the same on every machine: 64-bit words, least byte first; a text behind its length. */
#ifndef LIBRARY_PACKED_H
#define LIBRARY_PACKED_H

#include "outputs/text_buffer.h"

#include <stdbool.h>
#include <stdint.h>

void packed_put_number(struct text_buffer *out, uint64_t number);
void packed_put_double(struct text_buffer *out, double value);
void packed_put_text(struct text_buffer *out, const char *text);
void packed_put_bytes(struct text_buffer *out, const char *bytes, size_t length);

/* Taking stops where the bytes end: short_of is set, and what is taken from then on is 0 or "". */
struct packed_reading {
    struct arena *arena; /* of the texts */
    const char *at, *end;
    bool short_of;
};
uint64_t packed_take_number(struct packed_reading *reading);
double packed_take_double(struct packed_reading *reading);
const char *packed_take_text(struct packed_reading *reading);
/* Where `length` bytes stand; NULL: there are not so many. */
const char *packed_take(struct packed_reading *reading, uint64_t length);

#endif
