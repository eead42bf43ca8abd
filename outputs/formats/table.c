/* Tables for a terminal: fits style->width columns, in UTF-8 or plain ASCII, colour only as an extra. */
#include "outputs/gathered_notes.h"
#include "outputs/number.h"
#include "outputs/origin.h"
#include "outputs/paragraph.h"
#include "outputs/report.h"
#include "outputs/utf8.h"

#include <math.h>
#include <string.h>

enum { GAP = 2, NARROWEST_TEXT = 16, NARROWEST_PAGE = 40, BAR_COLUMNS = 30, HISTOGRAM_LINES = 16 };

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

/* At most two lines. */
static void put_title(const struct page *page, const char *title, bool main_title)
{
    struct text_buffer lines = {.arena = page->arena};
    const char *text = utf8_cut(page->arena, shown(page, title), 2 * page->width - NARROWEST_TEXT, page->style->utf8);
    paragraph_put(&lines, text, page->width, "", "");
    lines.bytes[--lines.length] = 0;
    put_colored(page, BOLD, lines.bytes);
    text_put(page->out, "\n");
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
};

static struct layout layout_of(const struct page *page, const struct block *block)
{
    struct layout layout = {block, arena_alloc(page->arena, (block->rows + 1) * block->columns, sizeof(char *)),
                            arena_alloc(page->arena, block->columns, sizeof(size_t))};
    for (size_t c = 0; c < block->columns; c++)
        for (size_t r = 0; r <= block->rows; r++) {
            const char *text = r                ? block->cell[(r - 1) * block->columns + c].text
                               : block->heading ? block->heading[c]
                                                : "";
            text = shown(page, text);
            layout.text[r * block->columns + c] = text;
            size_t width = utf8_width(text);
            if (width > layout.width[c])
                layout.width[c] = width;
        }
    return layout;
}

/* Narrows the widest columns of words until the table fits. Numbers are never cut; where that is not enough, words keep
 * half the page and the columns of numbers go below each other. */
static void narrow(const struct page *page, struct layout *layout)
{
    const struct block *block = layout->block;
    size_t total = GAP * (block->columns - 1), spare = 0;
    for (size_t c = 0; c < block->columns; c++) {
        total += layout->width[c];
        if (block->align[c] == ALIGN_LEFT && layout->width[c] > NARROWEST_TEXT)
            spare += layout->width[c] - NARROWEST_TEXT;
    }
    if (total > page->width + spare) {
        for (size_t c = 0; c < block->columns; c++)
            if (block->align[c] == ALIGN_LEFT && layout->width[c] > page->width / 2)
                layout->width[c] = page->width / 2;
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

static void put_text(const struct page *page, const struct layout *layout, size_t row, size_t c, const char *text)
{
    const struct block *block = layout->block;
    /* A written sign marks a gain or a loss. */
    bool number = row && !isnan(block->cell[(row - 1) * block->columns + c].number);
    put_colored(page, row == 0 ? DIM : !number ? NULL : *text == '-' ? RED : *text == '+' ? GREEN : NULL, text);
}

static void put_cell(const struct page *page, const struct layout *layout, size_t row, size_t c)
{
    const struct block *block = layout->block;
    const char *text =
        utf8_cut(page->arena, layout->text[row * block->columns + c], layout->width[c], page->style->utf8);
    size_t space = layout->width[c] - (utf8_width(text) < layout->width[c] ? utf8_width(text) : layout->width[c]);
    if (block->align[c] == ALIGN_RIGHT)
        text_put_repeated(page->out, " ", space);
    put_text(page, layout, row, c, text);
    if (block->align[c] == ALIGN_LEFT)
        text_put_repeated(page->out, " ", space);
}

/* Words in the last column go on below. */
static void put_last_cell(const struct page *page, const struct layout *layout, size_t row, size_t c, size_t indent)
{
    const struct block *block = layout->block;
    const char *text = layout->text[row * block->columns + c];
    if (c == 0 || block->align[c] == ALIGN_RIGHT || utf8_width(text) <= layout->width[c]) {
        put_cell(page, layout, row, c);
        return;
    }
    struct text_buffer lines = {.arena = page->arena};
    paragraph_put(&lines, text, layout->width[c], "", "");
    for (const char *line = lines.bytes; *line; line += strcspn(line, "\n") + 1) {
        if (line != lines.bytes) {
            text_put(page->out, "\n");
            text_put_repeated(page->out, " ", indent);
        }
        put_text(page, layout, row, c, arena_copy(page->arena, line, strcspn(line, "\n")));
    }
}

static void end_row(const struct page *page)
{
    struct text_buffer *out = page->out;
    while (out->length && out->bytes[out->length - 1] == ' ')
        out->length--;
    text_put(out, "\n");
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
            put_cell(page, &layout, row, 0);
            for (size_t c = from; c + 1 < to; c++) {
                text_put_repeated(page->out, " ", GAP);
                put_cell(page, &layout, row, c);
            }
            text_put_repeated(page->out, " ", GAP);
            if (to > from)
                put_last_cell(page, &layout, row, to - 1, used - layout.width[to - 1]);
            end_row(page);
            if (row == 0) {
                text_put_repeated(page->out, page->style->utf8 ? "─" : "-", used);
                text_put(page->out, "\n");
            }
        }
        if (to == from)
            break;
    }
}

/* --- the histogram --------------------------------------------------------------------------------------------------
 */

struct bars { /* bars of the chart put together into lines; the thin ends are one line each */
    size_t count;
    double low[HISTOGRAM_LINES + 3], high[HISTOGRAM_LINES + 3], share[HISTOGRAM_LINES + 3];
};

static struct bars bars_of(const struct block_series *series)
{
    static const double THIN_END = 0.005;
    struct bars bars = {0, {0}, {0}, {0}};
    size_t first = 0, last = series->count;
    double below = 0, above = 0;
    while (first < last && below + series->y[first] <= THIN_END)
        below += series->y[first++];
    while (last > first && above + series->y[last - 1] <= THIN_END)
        above += series->y[--last];
    size_t together = (last - first + HISTOGRAM_LINES - 1) / HISTOGRAM_LINES;
    if (first > 0 && below > 0) {
        bars.low[0] = -INFINITY;
        bars.high[0] = series->high[first - 1];
        bars.share[bars.count++] = below;
    }
    size_t zero = first; /* zero stays between two lines */
    while (zero < last && series->low[zero] < 0)
        zero++;
    size_t phase = zero < last ? together - (zero - first) % together : 0;
    for (size_t i = first; i < last; i++) {
        if (i == first || (i - first + phase) % together == 0)
            bars.low[bars.count++] = series->low[i];
        bars.high[bars.count - 1] = series->high[i];
        bars.share[bars.count - 1] += series->y[i];
    }
    if (last < series->count && above > 0) {
        bars.low[bars.count] = series->low[last];
        bars.high[bars.count] = INFINITY;
        bars.share[bars.count++] = above;
    }
    return bars;
}

static const char *bar_label(const struct page *page, double low, double high, const char *unit)
{
    if (isinf(low))
        return arena_text(page->arena, "below %s", number_short(page->arena, high, unit));
    if (isinf(high))
        return arena_text(page->arena, "%s and more", number_short(page->arena, low, unit));
    return arena_text(page->arena, "%s to %s", number_short(page->arena, low, unit),
                      number_short(page->arena, high, unit));
}

static void put_bar(const struct page *page, double columns)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int steps = (int)(columns * 8 + 0.5);
    if (page->style->utf8) {
        text_put_repeated(page->out, "█", (size_t)(steps / 8));
        text_put(page->out, eighths[steps % 8]);
    } else {
        text_put_repeated(page->out, "#", (size_t)((steps + 4) / 8));
    }
}

static void put_histogram(const struct page *page, const struct block *block)
{
    if (!block->series_count || !block->series[0].count)
        return;
    const char *unit = block->unit_x ? block->unit_x : "";
    struct bars bars = bars_of(&block->series[0]);
    const char *label[HISTOGRAM_LINES + 3];
    size_t widest = 0;
    double most = 0;
    for (size_t i = 0; i < bars.count; i++) {
        label[i] = shown(page, bar_label(page, bars.low[i], bars.high[i], unit));
        size_t width = utf8_width(label[i]);
        widest = width > widest ? width : widest;
        most = bars.share[i] > most ? bars.share[i] : most;
    }
    for (size_t i = 0; i < bars.count; i++) {
        text_put_repeated(page->out, " ", widest - utf8_width(label[i]));
        text_putf(page->out, "%s %5.1f%% ", label[i], 100 * bars.share[i]);
        put_bar(page, most > 0 ? bars.share[i] / most * BAR_COLUMNS : 0);
        end_row(page);
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
        put_histogram(page, block);
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
        put_report(&page, report->part[i]);
    }
    if (!report->part_count || report->block_count) {
        if (report->part_count)
            text_put(out, "\n");
        put_report(&page, report);
    }
    return STATUS_OK;
}

const struct output_format table_format = {
    .name = "table", .ending = ".txt", .summary = "tables for people, in a terminal", .write = table_write};
