#include "outputs/paragraph.h"

#include "outputs/utf8.h"

#include <string.h>

/* Puts a word that is wider than a whole line, in pieces; returns the columns used in the last line. */
static size_t put_pieces(struct text_buffer *out, const char *word, size_t width, const char *rest)
{
    size_t indent = utf8_width(rest), used = indent;
    while (*word) {
        const char *next = word;
        utf8_next(&next);
        size_t step = utf8_width(arena_copy(out->arena, word, (size_t)(next - word)));
        if (used + step > width && used > indent) {
            text_put(out, "\n");
            text_put(out, rest);
            used = indent;
        }
        text_put_bytes(out, word, (size_t)(next - word));
        used += step;
        word = next;
    }
    return used;
}

void paragraph_put(struct text_buffer *out, const char *text, size_t width, const char *first, const char *rest)
{
    size_t used = utf8_width(first), indent = used;
    char *word = arena_alloc(out->arena, strlen(text) + 1, 1); /* one room for all words */
    text_put(out, first);
    while (*text) {
        size_t length = strcspn(text, " \n");
        memcpy(word, text, length);
        word[length] = '\0';
        size_t columns = utf8_width(word);
        bool begins_line = used <= indent;
        if (length && used + columns + !begins_line > width) {
            if (!begins_line) {
                text_put(out, "\n");
                text_put(out, rest);
                used = indent = utf8_width(rest);
            }
            begins_line = true;
        }
        if (length && !begins_line) {
            text_put(out, " ");
            used++;
        }
        if (used + columns > width) {
            used = put_pieces(out, word, width, rest);
        } else {
            text_put(out, word);
            used += columns;
        }
        text += length;
        if (*text == '\n' && text[1]) {
            text_put(out, "\n");
            text_put(out, rest);
            used = indent = utf8_width(rest);
        }
        text += *text != 0;
    }
    text_put(out, "\n");
}
