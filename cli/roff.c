#include "cli/roff.h"

#include "outputs/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { LINE_BYTES = 76 };

/* One character. What roff would read as something else, or typeset as something that cannot be pasted into a shell
 * (hyphens, quotes), has a name: groff_char(7). */
static void put_point(struct text_buffer *out, uint32_t point)
{
    static const struct {
        char plain;
        const char *escape;
    } names[] = {{'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"}, {'`', "\\(ga"},
                 {'^', "\\(ha"}, {'~', "\\(ti"}, {'"', "\\(dq"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (point == (uint32_t)(unsigned char)names[i].plain) {
            text_put(out, names[i].escape);
            return;
        }
    if (point < 128)
        text_putf(out, "%c", (int)point);
    else
        text_putf(out, "\\[u%04X]", (unsigned)point);
}

static void put_escaped(struct text_buffer *out, const char *text)
{
    while (*text)
        put_point(out, utf8_next(&text));
}

void roff_put_word(struct text_buffer *out, const char *text)
{
    bool quoted = strchr(text, ' ') != NULL;
    text_put(out, quoted ? "\"" : "");
    put_escaped(out, text);
    text_put(out, quoted ? "\"" : "");
}

/* A word of running text; *code says whether it stands inside backquotes. */
static const char *word_as_roff(struct arena *arena, const char *word, bool *code)
{
    struct text_buffer out = {.arena = arena};
    text_put(&out, *word == '.' ? "\\&" : "");
    while (*word) {
        uint32_t point = utf8_next(&word);
        if (point == '`') {
            *code = !*code;
            text_put(&out, *code ? "\\fB" : "\\fR");
        } else {
            put_point(&out, point);
        }
    }
    return out.bytes;
}

void roff_put_text(struct text_buffer *out, const char *text)
{
    size_t used = 0;
    bool code = false;
    while (*text) {
        size_t length = strcspn(text, " \n");
        const char *word = length ? word_as_roff(out->arena, arena_copy(out->arena, text, length), &code) : "";
        if (used && *word && used + 1 + strlen(word) > LINE_BYTES) {
            text_put(out, "\n");
            used = 0;
        } else if (used && *word) {
            text_put(out, " ");
            used++;
        }
        text_put(out, word);
        used += strlen(word);
        text += length + (text[length] != 0);
    }
    text_put(out, "\n");
}

void roff_put_lines(struct text_buffer *out, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_copy(out->arena, text, length);
        text_put(out, *line == '.' ? "\\&" : "");
        put_escaped(out, line);
        text_put(out, "\n");
        text += length + (text[length] == '\n');
    }
}

static void put_flow(struct text_buffer *out, struct text_buffer *flow)
{
    if (flow->length)
        roff_put_text(out, flow->bytes);
    *flow = (struct text_buffer){.arena = out->arena};
}

void roff_put_prose(struct text_buffer *out, const char *text)
{
    struct text_buffer flow = {.arena = out->arena};
    bool as_it_is = false;
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_copy(out->arena, text, length);
        if ((*line == ' ') != as_it_is) {
            put_flow(out, &flow);
            as_it_is = !as_it_is;
            text_put(out, as_it_is ? ".PP\n.nf\n" : ".fi\n.PP\n");
        }
        if (as_it_is) {
            roff_put_lines(out, arena_text(out->arena, "%s\n", line));
        } else if (!*line) {
            put_flow(out, &flow);
            text_put(out, ".PP\n");
        } else {
            text_putf(&flow, "%s%s", flow.length ? " " : "", line);
        }
        text += length + (text[length] == '\n');
    }
    put_flow(out, &flow);
    text_put(out, as_it_is ? ".fi\n" : "");
}
