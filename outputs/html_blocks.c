#include "outputs/html_blocks.h"

#include "outputs/block_table.h"
#include "outputs/html_text.h"
#include "outputs/svg.h"
#include "outputs/svg_charts.h"
#include "outputs/utf8.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* --- headline -------------------------------------------------------------------------------------------------------
 */

/* "up" or "down" by a written sign. */
static const char *tone_of(const struct block_cell *cell)
{
    char sign = block_cell_sign(cell);
    return sign == '+' ? "up" : sign == '-' ? "down" : "";
}

static void put_headline_item(struct html_page *page, const char *label, const struct block_cell *value, bool main_item)
{
    struct text_buffer *out = page->out;
    text_putf(out, "<div%s><dt>", main_item ? " class=\"main\"" : "");
    svg_words(out, label);
    text_put(out, "</dt><dd");
    if (main_item) { /* as large as its letters let it be */
        const char *error = html_text_error(value->text);
        size_t letters = error ? (size_t)(error - value->text) : utf8_width(value->text);
        text_putf(out, " class=\"%s\" style=\"--letters:%zu\"", tone_of(value), letters);
    }
    text_put(out, ">");
    html_text_number(out, value->text, 0);
    if (value->unit && strcmp(value->unit, "share") == 0 && value->number >= 0 && value->number <= 1) {
        text_put(out, "<span class=\"meter\"><i style=\"width:");
        svg_number(out, 100 * value->number);
        text_put(out, "%\"></i></span>");
    }
    text_put(out, "</dd></div>\n");
}

/* An untitled table of names and numbers without a heading says the main figures; the one with a written sign is the
 * gain or loss that everything comes to, and comes first. */
static bool is_headline(const struct block *block)
{
    if (block->kind != BLOCK_TABLE || block->title || block->heading || block->columns != 2)
        return false;
    for (size_t r = 0; r < block->rows; r++)
        if (!isnan(block->cell[2 * r + 1].number))
            return true;
    return false;
}

static void put_headline(struct html_page *page, const struct block *block)
{
    size_t main_row = block->rows;
    for (size_t r = 0; r < block->rows && main_row == block->rows; r++)
        if (*tone_of(&block->cell[2 * r + 1]))
            main_row = r;
    text_put(page->out, "<dl class=\"headline\">\n");
    if (main_row < block->rows)
        put_headline_item(page, block->cell[2 * main_row].text, &block->cell[2 * main_row + 1], true);
    for (size_t r = 0; r < block->rows; r++)
        if (r != main_row)
            put_headline_item(page, block->cell[2 * r].text, &block->cell[2 * r + 1], false);
    text_put(page->out, "</dl>\n");
}

/* --- tables and charts ----------------------------------------------------------------------------------------------
 */

/* Letters of the longest error in a column; 0: it has none. */
static size_t error_room(const struct block *block, size_t c)
{
    size_t most = 0;
    for (size_t r = 0; r < block->rows; r++) {
        const struct block_cell *cell = &block->cell[r * block->columns + c];
        const char *error = isnan(cell->number) ? NULL : html_text_error(cell->text);
        size_t width = error ? utf8_width(error + 1) : 0;
        most = width > most ? width : most;
    }
    return most;
}

static void put_cell_class(struct html_page *page, const struct block *block, size_t row, size_t c)
{
    const struct block_cell *cell = &block->cell[row * block->columns + c];
    const char *words = block->align[c] == ALIGN_LEFT ? "l w" : "", *tone = tone_of(cell);
    const char *below =
        c == 0 && cell->text && *cell->text == ' ' ? " sub" : ""; /* indented: a part of the row above */
    if (*words || *tone)
        text_putf(page->out, " class=\"%s%s%s%s\"", words, below, *words && *tone ? " " : "", tone);
}

static void put_cell(struct html_page *page, const struct block *block, size_t row, size_t c, size_t room)
{
    struct text_buffer *out = page->out;
    const struct block_cell *cell = &block->cell[row * block->columns + c];
    const char *text = cell->text ? cell->text : "";
    text_put(out, c ? "<td" : "<th scope=\"row\"");
    put_cell_class(page, block, row, c);
    if (c && block->heading && *block->heading[c]) { /* on a phone the row stands as a list */
        text_put(out, " data-is=\"");
        svg_words(out, block->heading[c]);
        text_put(out, "\"");
    }
    text_put(out, ">");
    if (!isnan(cell->number)) {
        text_put(out, "<span>");
        html_text_number(out, text, room);
        text_put(out, "</span>");
    } else if (block->align[c] == ALIGN_LEFT) {
        svg_escaped(out, text + strspn(text, " "));
    } else {
        svg_words(out, text);
        if (*text && room) /* a word ends where the numbers above it end */
            html_text_number(out, "", room);
    }
    text_put(out, c ? "</td>" : "</th>");
}

/* A heading ends where the numbers below it end, before their errors. */
static void put_headings(struct html_page *page, const struct block *block, const size_t *room)
{
    struct text_buffer *out = page->out;
    text_put(out, "<thead><tr>");
    for (size_t c = 0; c < block->columns; c++) {
        bool named = block->heading[c] && *block->heading[c];
        text_put(out, named ? "<th scope=\"col\"" : "<td");
        if (block->align[c] == ALIGN_LEFT)
            text_put(out, " class=\"l\"");
        else if (room[c])
            text_putf(out, " style=\"--room:%zuch\"", room[c]);
        text_put(out, ">");
        svg_words(out, block->heading[c]);
        text_put(out, named ? "</th>" : "</td>");
    }
    text_put(out, "</tr></thead>\n");
}

/* Letters and what they stand for. */
static bool is_legend(const struct block *block)
{
    enum { NAME_MOST = 2 };
    for (size_t r = 0; r < block->rows; r++)
        if (utf8_width(block->cell[r * block->columns].text) > NAME_MOST)
            return false;
    return !block->heading;
}

static void put_table(struct html_page *page, const struct block *block)
{
    struct text_buffer *out = page->out;
    size_t *room = arena_alloc(page->arena, block->columns, sizeof *room);
    for (size_t c = 0; c < block->columns; c++)
        room[c] = error_room(block, c);
    text_putf(out, "<div class=\"scroll\"><table%s", is_legend(block) ? " class=\"legend\"" : "");
    if (block->title) {
        text_put(out, " aria-label=\"");
        svg_words(out, block->title);
        text_put(out, "\"");
    }
    text_put(out, ">\n");
    if (block->heading)
        put_headings(page, block, room);
    text_put(out, "<tbody>\n");
    for (size_t r = 0; r < block->rows; r++) {
        text_put(out, "<tr>");
        for (size_t c = 0; c < block->columns; c++)
            put_cell(page, block, r, c, room[c]);
        text_put(out, "</tr>\n");
    }
    text_put(out, "</tbody></table></div>\n");
}

/* Drawn twice, for a desk and for a phone: one of the two is shown, and the style sheet knows which. */
static void put_chart(struct html_page *page, const struct block *block)
{
    struct text_buffer *out = page->out, picture = {.arena = page->arena};
    bool drawn = svg_charts_put(&picture, block, SVG_CHARTS_WIDE, page->charts + 1) &&
                 svg_charts_put(&picture, block, SVG_CHARTS_NARROW, page->charts + 2);
    page->charts += 2;
    if (!drawn && !block->text)
        return;
    text_put(out, "<figure>");
    if (drawn)
        text_put(out, picture.bytes);
    if (block->text) {
        text_put(out, "<figcaption>");
        html_text_sentences(out, block->text);
        text_put(out, "</figcaption>");
    }
    text_put(out, "</figure>\n");
}

void html_blocks_put(struct html_page *page, const struct block *block, const char *text_class)
{
    if (block->kind == BLOCK_CHART) {
        put_chart(page, block);
    } else if (is_headline(block)) {
        put_headline(page, block);
    } else if (block->kind == BLOCK_TABLE) {
        put_table(page, block);
    } else {
        text_putf(page->out, "<p class=\"%s\">", text_class);
        html_text_sentences(page->out, block->text);
        text_put(page->out, "</p>\n");
    }
}
