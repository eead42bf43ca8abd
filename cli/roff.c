#include "cli/roff.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LINE_BYTES = 76 };

/* The next character of UTF-8 text; what the program says of itself has no other bytes. */
static uint32_t next_point(const char **text)
{
    unsigned char lead = (unsigned char)*(*text)++;
    int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    uint32_t point = more ? lead & (0x3FU >> more) : lead;
    while (more-- > 0 && ((unsigned char)**text & 0xC0) == 0x80)
        point = point << 6 | ((unsigned char)*(*text)++ & 0x3FU);
    return point;
}

/* One character. What roff would read as something else, or typeset as something that cannot be pasted into a shell
 * (hyphens, quotes), has a name: groff_char(7). */
static void put_point(struct page *out, uint32_t point)
{
    static const struct {
        char plain;
        const char *escape;
    } names[] = {{'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"}, {'`', "\\(ga"},
                 {'^', "\\(ha"}, {'~', "\\(ti"}, {'"', "\\(dq"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (point == (uint32_t)(unsigned char)names[i].plain) {
            page_put(out, names[i].escape);
            return;
        }
    if (point < 128)
        page_putf(out, "%c", (int)point);
    else
        page_putf(out, "\\[u%04X]", (unsigned)point);
}

static void put_escaped(struct page *out, const char *text)
{
    while (*text)
        put_point(out, next_point(&text));
}

void roff_put_word(struct page *out, const char *text)
{
    bool quoted = strchr(text, ' ') != NULL;
    page_put(out, quoted ? "\"" : "");
    put_escaped(out, text);
    page_put(out, quoted ? "\"" : "");
}

/* A word of running text; *code says whether it stands inside backquotes. */
static const char *word_as_roff(const char *word, bool *code)
{
    struct page out = {0};
    page_put(&out, *word == '.' ? "\\&" : "");
    while (*word) {
        uint32_t point = next_point(&word);
        if (point == '`') {
            *code = !*code;
            page_put(&out, *code ? "\\fB" : "\\fR");
        } else {
            put_point(&out, point);
        }
    }
    return out.bytes;
}

void roff_put_text(struct page *out, const char *text)
{
    size_t used = 0;
    bool code = false;
    while (*text) {
        size_t length = strcspn(text, " \n");
        const char *word = length ? word_as_roff(page_copy(text, length), &code) : "";
        if (used && *word && used + 1 + strlen(word) > LINE_BYTES) {
            page_put(out, "\n");
            used = 0;
        } else if (used && *word) {
            page_put(out, " ");
            used++;
        }
        page_put(out, word);
        used += strlen(word);
        text += length + (text[length] != 0);
    }
    page_put(out, "\n");
}

void roff_put_lines(struct page *out, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = page_copy(text, length);
        page_put(out, *line == '.' ? "\\&" : "");
        put_escaped(out, line);
        page_put(out, "\n");
        text += length + (text[length] == '\n');
    }
}

static void put_flow(struct page *out, struct page *flow)
{
    if (flow->length)
        roff_put_text(out, flow->bytes);
    *flow = (struct page){0};
}

void roff_put_prose(struct page *out, const char *text)
{
    struct page flow = {0};
    bool as_it_is = false;
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = page_copy(text, length);
        if ((*line == ' ') != as_it_is) {
            put_flow(out, &flow);
            as_it_is = !as_it_is;
            page_put(out, as_it_is ? ".PP\n.nf\n" : ".fi\n.PP\n");
        }
        if (as_it_is) {
            roff_put_lines(out, page_text("%s\n", line));
        } else if (!*line) {
            put_flow(out, &flow);
            page_put(out, ".PP\n");
        } else {
            page_putf(&flow, "%s%s", flow.length ? " " : "", line);
        }
        text += length + (text[length] == '\n');
    }
    put_flow(out, &flow);
    page_put(out, as_it_is ? ".fi\n" : "");
}
