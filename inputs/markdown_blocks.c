#include "inputs/markdown_blocks.h"

#include "inputs/markdown_copy.h"

#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ABORTED = 1, FOOTNOTE_MAX = 32 };

struct collected {
    char *bytes;
    size_t length, capacity;
    size_t offset; /* of its first character */
};

struct walk {
    struct arena *arena;
    const struct source *source;
    struct markdown_copy copy;
    struct markdown_blocks *blocks;
    struct collected plain, linked; /* the text outside and inside links */
    struct collected item;          /* of the outermost list */
    struct collected section;
    unsigned section_level; /* 0: before the first heading */
    size_t lists;           /* so far */
    unsigned item_depth;
    unsigned link_depth;
    bool in_cell, in_title, in_ignored;
    struct markdown_table *table; /* NULL outside of one */
    bool in_head;
    size_t cells, cells_of_all; /* of the body of the table; of all tables */
    bool too_many;
    size_t text_end; /* where the last text ended in the source */
    size_t at;       /* in a row: where the next cell begins */
};

static void collect(struct walk *walk, struct collected *into, const char *bytes, size_t length, size_t offset)
{
    if (into->length == 0)
        into->offset = offset;
    if (into->capacity - into->length < length + 1) {
        size_t capacity = 2 * (into->length + length) + 64;
        char *larger = arena_alloc(walk->arena, capacity, 1);
        if (into->length > 0)
            memcpy(larger, into->bytes, into->length);
        into->bytes = larger;
        into->capacity = capacity;
    }
    memcpy(into->bytes + into->length, bytes, length);
    into->length += length;
}

/* Without blanks at the ends; the offset moves along. */
static struct markdown_text trimmed(struct walk *walk, const struct collected *from)
{
    size_t first = 0, end = from->length;
    while (first < end && strchr(" \t\n", from->bytes[first]))
        first++;
    while (end > first && strchr(" \t\n", from->bytes[end - 1]))
        end--;
    const char *text = end > first ? arena_copy(walk->arena, from->bytes + first, end - first) : "";
    return (struct markdown_text){text, from->offset + first};
}

static void forget(struct walk *walk)
{
    walk->plain.length = walk->linked.length = 0;
}

/* --- places ---------------------------------------------------------------------------------------------------- */

static size_t line_end(const struct walk *walk, size_t from)
{
    while (from < walk->source->length && walk->source->bytes[from] != '\n' && walk->source->bytes[from] != '\r')
        from++;
    return from;
}

static size_t next_line(const struct walk *walk, size_t from)
{
    size_t end = line_end(walk, from), length = walk->source->length;
    const char *bytes = walk->source->bytes;
    if (end + 1 < length && bytes[end] == '\r' && bytes[end + 1] == '\n')
        return end + 2;
    return end < length ? end + 1 : end;
}

static size_t past_blanks(const struct walk *walk, size_t from)
{
    while (from < walk->source->length && (walk->source->bytes[from] == ' ' || walk->source->bytes[from] == '\t'))
        from++;
    return from;
}

/* Where the first cell of a row begins: on the line after the last text, or after the line of dashes. */
static void begin_row(struct walk *walk)
{
    if (walk->in_head)
        return;
    size_t at = next_line(walk, walk->text_end);
    if (walk->cells == 0)
        at = next_line(walk, at);
    at = past_blanks(walk, at);
    while (at < walk->source->length && walk->source->bytes[at] == '>')
        at = past_blanks(walk, at + 1);
    if (at < walk->source->length && walk->source->bytes[at] == '|')
        at++;
    walk->at = at;
    walk->text_end = at;
}

/* Past the pipe that ends the cell at walk->at. */
static void pass_cell(struct walk *walk)
{
    size_t from = walk->text_end > walk->at ? walk->text_end : walk->at;
    const char *bytes = walk->source->bytes;
    while (from < walk->source->length && bytes[from] != '|' && bytes[from] != '\n' && bytes[from] != '\r')
        from++;
    walk->at = from < walk->source->length && bytes[from] == '|' ? from + 1 : from;
    walk->text_end = walk->at;
}

/* --- cells, lines ----------------------------------------------------------------------------------------------- */

static bool is_blank(const struct collected *text)
{
    for (size_t i = 0; i < text->length; i++)
        if (!strchr(" \t\n", text->bytes[i]))
            return false;
    return true;
}

/* Footnotes of the form [^1], which md4c knows nothing of, drop out. */
static void drop_footnotes(struct collected *text)
{
    size_t out = 0;
    for (size_t in = 0; in < text->length;) {
        const char *at = text->bytes + in, *end = NULL;
        if (in + 1 < text->length && at[0] == '[' && at[1] == '^')
            end = memchr(at, ']', text->length - in < FOOTNOTE_MAX ? text->length - in : FOOTNOTE_MAX);
        if (end)
            in += (size_t)(end - at) + 1;
        else
            text->bytes[out++] = text->bytes[in++];
    }
    text->length = out;
}

static int end_cell(struct walk *walk)
{
    drop_footnotes(&walk->plain);
    struct markdown_text text = trimmed(walk, is_blank(&walk->plain) ? &walk->linked : &walk->plain);
    if (!*text.text)
        text.offset = past_blanks(walk, walk->at);
    pass_cell(walk);
    forget(walk);
    walk->in_cell = false;
    struct markdown_table *table = walk->table;
    walk->too_many = ++walk->cells_of_all > MARKDOWN_CELLS_MAX;
    if (walk->too_many)
        return ABORTED;
    if (walk->in_head) {
        table->header = arena_grow(walk->arena, table->header, table->columns, sizeof *table->header);
        table->header[table->columns++] = text;
    } else {
        table->cell = arena_grow(walk->arena, table->cell, walk->cells, sizeof *table->cell);
        table->cell[walk->cells++] = text;
    }
    return 0;
}

static void end_line(struct walk *walk)
{
    struct markdown_blocks *blocks = walk->blocks;
    if (walk->in_title && blocks->title.text == NULL && !is_blank(&walk->plain))
        blocks->title = trimmed(walk, &walk->plain);
    bool labelled = walk->plain.length > 0 && memchr(walk->plain.bytes, ':', walk->plain.length) != NULL;
    if (labelled && walk->plain.length <= MARKDOWN_LINE_BYTES) {
        blocks->line = arena_grow(walk->arena, blocks->line, blocks->line_count, sizeof *blocks->line);
        blocks->line[blocks->line_count++] = trimmed(walk, &walk->plain);
    }
    forget(walk);
}

static void end_item(struct walk *walk)
{
    struct markdown_blocks *blocks = walk->blocks;
    struct markdown_text text = trimmed(walk, &walk->item);
    if (*text.text && walk->item.length <= MARKDOWN_LINE_BYTES && blocks->item_count < MARKDOWN_ITEMS_MAX) {
        blocks->item = arena_grow(walk->arena, blocks->item, blocks->item_count, sizeof *blocks->item);
        blocks->item[blocks->item_count++] = (struct markdown_item){walk->lists, text};
    }
    walk->item.length = 0;
}

/* What belongs to the section read now, and to no table of it. */
static void collect_section(struct walk *walk, const char *bytes, size_t length, size_t offset)
{
    if (walk->section_level > 0 && !walk->table && walk->section.length + length <= MARKDOWN_SECTION_BYTES)
        collect(walk, &walk->section, bytes, length, offset);
}

static void end_section(struct walk *walk)
{
    struct markdown_blocks *blocks = walk->blocks;
    struct markdown_text text = trimmed(walk, &walk->section);
    if (*text.text && blocks->section_count < MARKDOWN_ITEMS_MAX) {
        blocks->section = arena_grow(walk->arena, blocks->section, blocks->section_count, sizeof *blocks->section);
        blocks->section[blocks->section_count++] = (struct markdown_section){walk->section_level, text};
    }
    walk->section.length = 0;
}

/* --- what md4c calls -------------------------------------------------------------------------------------------- */

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct walk *walk = context;
    if (walk->too_many)
        return ABORTED; /* md4c forgets what leaving a cell answered, but heeds this */
    if (walk->table == NULL)
        end_line(walk);
    switch (type) {
    case MD_BLOCK_H:
        end_section(walk);
        walk->section_level = ((const MD_BLOCK_H_DETAIL *)detail)->level;
        walk->in_title = walk->section_level == 1;
        break;
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
        walk->in_ignored = true;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        walk->lists += walk->item_depth == 0;
        break;
    case MD_BLOCK_LI:
        if (walk->item_depth++ > 0)
            collect(walk, &walk->item, "; ", 2, walk->text_end);
        break;
    case MD_BLOCK_TABLE:
        walk->blocks->table =
            arena_grow(walk->arena, walk->blocks->table, walk->blocks->table_count, sizeof *walk->blocks->table);
        walk->table = &walk->blocks->table[walk->blocks->table_count++];
        walk->cells = 0;
        break;
    case MD_BLOCK_THEAD:
        walk->in_head = true;
        break;
    case MD_BLOCK_TR:
        begin_row(walk);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        walk->in_cell = true;
        break;
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)detail;
    struct walk *walk = context;
    switch (type) {
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return end_cell(walk);
    case MD_BLOCK_THEAD:
        walk->in_head = false;
        break;
    case MD_BLOCK_TABLE:
        walk->table->rows = walk->table->columns > 0 ? walk->cells / walk->table->columns : 0;
        walk->table = NULL;
        break;
    case MD_BLOCK_CODE:
    case MD_BLOCK_HTML:
        walk->in_ignored = false;
        forget(walk);
        break;
    case MD_BLOCK_LI:
        end_line(walk);
        collect_section(walk, "; ", 2, walk->text_end);
        if (--walk->item_depth == 0)
            end_item(walk);
        break;
    case MD_BLOCK_DOC:
        end_line(walk);
        end_section(walk);
        break;
    default:
        if (walk->table == NULL)
            end_line(walk);
        if (type == MD_BLOCK_H || type == MD_BLOCK_P)
            collect_section(walk, "; ", 2, walk->text_end);
        if (type == MD_BLOCK_H)
            walk->in_title = false;
        break;
    }
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct walk *walk = context;
    walk->link_depth += type == MD_SPAN_A || type == MD_SPAN_IMG ? 1 : 0;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct walk *walk = context;
    walk->link_depth -= type == MD_SPAN_A || type == MD_SPAN_IMG ? 1 : 0;
    return 0;
}

static size_t encode(unsigned long code, char out[4])
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = 0xFFFD;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(first[length] | code);
    return length;
}

/* The entities that reports have in their tables. Others stay as they are written. */
static size_t entity(const char *text, size_t length, char out[4])
{
    static const struct {
        const char *name;
        unsigned code;
    } names[] = {{"&amp;", '&'},    {"&lt;", '<'},       {"&gt;", '>'},       {"&quot;", '"'},     {"&apos;", '\''},
                 {"&nbsp;", ' '},   {"&ndash;", 0x2013}, {"&mdash;", 0x2014}, {"&minus;", 0x2212}, {"&euro;", 0x20AC},
                 {"&pound;", 0xA3}, {"&yen;", 0xA5},     {"&dollar;", '$'},   {"&percnt;", '%'},   {"&times;", 0xD7},
                 {"&plus;", '+'},   {"&ge;", 0x2265},    {"&le;", 0x2264},    {"&vert;", '|'}};
    if (length > 3 && text[1] == '#') {
        bool hex = text[2] == 'x' || text[2] == 'X';
        return encode(strtoul(text + (hex ? 3 : 2), NULL, hex ? 16 : 10), out);
    }
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strlen(names[k].name) == length && memcmp(names[k].name, text, length) == 0)
            return encode(names[k].code, out);
    return 0;
}

static int text_found(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct walk *walk = context;
    if (walk->in_ignored)
        return 0;
    /* Some texts, such as a line break's, are md4c's own and not part of the copy. */
    uintptr_t address = (uintptr_t)text, start = (uintptr_t)walk->copy.text;
    bool in_source = address >= start && address < start + walk->copy.length;
    size_t offset = in_source ? markdown_copy_origin(&walk->copy, (size_t)(address - start)) : walk->text_end;
    if (in_source && offset + size > walk->text_end)
        walk->text_end = offset + size;
    struct collected *into = walk->in_cell && walk->link_depth > 0 ? &walk->linked : &walk->plain;
    char decoded[4];
    size_t length;
    if (walk->item_depth > 0 && walk->item.length <= MARKDOWN_LINE_BYTES) {
        bool blank = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || type == MD_TEXT_HTML;
        collect(walk, &walk->item, blank ? " " : text, blank ? 1 : size, offset);
    }
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        collect_section(walk, "; ", 2, offset);
    else if (type != MD_TEXT_HTML)
        collect_section(walk, text, size, offset);
    switch (type) {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        if (walk->in_cell)
            collect(walk, into, " ", 1, offset);
        else
            end_line(walk);
        break;
    case MD_TEXT_HTML:
        collect(walk, into, " ", 1, offset);
        break;
    case MD_TEXT_NULLCHAR:
        collect(walk, into, "\xEF\xBF\xBD", 3, offset);
        break;
    case MD_TEXT_ENTITY:
        length = entity(text, size, decoded);
        collect(walk, into, length > 0 ? decoded : text, length > 0 ? length : size, offset);
        break;
    default:
        collect(walk, into, text, size, offset);
        break;
    }
    return 0;
}

bool markdown_blocks_read(struct arena *arena, const struct source *source, struct problems *problems,
                          struct markdown_blocks *blocks)
{
    *blocks = (struct markdown_blocks){0};
    struct walk walk = {.arena = arena, .source = source, .blocks = blocks};
    walk.copy = markdown_copy_create(arena, source);
    static const MD_PARSER parser = {.flags = MD_FLAG_TABLES,
                                     .enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = text_found};
    int result = md_parse(walk.copy.text, (MD_SIZE)walk.copy.length, &parser, &walk);
    if (result == 0 && !walk.too_many)
        return true;
    struct place whole = {source, 0};
    if (walk.too_many)
        problem_add(problems, STATUS_LIMIT, whole, "",
                    "Leave the tables that the offer does not need out of the report.",
                    "the tables of the report have more than %d cells", MARKDOWN_CELLS_MAX);
    else
        problem_add(problems, STATUS_LIMIT, whole, "", NULL, "the report is too large for the memory there is");
    return false;
}
