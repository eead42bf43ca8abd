/* Words in lines. */
#ifndef OUTPUTS_PARAGRAPH_H
#define OUTPUTS_PARAGRAPH_H

#include "outputs/text_buffer.h"

/* Puts `text` in lines at most `width` columns wide, the first begun with `first`, the others with `rest` (prefixes
 * that count). A newline in the text ends a line. A word longer than a line is cut into pieces. */
void paragraph_put(struct text_buffer *out, const char *text, size_t width, const char *first, const char *rest);

#endif
