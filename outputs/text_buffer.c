#include "outputs/text_buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The first: what an arena hands out at least; many buffers hold one line. */
enum { FIRST_ROOM = 64, DRAINED_BYTES = 1 << 16 };

void text_drain(struct text_buffer *out)
{
    if (!out->drain || !out->length)
        return;
    out->drain->take(out->drain->context, out->bytes, out->length);
    out->drained += out->length;
    out->length = 0;
}

static void make_room(struct text_buffer *out, size_t length)
{
    if (out->drain && out->length + length > DRAINED_BYTES)
        text_drain(out);
    if (length < out->room - out->length && out->room)
        return;
    size_t room = out->room ? out->room * 2 : FIRST_ROOM;
    while (room <= out->length + length)
        room *= 2;
    char *grown = arena_alloc(out->arena, room, 1);
    if (out->length)
        memcpy(grown, out->bytes, out->length);
    out->bytes = grown;
    out->room = room;
}

void text_put_bytes(struct text_buffer *out, const void *bytes, size_t length)
{
    make_room(out, length);
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
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    make_room(out, (size_t)length);
    va_start(arguments, format);
    vsnprintf(out->bytes + out->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    out->length += (size_t)length;
}

void text_put_repeated(struct text_buffer *out, const char *text, size_t times)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < times; i++)
        text_put_bytes(out, text, length);
}
