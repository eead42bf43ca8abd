/* Growing bytes in an arena. */
#ifndef OUTPUTS_TEXT_BUFFER_H
#define OUTPUTS_TEXT_BUFFER_H

#include "sim/arena.h"

#include <stddef.h>

struct text_buffer { /* { .arena = arena } is an empty one */
    struct arena *arena;
    char *bytes; /* zero terminated; NULL while nothing was put */
    size_t length, room;
};

void text_put(struct text_buffer *out, const char *text);
void text_put_bytes(struct text_buffer *out, const void *bytes, size_t length);
void text_putf(struct text_buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_put_repeated(struct text_buffer *out, const char *text, size_t times);

#endif
