#include "cli/page.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUT_OF_MEMORY = 4 };

static union piece {
    union piece *next;
    max_align_t aligned;
} * pieces;

void *page_alloc(size_t count, size_t size)
{
    union piece *piece = size && count > (SIZE_MAX / 2) / size ? NULL : calloc(1, sizeof *piece + count * size);
    if (!piece) {
        fputs("offercast: out of memory\n", stderr);
        exit(OUT_OF_MEMORY);
    }
    piece->next = pieces;
    pieces = piece;
    return piece + 1;
}

void page_free_all(void)
{
    while (pieces) {
        union piece *piece = pieces;
        pieces = piece->next;
        free(piece);
    }
}

char *page_copy(const char *text, size_t length)
{
    char *copy = page_alloc(length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

static char *vtext(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));
static char *vtext(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t room = length < 0 ? 1 : (size_t)length + 1;
    char *text = page_alloc(room, 1);
    vsnprintf(text, room, format, arguments);
    return text;
}

char *page_text(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = vtext(format, arguments);
    va_end(arguments);
    return text;
}

void *page_grow(void *old, size_t old_count, size_t size)
{
    if (old_count & (old_count - 1))
        return old;
    void *grown = page_alloc(old_count ? 2 * old_count : 1, size);
    if (old_count)
        memcpy(grown, old, old_count * size);
    return grown;
}

static void put_bytes(struct page *page, const char *bytes, size_t length)
{
    if (page->room < page->length + length + 1) {
        size_t room = 2 * (page->length + length + 1);
        char *grown = page_alloc(room, 1);
        if (page->length)
            memcpy(grown, page->bytes, page->length);
        page->bytes = grown;
        page->room = room;
    }
    memcpy(page->bytes + page->length, bytes, length);
    page->length += length;
    page->bytes[page->length] = 0;
}

void page_put(struct page *page, const char *text)
{
    put_bytes(page, text, strlen(text));
}

void page_putf(struct page *page, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    page_put(page, vtext(format, arguments));
    va_end(arguments);
}

static size_t columns_of(const char *text, size_t length)
{
    size_t columns = 0;
    for (size_t i = 0; i < length; i++)
        columns += ((unsigned char)text[i] & 0xC0) != 0x80;
    return columns;
}

void page_put_paragraph(struct page *page, const char *text, size_t columns, const char *first, const char *rest)
{
    size_t used = columns_of(first, strlen(first));
    bool begins = true;
    page_put(page, first);
    while (*(text += strspn(text, " "))) {
        size_t length = strcspn(text, " "), word = columns_of(text, length);
        if (!begins && used + 1 + word > columns) {
            page_putf(page, "\n%s", rest);
            used = columns_of(rest, strlen(rest));
            begins = true;
        }
        page_putf(page, "%s%.*s", begins ? "" : " ", (int)length, text);
        used += word + !begins;
        begins = false;
        text += length;
    }
    page_put(page, "\n");
}
