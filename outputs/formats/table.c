/* Tables for a terminal: fits style->width columns, in UTF-8 or plain ASCII, colour only as an extra. */
#include "outputs/block_table.h"
#include "outputs/formats.h"
#include "outputs/gathered_notes.h"
#include "outputs/origin.h"
#include "outputs/paragraph.h"
#include "outputs/table_histogram.h"
#include "outputs/utf8.h"

#include <math.h>
#include <string.h>

enum { GAP = 2, NARROWEST_TEXT = 16, NARROWEST_PAGE = 40 };

#define BOLD "\x1b[1m"
#define RED "\x1b[31m"
#define GREEN "\x1b[32m"
#define DIM "\x1b[2m"
#define PLAIN "\x1b[0m"

struct page {
    struct arena *arena;
    struct text_buffer *out;
    const struct output_style *style;
    size_t width;
};

static void put_colored(const struct page *page, const char *color, const char *text)
{
    bool color_on = page->style->color && color;
    if (color_on)
        text_put(page->out, color);
    text_put(page->out, text);
    if (color_on)
        text_put(page->out, PLAIN);
}

static const char *shown(const struct page *page, const char *text)
{
    return utf8_for_terminal(page->arena, text ? text : "", page->style->utf8);
}

static void put_wrapped(const struct page *page, const char *text, const char *first, const char *rest)
{
    paragraph_put(page->out, text, page->width, first, rest);
}

static void put_bold(const struct page *page, const char *text)
{
    struct text_buffer lines = {.arena = page->arena};
    paragraph_put(&lines, text, page->width, "", "");
    lines.bytes[--lines.length] = 0;
    put_colored(page, BOLD, lines.bytes);
    text_put(page->out, "\n");
}

/* At most two lines. */
static void put_title(const struct page *page, const char *title, bool main_title)
{
    const char *text = utf8_cut(page->arena, shown(page, title), 2 * page->width - NARROWEST_TEXT, page->style->utf8);
    put_bold(page, text);
    size_t width = utf8_width(text);
    if (main_title)
        text_put_repeated(page->out, page->style->utf8 ? "═" : "=", width < page->width ? width : page->width);
    text_put(page->out, main_title ? "\n\n" : "");
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

struct layout { /* texts as shown and how wide each column is */
    const struct block *block;
    const char **text; /* (rows + 1) * columns; row 0 is the heading */
    size_t *width;
    size_t *error; /* columns kept for " ± 95" behind the numbers, so that they stand below each other; 0: none are */
};

static bool is_number(const struct block *block, size_t row, size_t c)
{
    return row && block->align[c] == ALIGN_RIGHT && !isnan(block->cell[(row - 1) * block->columns + c].number);
}

/* Columns of " ± 95" or " (90 to 100)" at the end of a number. */
static size_t error_width(const char *text)
{
    static const char *const begins[] = {" ± ", " +/- ", " ("};
    const char *found = NULL;
    for (size_t i = 0; i < sizeof begins / sizeof *begins && !found; i++)
        found = strstr(text, begins[i]);
    return found ? utf8_width(found) : 0;
}

static void measure_column(struct layout *layout, size_t c, bool aligned)
{
    const struct block *block = layout->block;
    size_t number = 0, other = 0, error = 0;
    for (size_t r = 0; r <= block->rows; r++) {
        const char *text = layout->text[r * block->columns + c];
        bool split = aligned && is_number(block, r, c);
        size_t behind = split ? error_width(text) : 0, width = utf8_width(text) - behind;
        error = behind > error ? behind : error;
        if (split)
            number = width > number ? width : number;
        else
            other = width > other ? width : other;
    }
    layout->error[c] = error;
    layout->width[c] = number + error > other ? number + error : other;
}

static size_t table_width(const struct layout *layout)
{
    size_t total = GAP * (layout->block->columns - 1);
    for (size_t c = 0; c < layout->block->columns; c++)
        total += layout->width[c];
    return total;
}

static struct layout layout_of(const struct page *page, const struct block *block)
{
    struct layout layout = {block, arena_alloc(page->arena, (block->rows + 1) * block->columns, sizeof(char *)),
                            arena_alloc(page->arena, block->columns, sizeof(size_t)),
                            arena_alloc(page->arena, block->columns, sizeof(size_t))};
    for (size_t c = 0; c < block->columns; c++)
        for (size_t r = 0; r <= block->rows; r++) {
            const char *text = r                ? block->cell[(r - 1) * block->columns + c].text
                               : block->heading ? block->heading[c]
                                                : "";
            layout.text[r * block->columns + c] = shown(page, text);
        }
    for (size_t c = 0; c < block->columns; c++)
        measure_column(&layout, c, true);
    for (size_t c = 0; c < block->columns && table_width(&layout) > page->width; c++)
        measure_column(&layout, c, false); /* no room for order */
    return layout;
}

/* Narrows the widest columns of words until the table fits. Numbers are never cut; where that is not enough, words keep
 * half the page and the columns of numbers go below each other. */
static void narrow(const struct page *page, struct layout *layout)
{
    const struct block *block = layout->block;
    size_t total = table_width(layout), spare = 0;
    for (size_t c = 0; c < block->columns; c++)
        if (block->align[c] == ALIGN_LEFT && layout->width[c] > NARROWEST_TEXT)
            spare += layout->width[c] - NARROWEST_TEXT;
    if (total > page->width + spare) {
        for (size_t c = 0; c < block->columns; c++) {
            measure_column(layout, c, true);
            if (block->align[c] == ALIGN_RIGHT && layout->width[c] > page->width / 2 - GAP)
                measure_column(layout, c, false);
            if (block->align[c] == ALIGN_LEFT && layout->width[c] > page->width / 2)
                layout->width[c] = page->width / 2;
        }
        return;
    }
    for (; total > page->width; total--) {
        size_t widest = block->columns;
        for (size_t c = 0; c < block->columns; c++)
            if (block->align[c] == ALIGN_LEFT && (widest == block->columns || layout->width[c] > layout->width[widest]))
                widest = c;
        layout->width[widest]--;
    }
}

/* The lines of a cell: words that are wider than their column go on below, a row's name indented. */
static const char *cell_lines(const struct page *page, const struct layout *layout, size_t row, size_t c)
{
    const char *text = layout->text[row * layout->block->columns + c];
    struct text_buffer lines = {.arena = page->arena};
    if (layout->block->align[c] == ALIGN_RIGHT || utf8_width(text) <= layout->width[c])
        return text;
    paragraph_put(&lines, text, layout->width[c], "", c == 0 ? "  " : "");
    lines.bytes[--lines.length] = 0;
    return lines.bytes;
}

/* Puts the first line of *lines in its column and moves on to the next. */
static void put_cell_line(const struct page *page, const struct layout *layout, size_t row, size_t c,
                          const char **lines)
{
    const struct block *block = layout->block;
    const char *text = arena_copy(page->arena, *lines, strcspn(*lines, "\n"));
    size_t width = utf8_width(text), space = layout->width[c] > width ? layout->width[c] - width : 0, behind = 0;
    *lines += strlen(text) + ((*lines)[strlen(text)] == '\n');
    if (is_number(block, row, c) && layout->error[c])
        behind = layout->error[c] - error_width(text);
    bool right = block->align[c] == ALIGN_RIGHT;
    text_put_repeated(page->out, " ", right ? space - behind : 0);
    const char sign = row ? block_cell_sign(&block->cell[(row - 1) * block->columns + c]) : 0;
    put_colored(page, row == 0 ? DIM : sign == '-' ? RED : sign == '+' ? GREEN : NULL, text);
    text_put_repeated(page->out, " ", right ? behind : space);
}

static void end_row(const struct page *page)
{
    struct text_buffer *out = page->out;
    while (out->length && out->bytes[out->length - 1] == ' ')
        out->length--;
    text_put(out, "\n");
}

/* The first column and those from `from` to `to`. */
static void put_row(const struct page *page, const struct layout *layout, size_t row, size_t from, size_t to)
{
    const char **lines = arena_alloc(page->arena, layout->block->columns, sizeof *lines);
    lines[0] = cell_lines(page, layout, row, 0);
    for (size_t c = from; c < to; c++)
        lines[c] = cell_lines(page, layout, row, c);
    for (bool more = true; more;) {
        put_cell_line(page, layout, row, 0, &lines[0]);
        more = *lines[0];
        for (size_t c = from; c < to; c++) {
            text_put_repeated(page->out, " ", GAP);
            put_cell_line(page, layout, row, c, &lines[c]);
            more = more || *lines[c];
        }
        end_row(page);
    }
}

/* Columns that do not fit beside each other go below, with the first column repeated. */
static void put_table(const struct page *page, const struct block *block)
{
    if (!block->columns)
        return;
    struct layout layout = layout_of(page, block);
    narrow(page, &layout);
    for (size_t from = 1, to; from == 1 || from < block->columns; from = to) {
        size_t used = layout.width[0];
        for (to = from; to < block->columns && (to == from || used + GAP + layout.width[to] <= page->width); to++)
            used += GAP + layout.width[to];
        if (from > 1)
            text_put(page->out, "\n");
        for (size_t row = block->heading ? 0 : 1; row <= block->rows; row++) {
            put_row(page, &layout, row, from, to);
            if (row == 0) {
                text_put_repeated(page->out, page->style->utf8 ? "─" : "-", used);
                text_put(page->out, "\n");
            }
        }
        if (to == from)
            break;
    }
}

/* --- the page -------------------------------------------------------------------------------------------------------
 */

/* Other charts have no picture here, and their numbers stand in tables: their text is shown where it is one line. */
static void put_block(const struct page *page, const struct block *block)
{
    bool picture = block->kind == BLOCK_CHART && block->chart == CHART_HISTOGRAM;
    bool chart_text = block->kind == BLOCK_CHART && !picture;
    const char *text = shown(page, block->text);
    if (chart_text && (!*text || utf8_width(text) > page->width))
        return;
    if (block->title && !chart_text)
        put_title(page, block->title, false);
    if (block->kind == BLOCK_TABLE)
        put_table(page, block);
    else if (picture)
        table_histogram_put(page->out, block, page->style->utf8);
    else
        put_wrapped(page, text, "", "");
    text_put(page->out, "\n");
}

static void put_notes(const struct page *page, const char *title, const struct report_note *note, size_t count)
{
    if (!count)
        return;
    put_title(page, arena_text(page->arena, "%s (%zu)", title, count), false);
    note = gathered_notes(page->arena, note, count, &count);
    for (size_t i = 0; i < count; i++) {
        const char *at = note[i].at && *note[i].at ? arena_text(page->arena, " (%s)", note[i].at) : "";
        put_wrapped(page, shown(page, arena_text(page->arena, "%s%s", note[i].text, at)),
                    page->style->utf8 ? "• " : "* ", "  ");
    }
    text_put(page->out, "\n");
}

static void put_report(const struct page *page, const struct report *report)
{
    put_title(page, origin_title(report), true);
    for (size_t i = 0; i < report->block_count; i++)
        put_block(page, &report->block[i]);
    put_notes(page, "Warnings", report->warning, report->warning_count);
    if (report->assumptions_listed)
        put_notes(page, "What was assumed", report->assumption, report->assumption_count);
    else if (report->assumption_count)
        text_putf(page->out, "%s\n\n", gathered_notes_count(page->arena, report->assumption_count));
    if (report->simulated)
        put_wrapped(page, shown(page, origin_run(report)), "", "");
    put_wrapped(page, shown(page, origin_program(report)), "", "");
    if (report->simulated && report->after_tax)
        put_wrapped(page, shown(page, report_tax_note(report->arena, report)), "", "");
}

/* --- the answer -----------------------------------------------------------------------------------------------------
 */

enum { SCREEN_LINES = 23, SPREAD_MOST = 8, SPREAD_LEAST = 4 }; /* one line of the 24 is the prompt's */

static size_t lines_in(const struct text_buffer *text)
{
    size_t lines = 0;
    for (size_t i = 0; i < text->length; i++)
        lines += text->bytes[i] == '\n';
    return lines;
}

static void put_answer_lines(const struct page *page, const struct report_answer *answer)
{
    size_t widest = 0;
    for (size_t i = 0; i < answer->line_count; i++) {
        size_t width = utf8_width(answer->line[i].at);
        widest = width > widest ? width : widest;
    }
    for (size_t i = 0; i < answer->line_count; i++) {
        struct text_buffer begin = {.arena = page->arena}, rest = {.arena = page->arena};
        text_put(&begin, answer->line[i].at);
        text_put_repeated(&begin, " ", widest + GAP - utf8_width(answer->line[i].at));
        text_put_repeated(&rest, " ", widest + GAP);
        put_wrapped(page, shown(page, answer->line[i].text), begin.bytes, rest.bytes);
    }
}

static bool is_among(const char *text, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(texts[i], text) == 0)
            return true;
    return false;
}

/* The names of rows cut to what the numbers leave of a line. Those that would be the same have their number there. */
static const char **brief_names(const struct page *page, const struct block *block, size_t width)
{
    const char **name = arena_alloc(page->arena, block->rows, sizeof *name);
    for (size_t r = 0; r < block->rows; r++) {
        const char *text = shown(page, block->cell[r * block->columns].text);
        name[r] = utf8_cut(page->arena, text, width, page->style->utf8);
        if (is_among(name[r], name, r))
            name[r] = utf8_cut(page->arena, arena_text(page->arena, "%zu. %s", r + 1, text), width, page->style->utf8);
    }
    return name;
}

static void put_answer_table(const struct page *page, const struct block *block)
{
    struct block brief = *block;
    struct layout layout = layout_of(page, block);
    size_t others = table_width(&layout) - layout.width[0];
    size_t width = page->width > others + NARROWEST_TEXT ? page->width - others : NARROWEST_TEXT;
    const char **name = brief_names(page, block, width);
    struct block_cell *cell = arena_alloc(page->arena, block->rows * block->columns, sizeof *cell);
    memcpy(cell, block->cell, block->rows * block->columns * sizeof *cell);
    for (size_t r = 0; r < block->rows; r++)
        cell[r * block->columns].text = name[r];
    brief.cell = cell;
    put_table(page, &brief);
    text_put(page->out, "\n");
}

/* "More: --full (2 warnings, 33 assumptions), -o report.html · seed 1 · 1,048,576 paths" */
static void put_rest(const struct page *page, const struct report *report)
{
    struct text_buffer text = {.arena = page->arena};
    text_put(&text, "The rest: --full (");
    if (report->warning_count)
        text_putf(&text, "%zu warning%s, ", report->warning_count, report->warning_count == 1 ? "" : "s");
    text_putf(&text, "%zu assumptions), or a page: -o report.html", report->assumption_count);
    put_wrapped(page, text.bytes, "", "");
    put_wrapped(page, shown(page, origin_brief(report)), "", "");
}

/* The first table, and those that there is room for. */
static void put_answer_tables(const struct page *page, const struct report_answer *answer, size_t room)
{
    for (size_t i = 0; i < answer->table_count; i++) {
        struct text_buffer lines = {.arena = page->arena};
        struct page own = {page->arena, &lines, page->style, page->width};
        put_answer_table(&own, &answer->table[i]);
        size_t taken = lines_in(&lines);
        if (i && taken > room)
            return;
        text_put_bytes(page->out, lines.bytes, lines.length);
        room -= taken < room ? taken : room;
    }
}

/* Tables and a histogram take what the words leave of the screen. */
static void put_answer(const struct page *page, const struct report *report)
{
    const struct report_answer *answer = report->answer;
    struct text_buffer below = {.arena = page->arena};
    struct page rest = {page->arena, &below, page->style, page->width};
    size_t begun = lines_in(page->out);
    put_bold(page, utf8_cut(page->arena, shown(page, origin_title(report)), page->width, page->style->utf8));
    put_wrapped(page, shown(page, answer->verdict), "", "");
    text_put(page->out, "\n");
    put_answer_lines(&rest, answer);
    put_rest(&rest, report);
    size_t used = lines_in(page->out) - begun + lines_in(&below), left = used < SCREEN_LINES ? SCREEN_LINES - used : 0;
    put_answer_tables(page, answer, left);
    left -= left > 0; /* for the gap below a histogram */
    if (answer->spread && answer->spread->chart == CHART_HISTOGRAM && left >= SPREAD_LEAST) {
        table_histogram_put_brief(page->out, answer->spread, left < SPREAD_MOST ? left : SPREAD_MOST, answer->below,
                                  answer->above, page->style->utf8);
        text_put(page->out, "\n");
    }
    text_put_bytes(page->out, below.bytes, below.length);
}

static void put_part(const struct page *page, const struct report *report)
{
    if (report->answer && !page->style->full)
        put_answer(page, report);
    else
        put_report(page, report);
}

static enum status table_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                               const char **fault)
{
    (void)fault;
    size_t width = style->width > NARROWEST_PAGE ? (size_t)style->width : NARROWEST_PAGE;
    struct page page = {report->arena, out, style, width};
    for (size_t i = 0; i < report->part_count; i++) {
        if (i)
            text_put(out, "\n");
        put_part(&page, report->part[i]);
    }
    if (!report->part_count || report->block_count) {
        if (report->part_count)
            text_put(out, "\n");
        put_part(&page, report);
    }
    return STATUS_OK;
}

const struct output_format table_format = {.name = "table",
                                           .ending = ".txt",
                                           .summary = "tables for people, in a terminal",
                                           .for_people = true,
                                           .write = table_write};
