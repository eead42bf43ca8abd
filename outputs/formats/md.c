/* Markdown: the same blocks as tables of GitHub's flavour. */
#include "outputs/formats.h"
#include "outputs/gathered_notes.h"
#include "outputs/origin.h"
#include "outputs/text_buffer.h"
#include "outputs/utf8.h"

#include <string.h>

static void put_inline(struct text_buffer *out, const char *text)
{
    for (const char *at = utf8_for_terminal(out->arena, text ? text : "", true); *at; at++) {
        if (strchr("\\`*_[]<>|~&", *at))
            text_put(out, "\\");
        text_put_bytes(out, at, 1);
    }
}

/* Nothing of an input acts as markup: every character that could is escaped. At the begin of a line more could: "# ",
 * "- ", "1. ". */
static void put_escaped(struct text_buffer *out, const char *text)
{
    size_t digits = strspn(text, "0123456789");
    if (digits && (text[digits] == '.' || text[digits] == ')') && (text[digits + 1] == ' ' || !text[digits + 1])) {
        text_put_bytes(out, text, digits);
        text += digits;
        text_put(out, "\\");
    } else if (*text && strchr("#+-=:", *text)) {
        text_put(out, "\\");
    }
    put_inline(out, text);
}

static void put_table(struct text_buffer *out, const struct block *block)
{
    text_put(out, "|");
    for (size_t c = 0; c < block->columns; c++) {
        text_put(out, " ");
        put_inline(out, block->heading ? block->heading[c] : "");
        text_put(out, " |");
    }
    text_put(out, "\n|");
    for (size_t c = 0; c < block->columns; c++)
        text_put(out, block->align[c] == ALIGN_RIGHT ? " ---: |" : " :--- |");
    for (size_t r = 0; r < block->rows; r++) {
        text_put(out, "\n|");
        for (size_t c = 0; c < block->columns; c++) {
            text_put(out, " ");
            put_inline(out, block->cell[r * block->columns + c].text);
            text_put(out, " |");
        }
    }
    text_put(out, "\n");
}

static void put_notes(struct text_buffer *out, const char *title, const struct report_note *note, size_t count)
{
    if (!count)
        return;
    text_putf(out, "\n## %s (%zu)\n\n", title, count);
    note = gathered_notes(out->arena, note, count, &count);
    for (size_t i = 0; i < count; i++) {
        text_put(out, "- ");
        put_escaped(out, note[i].text);
        if (note[i].at && *note[i].at) {
            text_put(out, " (");
            put_inline(out, note[i].at);
            text_put(out, ")");
        }
        text_put(out, "\n");
    }
}

static void put_block(struct text_buffer *out, const struct block *block, const struct block *before)
{
    bool titled = block->title && !(before && before->title && strcmp(block->title, before->title) == 0);
    if (block->kind != BLOCK_TABLE && (!block->text || !*block->text))
        return;
    if (titled) {
        text_put(out, "\n## ");
        put_escaped(out, block->title);
        text_put(out, "\n");
    }
    text_put(out, "\n");
    if (block->kind == BLOCK_TABLE) {
        put_table(out, block);
    } else {
        put_escaped(out, block->text);
        text_put(out, "\n");
    }
}

static void put_report(struct text_buffer *out, const struct report *report)
{
    text_put(out, "# ");
    put_escaped(out, origin_title(report));
    text_put(out, "\n");
    for (size_t i = 0; i < report->block_count; i++)
        put_block(out, &report->block[i], i ? &report->block[i - 1] : NULL);
    put_notes(out, "Warnings", report->warning, report->warning_count);
    if (report->assumptions_listed)
        put_notes(out, "What was assumed", report->assumption, report->assumption_count);
    else if (report->assumption_count)
        text_putf(out, "\n%s\n", gathered_notes_count(out->arena, report->assumption_count));
    text_put(out, "\n---\n\n");
    put_escaped(out, origin_line(report));
    text_put(out, "\n");
}

static enum status md_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                            const char **fault)
{
    (void)style;
    (void)fault;
    for (size_t i = 0; i < report->part_count; i++) {
        if (i)
            text_put(out, "\n");
        put_report(out, report->part[i]);
    }
    if (!report->part_count || report->block_count) {
        if (report->part_count)
            text_put(out, "\n");
        put_report(out, report);
    }
    return STATUS_OK;
}

const struct output_format md_format = {.name = "md",
                                        .ending = ".md",
                                        .summary = "Markdown, for a page or a pull request",
                                        .for_people = true,
                                        .write = md_write};
