/* Text that the program makes about itself, and its memory: taken piece by piece, given back at the end of the program.
 * Where there is none the program ends with status 4. */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include <stddef.h>

void *page_alloc(size_t count, size_t size); /* zeroed */
char *page_copy(const char *text, size_t length);
char *page_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A copy of `old` with room for one more when `old_count` is a power of two or zero; else `old` itself. */
void *page_grow(void *old, size_t old_count, size_t size);
void page_free_all(void);

struct page {    /* {0} is an empty one */
    char *bytes; /* zero terminated; NULL while nothing was put */
    size_t length, room;
};
void page_put(struct page *page, const char *text);
void page_putf(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* In lines of at most `columns`, the first begun with `first`, the others with `rest`, which count. */
void page_put_paragraph(struct page *page, const char *text, size_t columns, const char *first, const char *rest);

#endif
