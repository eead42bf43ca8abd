#include "inputs/markdown_exits.h"

#include "inputs/report_tables.h"

#include <string.h>

enum { COLUMNS_LOOKED_AT = 32, LIKE_ENOUGH = 2 };

struct head { /* a line with pipes */
    size_t offset, end;
    size_t likeness;
    const char *lacking;
};

static struct head head_at(struct arena *arena, const struct source *source, size_t offset)
{
    const char *line = source->bytes + offset;
    size_t length = strcspn(line, "\r\n");
    length = length < MARKDOWN_LINE_BYTES ? length : MARKDOWN_LINE_BYTES;
    struct head head = {offset + strspn(line, "|> \t"), offset + length, 0, ""};
    if (!memchr(line, '|', length))
        return head;
    char *cells = arena_copy(arena, line, length);
    const char *cell[COLUMNS_LOOKED_AT] = {NULL};
    size_t count = 0;
    for (char *rest = cells, *next; rest && count < COLUMNS_LOOKED_AT; rest = next) {
        next = strchr(rest, '|');
        if (next)
            *next++ = '\0';
        cell[count++] = rest;
    }
    head.likeness = report_tables_exits_likeness(arena, cell, count, &head.lacking);
    /* A name and a probability are the columns of risks. */
    if (head.likeness == LIKE_ENOUGH && strstr(head.lacking, "Valuation") && !strstr(head.lacking, "Probability") &&
        !strstr(head.lacking, "Scenario"))
        head.likeness = 0;
    return head;
}

static bool is_table(const struct markdown_blocks *blocks, const struct head *head)
{
    for (size_t i = 0; i < blocks->table_count; i++) {
        size_t offset = blocks->table[i].header[0].offset;
        if (offset >= head->offset && offset <= head->end)
            return true;
    }
    return false;
}

void markdown_exits_missed(struct arena *arena, const struct source *source, const struct markdown_blocks *blocks,
                           struct problems *problems)
{
    struct head best = {0};
    for (size_t at = 0; at < source->length; at += strcspn(source->bytes + at, "\r\n") + 1) {
        struct head head = head_at(arena, source, at);
        if (head.likeness > best.likeness)
            best = head;
    }
    struct place place = {source, best.likeness >= LIKE_ENOUGH ? best.offset : 0};
    const char *message = "the report has no table of exits", *help = report_tables_exits_wanted;
    if (best.likeness >= LIKE_ENOUGH && is_table(blocks, &best)) {
        message = arena_text(arena, "%s; this one comes near, but has no column %s", message, best.lacking);
    } else if (best.likeness >= LIKE_ENOUGH) {
        message = arena_text(arena, "%s; this looks like the head of one, but it begins no table", message);
        help = "A table has an empty line above, and below its head a row of dashes with as many columns: "
               "| --- | --- |";
    }
    problems->lacking = (struct problem){.at = place, .pointer = "", .message = message, .help = help};
}
