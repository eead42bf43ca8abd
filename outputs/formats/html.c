/* One HTML file: no script, nothing fetched, charts inline, the result as packed JSON inside. Whatever an input says is
 * text. */
#include "outputs/formats.h"
#include "outputs/gathered_notes.h"
#include "outputs/html_blocks.h"
#include "outputs/html_font.h"
#include "outputs/html_style.h"
#include "outputs/html_text.h"
#include "outputs/note_place.h"
#include "outputs/origin.h"
#include "outputs/packed_text.h"
#include "outputs/svg.h"
#include "outputs/utf8.h"
#include "sim/number.h"

#include <string.h>

enum { LONG_TITLE = 48 }; /* letters from which a title is set smaller */

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

/* A paragraph that opens its section says the thing itself; one behind a table or a chart explains it. */
static void put_section(struct html_page *page, const struct block *block, size_t count)
{
    bool opened = false;
    for (int charts = 1; charts >= 0; charts--)
        for (size_t i = 0; i < count; i++)
            if ((block[i].kind == BLOCK_CHART) == (charts == 1)) {
                html_blocks_put(page, &block[i], opened ? "note" : "lede");
                opened = opened || block[i].kind != BLOCK_TEXT;
            }
}

static const char *section_id(const struct html_page *page, size_t number)
{
    return arena_text(page->arena, "offer-%u-%zu", page->offer, number);
}

/* A section whose only block is drawn beside the answer. */
static bool is_shown_above(const struct report *report, size_t from)
{
    return report->answer && section_end(report, from) == from + 1 && &report->block[from] == report->answer->spread;
}

/* What the section shows in a sentence, with its title small above; else the title. */
static void put_title(struct html_page *page, const struct block *block, size_t count)
{
    const char *message = NULL;
    for (size_t i = 0; i < count && !message; i++)
        message = block[i].message;
    if (message) {
        text_put(page->out, "<p class=\"kicker\">");
        svg_words(page->out, block->title);
        text_put(page->out, "</p>\n");
    }
    text_put(page->out, "<h2>");
    svg_words(page->out, message ? message : block->title);
    text_put(page->out, "</h2>\n");
}

static void open_fold(struct html_page *page, const char *title, const char *count)
{
    text_put(page->out, "<details><summary><h2>");
    svg_words(page->out, title);
    text_putf(page->out, "%s%s%s</h2></summary>\n", *count ? " <span class=\"count\">" : "", count,
              *count ? "</span>" : "");
}

/* The blocks of a section that are not shown elsewhere, in their order. */
static size_t left_of(const struct report *report, size_t from, size_t end, struct block *left)
{
    size_t count = 0;
    for (size_t i = from; i < end; i++)
        if (!report->answer || &report->block[i] != report->answer->spread)
            left[count++] = report->block[i];
    return count;
}

/* --- contents ----------------------------------------------------------------------------------------------------- */

enum { CONTENTS_LEAST = 3 }; /* a page with fewer sections is seen at a glance */

static void put_entry(struct html_page *page, const char *id, const char *title)
{
    text_putf(page->out, "<a href=\"#%s\">", id);
    svg_words(page->out, title);
    text_put(page->out, "</a> ");
}

/* Of the sections from the block `first`, which is number `number`. */
static void put_contents(struct html_page *page, const struct report *report, size_t first, size_t number)
{
    size_t titled = 0;
    for (size_t i = first; i < report->block_count; i = section_end(report, i))
        titled += report->block[i].title != NULL;
    if (titled < CONTENTS_LEAST)
        return;
    text_put(page->out, "<nav class=\"contents\" aria-label=\"Contents\">");
    for (size_t from = first; from < report->block_count; from = section_end(report, from), number++)
        if (report->block[from].title && !is_shown_above(report, from))
            put_entry(page, section_id(page, number), report->block[from].title);
    if (report->assumption_count)
        put_entry(page, arena_text(page->arena, "assumed-%u", page->offer), "What was assumed");
    if (report->input_count)
        put_entry(page, arena_text(page->arena, "inputs-%u", page->offer), "The offer as it was understood");
    text_put(page->out, "</nav>\n");
}

/* --- all sections --------------------------------------------------------------------------------------------------
 */

/* Below an answer, what it says in words is there once more in figures, for who wants them. The contents follow what a
 * page says first: the answer, or its first section. */
static void put_sections(struct html_page *page, const struct report *report)
{
    struct block *left = arena_alloc(page->arena, report->block_count + 1, sizeof *left);
    bool listed = report->answer;
    if (listed)
        put_contents(page, report, 0, 1);
    for (size_t from = 0, end, number = 1; from < report->block_count; from = end, number++) {
        end = section_end(report, from);
        const char *title = report->block[from].title;
        size_t count = left_of(report, from, end, left);
        bool folded = report->answer && (!title || report->block[from].folds);
        if (!count)
            continue;
        text_putf(page->out, "<section id=\"%s\"%s>\n", section_id(page, number),
                  title || folded ? "" : " class=\"head\"");
        if (folded)
            open_fold(page, title ? title : "In figures", "");
        else if (title)
            put_title(page, left, count);
        put_section(page, left, count);
        text_putf(page->out, "%s</section>\n", folded ? "</details>" : "");
        if (!listed)
            put_contents(page, report, end, number + 1);
        listed = true;
    }
}

/* --- what stands behind the figures ------------------------------------------------------------------------------- */

static void put_list(struct html_page *page, const char *style_class, const struct report_note *note, size_t count)
{
    struct text_buffer *out = page->out;
    text_putf(out, "<ul class=\"%s\">\n", style_class);
    note = gathered_notes(page->arena, note, count, &count);
    for (size_t i = 0; i < count; i++) {
        text_put(out, "<li>");
        html_text_note(out, note[i].text);
        if (note[i].at && *note[i].at) {
            text_put(out, " <span class=\"about\">");
            svg_escaped(out, note[i].at);
            text_put(out, "</span>");
        }
        text_put(out, "</li>\n");
    }
    text_put(out, "</ul>");
}

static void put_warnings(struct html_page *page, const struct report *report)
{
    if (!report->warning_count)
        return;
    text_putf(page->out, "<section><h2>Warnings <span class=\"count\">%s</span></h2>\n",
              number_count(page->arena, report->warning_count));
    put_list(page, "notes warn", report->warning, report->warning_count);
    text_put(page->out, "</section>\n");
}

static void put_assumptions(struct html_page *page, const struct report *report)
{
    if (!report->assumption_count)
        return;
    text_putf(page->out, "<section id=\"assumed-%u\">", page->offer);
    open_fold(page, "What was assumed", number_count(page->arena, report->assumption_count));
    put_list(page, "notes", report->assumption, report->assumption_count);
    text_put(page->out, "</details></section>\n");
}

static bool any_understood(const struct report *report)
{
    for (size_t i = 0; i < report->input_count; i++)
        if (report->input[i].understood)
            return true;
    return false;
}

static void put_inputs(struct html_page *page, const struct report *report)
{
    if (!report->input_count)
        return;
    struct text_buffer *out = page->out;
    bool understood = any_understood(report);
    text_putf(out, "<section id=\"inputs-%u\">", page->offer);
    open_fold(page, "The offer as it was understood", "");
    text_put(out,
             "<div class=\"scroll\"><table class=\"inputs\">"
             "<thead><tr><th scope=\"col\" class=\"l\">What</th><th scope=\"col\" class=\"l\">As it was written</th>");
    text_putf(out, "%s</tr></thead><tbody>\n", understood ? "<th scope=\"col\" class=\"l\">Understood as</th>" : "");
    for (size_t i = 0; i < report->input_count; i++) {
        const struct report_input *input = &report->input[i];
        text_put(out, "<tr><th scope=\"row\" class=\"l w\">");
        svg_escaped(out, note_place_title(page->arena, input));
        text_put(out, "</th><td class=\"l w\">");
        svg_escaped(out, input->text);
        if (understood) {
            text_put(out, "</td><td class=\"l w\">");
            svg_escaped(out, input->understood ? input->understood : "");
        }
        text_put(out, "</td></tr>\n");
    }
    text_put(out, "</tbody></table></div></details></section>\n");
}

/* --- one offer ---------------------------------------------------------------------------------------------------- */

/* Above the fold: the verdict, how the outcomes spread, and what goes with it, as a terminal shows it. */
static void put_answer(struct html_page *page, const struct report_answer *answer)
{
    struct text_buffer *out = page->out;
    text_put(out, "<section class=\"answer\"><p class=\"verdict\">");
    svg_escaped(out, answer->verdict);
    text_put(out, "</p>\n");
    if (answer->spread)
        html_blocks_put(page, answer->spread, "");
    for (size_t i = 0; i < answer->table_count; i++)
        html_blocks_put(page, &answer->table[i], "");
    text_put(out, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < answer->line_count; i++) {
        if (*answer->line[i].at)
            text_putf(out, "<dt>%s</dt>", answer->line[i].at);
        text_put(out, "<dd>");
        svg_words(out, answer->line[i].text);
        text_put(out, "</dd>\n");
    }
    text_put(out, "</dl></section>\n");
}

static void put_report(struct html_page *page, const struct report *report, unsigned number)
{
    struct text_buffer *out = page->out;
    page->offer = number;
    text_putf(out, "<article id=\"offer-%u\">\n<header><p class=\"kicker\">", number);
    text_putf(out, "offercast %s", report->command);
    if (report->simulated)
        text_putf(out, " · %s futures", number_count(page->arena, report->paths));
    text_putf(out, "</p>\n<h1%s>", utf8_width(origin_title(report)) > LONG_TITLE ? " class=\"long\"" : "");
    svg_escaped(out, origin_title(report));
    text_put(out, "</h1></header>\n");
    if (report->answer)
        put_answer(page, report->answer);
    put_sections(page, report);
    put_warnings(page, report);
    put_assumptions(page, report);
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

/* Written small, since it is many times what people see: none of its letters can close the element. */
static enum status put_json(struct html_page *page, const struct report *report, const struct output_style *style,
                            const char **fault)
{
    struct text_buffer json = {.arena = page->arena};
    enum status status = output_format_named("json")->write(report, style, &json, fault);
    if (status != STATUS_OK)
        return status;
    text_put(page->out, "<script type=\"application/gzip\" id=\"offercast-result\">\n");
    if (!packed_text_put(page->out, json.bytes, json.length)) {
        *fault = "the JSON within the page could not be packed";
        return STATUS_LIMIT;
    }
    text_put(page->out, "</script>\n");
    return STATUS_OK;
}

static void put_property(struct html_page *page, const char *property, const char *content)
{
    text_putf(page->out, "<meta property=\"%s\" content=\"", property);
    svg_escaped(page->out, content);
    text_put(page->out, "\">\n");
}

/* What a page says first: the verdict, else its first paragraph. */
static const char *first_words(const struct report *report)
{
    const struct report *first = report->part_count ? report->part[0] : report;
    if (first->answer)
        return first->answer->verdict;
    for (size_t i = 0; i < first->block_count; i++)
        if (first->block[i].kind == BLOCK_TEXT)
            return first->block[i].text;
    return "";
}

/* How a message that holds a link to the page shows it. */
static void put_card(struct html_page *page, const struct report *report)
{
    const char *words = first_words(report);
    put_property(page, "og:type", "article");
    put_property(page, "og:site_name", "offercast");
    put_property(page, "og:title", origin_title(report));
    if (!*words)
        return;
    put_property(page, "og:description", words);
    text_put(page->out, "<meta name=\"description\" content=\"");
    svg_escaped(page->out, words);
    text_put(page->out, "\">\n");
}

/* The policy lets nothing run and nothing be fetched, whatever a name contains. */
static void put_head(struct html_page *page, const struct report *report)
{
    struct text_buffer *out = page->out;
    text_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                  "'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n");
    text_putf(out, "<meta name=\"generator\" content=\"offercast %s\">\n<title>", OFFERCAST_VERSION);
    svg_escaped(out, origin_title(report));
    text_put(out, "</title>\n");
    put_card(page, report);
    text_put(out, "<style>\n@font-face{font-family:'Offercast Serif';font-weight:600;"
                  "src:url(data:font/woff2;base64,");
    for (size_t i = 0; html_font[i]; i++)
        text_put(out, html_font[i]);
    text_put(out, ") format('woff2')}\n");
    for (size_t i = 0; html_style[i]; i++)
        text_put(out, html_style[i]);
    text_put(out, "</style>\n</head>\n<body>\n<main>\n");
}

static void put_offers(struct html_page *page, const struct report *report)
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
    struct html_page page = {.out = out, .arena = report->arena};
    put_head(&page, report);
    if (report->part_count)
        put_offers(&page, report);
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
                                          .for_people = true,
                                          .write = html_write};
