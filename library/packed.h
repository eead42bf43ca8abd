/* Numbers and texts as bytes, the same on every machine: 64-bit words, least byte first; a text behind its length. */
#ifndef LIBRARY_PACKED_H
#define LIBRARY_PACKED_H

#include "library/spool.h"
#include "outputs/text_buffer.h"

void packed_put_number(struct text_buffer *out, uint64_t number);
void packed_put_double(struct text_buffer *out, double value);
void packed_put_text(struct text_buffer *out, const char *text);

/* Taking stops where the bytes end: short_of is set, and what is taken from then on is 0 or "". */
struct packed_reading {
    struct arena *arena; /* of the texts */
    const char *at, *end;
    bool short_of;
    struct spool *spool;  /* where more bytes are, or NULL... */
    uint64_t next, until; /* ...from here on, but no further */
    char *window;         /* those of them that are at hand */
    size_t window_bytes;
};
/* Of the bytes of a spool from `from` on, before `until`. */
struct packed_reading packed_of_spool(struct arena *arena, struct spool *spool, uint64_t from, uint64_t until);
uint64_t packed_left(const struct packed_reading *reading); /* bytes */
/* Of a reading of a spool: where in that it stands. */
uint64_t packed_place(const struct packed_reading *reading);
void packed_skip(struct packed_reading *reading, uint64_t length);
uint64_t packed_take_number(struct packed_reading *reading);
double packed_take_double(struct packed_reading *reading);
const char *packed_take_text(struct packed_reading *reading);
/* Where `length` bytes stand, until more are taken; NULL: there are not so many. */
const char *packed_take(struct packed_reading *reading, uint64_t length);

#endif
