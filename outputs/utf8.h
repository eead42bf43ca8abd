/* UTF-8 for showing: decoding that survives bad bytes, the width a text takes in a terminal, and escapes for what a
 * terminal must not be handed (control characters, direction overrides). */
#ifndef OUTPUTS_UTF8_H
#define OUTPUTS_UTF8_H

#include "outputs/text_buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

/* The code point at *text, which moves past it; a bad byte counts as U+FFFD. 0 at the end. */
uint32_t utf8_next(const char **text);
void utf8_put(struct text_buffer *out, uint32_t point);

/* False of control characters, and of what turns the direction of the text around it (all below U+10000). */
bool utf8_is_shown(uint32_t point);
void utf8_put_escape(struct text_buffer *out, uint32_t point); /* "\x1b", "\u202e" */

/* Terminal columns: 2 for East Asian wide characters and emoji, 0 for combining marks, else 1. */
size_t utf8_width(const char *text);

/* Safe to show: control characters and direction overrides become escapes such as \x1b; without `utf8` the rest becomes
 * ASCII: "±" is "+/-", "€" is "EUR ", what has no spelling is "?". */
const char *utf8_for_terminal(struct arena *arena, const char *text, bool utf8);

/* At most `width` columns wide, with "…" (or "...") in place of what was cut off. */
const char *utf8_cut(struct arena *arena, const char *text, size_t width, bool utf8);

#endif
