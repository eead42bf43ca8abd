#include "outputs/text_buffer.h"

#include <stdarg.h>
#include <string.h>

enum { FIRST_ROOM = 64 }; /* what an arena hands out at least; many buffers hold one line */

void text_put_bytes(struct text_buffer *out, const void *bytes, size_t length)
{
    if (length >= out->room - out->length || out->room == 0) {
        size_t room = out->room ? out->room * 2 : FIRST_ROOM;
        while (room <= out->length + length)
            room *= 2;
        char *grown = arena_alloc(out->arena, room, 1);
        if (out->length)
            memcpy(grown, out->bytes, out->length);
        out->bytes = grown;
        out->room = room;
    }
    if (length)
        memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
    out->bytes[out->length] = 0;
}

void text_put(struct text_buffer *out, const char *text)
{
    text_put_bytes(out, text, strlen(text));
}

void text_putf(struct text_buffer *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_put(out, arena_vtext(out->arena, format, arguments));
    va_end(arguments);
}

void text_put_repeated(struct text_buffer *out, const char *text, size_t times)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < times; i++)
        text_put_bytes(out, text, length);
}
