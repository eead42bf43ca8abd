/* One HTML file: no script, nothing fetched, charts inline, the result as JSON inside. Whatever an input says is text.
 */
#include "outputs/html_style.h"
#include "outputs/number.h"
#include "outputs/origin.h"
#include "outputs/report.h"
#include "outputs/svg.h"
#include "outputs/svg_charts.h"

#include <math.h>
#include <string.h>

struct page {
    struct text_buffer *out;
    struct arena *arena;
    unsigned charts; /* so far: their ids */
};

/* --- headline -------------------------------------------------------------------------------------------------------
 */

/* "$149,833 ± 103": the half-width stands back. */
static void put_number_text(struct text_buffer *out, const char *text)
{
    const char *error = strstr(text, " ± ");
    if (!error)
        error = strstr(text, " (");
    if (!error) {
        svg_words(out, text);
        return;
    }
    svg_words(out, arena_copy(out->arena, text, (size_t)(error - text)));
    text_put(out, " <span class=\"pm\">");
    svg_words(out, error + 1);
    text_put(out, "</span>");
}

static const char *tone_of(const char *text)
{
    return *text == '+' ? "up" : *text == '-' ? "down" : "";
}

static void put_headline_item(struct page *page, const char *label, const struct block_cell *value, bool main_item)
{
    struct text_buffer *out = page->out;
    text_putf(out, "<div%s><dt>", main_item ? " class=\"main\"" : "");
    svg_words(out, label);
    text_putf(out, "</dt><dd class=\"%s\">", main_item ? tone_of(value->text) : "");
    put_number_text(out, value->text);
    if (value->unit && strcmp(value->unit, "share") == 0 && value->number >= 0 && value->number <= 1) {
        text_put(out, "<span class=\"meter\"><i style=\"width:");
        svg_number(out, 100 * value->number);
        text_put(out, "%\"></i></span>");
    }
    text_put(out, "</dd></div>\n");
}

/* An untitled table of two columns without a heading says the main figures; the one with a written sign is the gain or
 * loss that everything comes to, and comes first. */
static bool is_headline(const struct block *block)
{
    return block->kind == BLOCK_TABLE && !block->title && !block->heading && block->columns == 2;
}

static void put_headline(struct page *page, const struct block *block)
{
    size_t main_row = block->rows;
    for (size_t r = 0; r < block->rows && main_row == block->rows; r++)
        if (*tone_of(block->cell[2 * r + 1].text))
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

static void put_cell(struct page *page, const struct block *block, size_t row, size_t c)
{
    struct text_buffer *out = page->out;
    const struct block_cell *cell = &block->cell[row * block->columns + c];
    const char *text = cell->text ? cell->text : "";
    bool number = !isnan(cell->number), left = block->align[c] == ALIGN_LEFT;
    text_put(out, c ? "<td" : "<th scope=\"row\"");
    if (left || (number && *tone_of(text)))
        text_putf(out, " class=\"%s%s%s\"", left ? "l w" : "", left && number ? " " : "", number ? tone_of(text) : "");
    if (c && block->heading && *block->heading[c]) { /* on a phone the row stands as a list */
        text_put(out, " data-is=\"");
        svg_words(out, block->heading[c]);
        text_put(out, "\"");
    }
    text_put(out, ">");
    if (number) {
        text_put(out, "<span>");
        put_number_text(out, text);
        text_put(out, "</span>");
    } else if (left)
        svg_escaped(out, text);
    else
        svg_words(out, text);
    text_put(out, c ? "</td>" : "</th>");
}

static void put_table(struct page *page, const struct block *block)
{
    struct text_buffer *out = page->out;
    text_put(out, "<div class=\"scroll\"><table>\n");
    if (block->heading) {
        text_put(out, "<thead><tr>");
        for (size_t c = 0; c < block->columns; c++) {
            const char *side = block->align[c] == ALIGN_LEFT ? " class=\"l\"" : "";
            bool named = block->heading[c] && *block->heading[c];
            text_putf(out, named ? "<th scope=\"col\"%s>" : "<td%s>", side);
            svg_words(out, block->heading[c]);
            text_put(out, named ? "</th>" : "</td>");
        }
        text_put(out, "</tr></thead>\n");
    }
    text_put(out, "<tbody>\n");
    for (size_t r = 0; r < block->rows; r++) {
        text_put(out, "<tr>");
        for (size_t c = 0; c < block->columns; c++)
            put_cell(page, block, r, c);
        text_put(out, "</tr>\n");
    }
    text_put(out, "</tbody></table></div>\n");
}

/* Drawn twice, for a desk and for a phone: one of the two is shown, and the style sheet knows which. */
static void put_chart(struct page *page, const struct block *block)
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
        svg_words(out, block->text);
        text_put(out, "</figcaption>");
    }
    text_put(out, "</figure>\n");
}

static void put_block(struct page *page, const struct block *block)
{
    if (block->kind == BLOCK_CHART) {
        put_chart(page, block);
    } else if (is_headline(block)) {
        put_headline(page, block);
    } else if (block->kind == BLOCK_TABLE) {
        put_table(page, block);
    } else {
        text_put(page->out, "<p class=\"note\">");
        svg_words(page->out, block->text);
        text_put(page->out, "</p>\n");
    }
}

/* --- sections -------------------------------------------------------------------------------------------------------
 */

/* A section lasts while the title is the same, or there is none. Its charts come before its tables. */
static size_t section_end(const struct report *report, size_t from)
{
    const char *title = report->block[from].title;
    size_t end = from + 1;
    for (; end < report->block_count; end++) {
        const char *next = report->block[end].title;
        if (next && (!title || strcmp(next, title) != 0))
            break;
    }
    return end;
}

static void put_sections(struct page *page, const struct report *report)
{
    for (size_t from = 0, end; from < report->block_count; from = end) {
        end = section_end(report, from);
        const char *title = report->block[from].title;
        text_putf(page->out, "<section%s>\n", title ? "" : " class=\"head\"");
        if (title) {
            text_put(page->out, "<h2>");
            svg_words(page->out, title);
            text_put(page->out, "</h2>\n");
        }
        for (int charts = 1; charts >= 0; charts--)
            for (size_t i = from; i < end; i++)
                if ((report->block[i].kind == BLOCK_CHART) == (charts == 1))
                    put_block(page, &report->block[i]);
        text_put(page->out, "</section>\n");
    }
}

static void put_notes(struct page *page, const char *title, const char *style_class, const struct report_note *note,
                      size_t count)
{
    if (!count)
        return;
    struct text_buffer *out = page->out;
    text_putf(out, "<section><h2>%s <span class=\"count\">%s</span></h2>\n<ul class=\"%s\">\n", title,
              number_count(page->arena, count), style_class);
    for (size_t i = 0; i < count; i++) {
        text_put(out, "<li>");
        svg_escaped(out, note[i].text);
        if (note[i].at && *note[i].at) {
            text_put(out, " <code>");
            svg_escaped(out, note[i].at);
            text_put(out, "</code>");
        }
        text_put(out, "</li>\n");
    }
    text_put(out, "</ul></section>\n");
}

static void put_inputs(struct page *page, const struct report *report)
{
    if (!report->input_count)
        return;
    struct text_buffer *out = page->out;
    text_put(out, "<section><h2>The offer as it was read</h2>\n<div class=\"scroll\"><table><tbody>\n");
    for (size_t i = 0; i < report->input_count; i++) {
        text_put(out, "<tr><th scope=\"row\" class=\"l w\"><code>");
        svg_escaped(out, report->input[i].at);
        text_put(out, "</code></th><td class=\"l w\">");
        svg_escaped(out, report->input[i].text);
        text_put(out, "</td></tr>\n");
    }
    text_put(out, "</tbody></table></div></section>\n");
}

static void put_report(struct page *page, const struct report *report, unsigned number)
{
    struct text_buffer *out = page->out;
    text_putf(out, "<article id=\"offer-%u\">\n<header><p class=\"kicker\">", number);
    if (report->simulated)
        text_putf(out, "%s simulated futures", number_count(page->arena, report->paths));
    else
        text_putf(out, "offercast %s", report->command);
    text_put(out, "</p>\n<h1>");
    svg_escaped(out, origin_title(report));
    text_put(out, "</h1></header>\n");
    put_sections(page, report);
    put_notes(page, "Warnings", "notes warn", report->warning, report->warning_count);
    put_notes(page, "What was assumed", "notes", report->assumption, report->assumption_count);
    put_inputs(page, report);
    text_put(out, "<footer><div>");
    svg_escaped(out, origin_line(report));
    text_put(out, "</div>");
    if (report->sha256[0])
        text_putf(out, "<div>SHA-256 of the input: %s</div>", report->sha256);
    text_put(out, "</footer>\n</article>\n");
}

/* --- the page -------------------------------------------------------------------------------------------------------
 */

/* In JSON, "<" stands only inside strings, where < means the same: so no text can close the element. The line
 * separators U+2028 and U+2029 end lines for old parsers. */
static enum status put_json(struct page *page, const struct report *report, const struct output_style *style,
                            const char **fault)
{
    struct text_buffer json = {.arena = page->arena};
    enum status status = output_format_named("json")->write(report, style, &json, fault);
    if (status != STATUS_OK)
        return status;
    text_put(page->out, "<script type=\"application/json\" id=\"offercast-result\">\n");
    for (const char *at = json.bytes; *at; at++) {
        if (*at == '<' || *at == '>' || *at == '&')
            text_putf(page->out, "\\u%04x", (unsigned)*at);
        else if (strncmp(at, "\xE2\x80\xA8", 3) == 0 || strncmp(at, "\xE2\x80\xA9", 3) == 0) {
            text_put(page->out, at[2] == '\xA8' ? "\\u2028" : "\\u2029");
            at += 2;
        } else
            text_put_bytes(page->out, at, 1);
    }
    text_put(page->out, "</script>\n");
    return STATUS_OK;
}

/* The policy lets nothing run and nothing be fetched, whatever a name contains. */
static void put_head(struct page *page, const struct report *report)
{
    struct text_buffer *out = page->out;
    text_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                  "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n");
    text_putf(out, "<meta name=\"generator\" content=\"offercast %s\">\n<title>", OFFERCAST_VERSION);
    svg_escaped(out, origin_title(report));
    text_put(out, "</title>\n<style>\n");
    for (size_t i = 0; html_style[i]; i++)
        text_put(out, html_style[i]);
    text_put(out, "</style>\n</head>\n<body>\n<main>\n");
}

static void put_contents(struct page *page, const struct report *report)
{
    text_put(page->out, "<nav aria-label=\"Offers\">");
    for (size_t i = 0; i < report->part_count; i++) {
        text_putf(page->out, "<a href=\"#offer-%zu\">", i + 1);
        svg_escaped(page->out, origin_title(report->part[i]));
        text_put(page->out, "</a> ");
    }
    text_put(page->out, "</nav>\n");
}

static enum status html_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                              const char **fault)
{
    struct page page = {out, report->arena, 0};
    put_head(&page, report);
    if (report->part_count)
        put_contents(&page, report);
    for (size_t i = 0; i < report->part_count; i++)
        put_report(&page, report->part[i], (unsigned)i + 1);
    if (!report->part_count || report->block_count)
        put_report(&page, report, (unsigned)report->part_count + 1);
    text_put(out, "</main>\n");
    enum status status = put_json(&page, report, style, fault);
    text_put(out, "</body>\n</html>\n");
    return status;
}

const struct output_format html_format = {.name = "html",
                                          .ending = ".html",
                                          .summary = "one page with charts, for a browser or a printer",
                                          .write = html_write};
