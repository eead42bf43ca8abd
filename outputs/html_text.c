#include "outputs/html_text.h"

#include "outputs/svg.h"
#include "sim/number.h"

#include <stdbool.h>
#include <string.h>

const char *html_text_error(const char *text)
{
    const char *error = strstr(text, " ± ");
    return error ? error : strstr(text, " (");
}

void html_text_number(struct text_buffer *out, const char *text, size_t room)
{
    const char *error = html_text_error(text);
    svg_words(out, error ? arena_copy(out->arena, text, (size_t)(error - text)) : text);
    if (!error && !room)
        return;
    text_put(out, error ? " <span class=\"pm\"" : "<span class=\"pm\"");
    if (room)
        text_putf(out, " style=\"--room:%zuch\"", room);
    text_put(out, ">");
    svg_words(out, error ? error + 1 : "");
    text_put(out, "</span>");
}

/* Whether a line must not end before the word at `next`: "$20,900 ± 6,300", "CHF 254K", the offer "C $23K". */
static bool keeps_with(const char *word, size_t length, const char *next)
{
    bool offer = length == 1 && *word >= 'A' && *word <= 'Z' && !(*next >= 'a' && *next <= 'z');
    return offer || strncmp(next, "± ", strlen("± ")) == 0 || (length >= 2 && strncmp(word, "±", 2) == 0) ||
           (length >= 3 && *next >= '0' && *next <= '9' && number_is_money(word + length - 3));
}

void html_text_sentences(struct text_buffer *out, const char *text)
{
    bool open = false;
    while (*text) {
        size_t length = strcspn(text, " ");
        const char *word = arena_copy(out->arena, text, length);
        text += length + (text[length] == ' ');
        bool kept = *text && keeps_with(word, length, text);
        if (!open && (kept || *word == '-'))
            text_put(out, "<span class=\"nb\">");
        open = open || kept || *word == '-';
        svg_words(out, word);
        if (open && !kept) {
            text_put(out, "</span>");
            open = false;
        }
        text_put(out, *text ? " " : "");
    }
}

void html_text_note(struct text_buffer *out, const char *text)
{
    for (const char *end; *text; text = end) {
        const char *open = strchr(text, '`'), *close = open ? strchr(open + 1, '`') : NULL;
        end = close ? close + 1 : text + strlen(text);
        if (!close) {
            svg_escaped(out, text);
            return;
        }
        svg_escaped(out, arena_copy(out->arena, text, (size_t)(open - text)));
        text_put(out, "<code>");
        svg_escaped(out, arena_copy(out->arena, open + 1, (size_t)(close - open - 1)));
        text_put(out, "</code>");
    }
}
