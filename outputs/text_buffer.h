/* Growing bytes in an arena; or, with a drain, bytes on their way out, of which the arena holds the last few. */
#ifndef OUTPUTS_TEXT_BUFFER_H
#define OUTPUTS_TEXT_BUFFER_H

#include "sim/arena.h"

#include <stddef.h>

struct text_drain {
    void (*take)(void *context, const char *bytes, size_t length);
    void *context;
};

struct text_buffer { /* { .arena = arena } is an empty one */
    struct arena *arena;
    char *bytes; /* zero terminated; NULL while nothing was put */
    size_t length, room;
    const struct text_drain *drain; /* NULL: all is kept */
    size_t drained;                 /* how many went before those at `bytes` */
};

/* To the drain with what is left. */
void text_drain(struct text_buffer *out);

void text_put(struct text_buffer *out, const char *text);
void text_put_bytes(struct text_buffer *out, const void *bytes, size_t length);
void text_putf(struct text_buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_put_repeated(struct text_buffer *out, const char *text, size_t times);

#endif
