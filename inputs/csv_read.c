#include "inputs/csv_read.h"

#include "inputs/csv_document.h"
#include "inputs/number_style.h"
#include "inputs/utf8_strict.h"

#include <string.h>

struct csv_reader {
    struct arena *arena;
    struct problems *problems;
    const struct source *source;
    const char *bytes;
    char *texts; /* a copy of the bytes in which the cells are terminated; a cell's text is never longer than it was */
    size_t at, end;
    char delimiter;
    bool open;             /* a quoted cell went on to the end */
    struct csv_cell *cell; /* of all rows, one after the other, in pieces; no row is cut */
    size_t cells, room;
};

enum { CELLS_PER_PIECE = 4 * CSV_CELLS_KEPT };

static void fault(struct csv_reader *reader, size_t at, const char *help, const char *message)
{
    problem_add(reader->problems, STATUS_INVALID, (struct place){reader->source, at}, "", help, "%s", message);
}

static bool is_blank(const struct csv_reader *reader, char byte)
{
    return byte == ' ' || (byte == '\t' && reader->delimiter != '\t');
}

static bool ends_row(const struct csv_reader *reader, size_t at)
{
    return at >= reader->end || reader->bytes[at] == '\n' || reader->bytes[at] == '\r';
}

static bool ends_cell(const struct csv_reader *reader, size_t at)
{
    return ends_row(reader, at) || reader->bytes[at] == reader->delimiter;
}

/* Bytes that no text holds. */
static void check_bytes(struct csv_reader *reader)
{
    for (size_t at = 0; at < reader->end;) {
        unsigned char byte = (unsigned char)reader->bytes[at];
        size_t bytes = utf8_length(reader->bytes + at, reader->end - at);
        if (!bytes) {
            fault(reader, at, "Save the table as \"CSV UTF-8\".", "this byte is not UTF-8");
            for (bytes = 1; at + bytes < reader->end && ((unsigned char)reader->bytes[at + bytes] & 0xC0) == 0x80;)
                bytes++;
        } else if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
            fault(reader, at, "A table is plain text.", "a control character");
        }
        at += bytes;
    }
}

/* From the opening quote to the end of the cell. */
static struct csv_cell quoted_cell(struct csv_reader *reader)
{
    struct csv_cell cell = {reader->texts + reader->at, (uint32_t)reader->at, true};
    char *out = reader->texts + reader->at;
    size_t at = reader->at + 1;
    for (; at < reader->end; at++) {
        if (reader->bytes[at] == '"') {
            if (at + 1 >= reader->end || reader->bytes[at + 1] != '"')
                break;
            at++;
        }
        *out++ = reader->bytes[at];
    }
    *out = 0;
    if (at >= reader->end) {
        fault(reader, cell.offset, "A cell ends with the quote it began with; a quote inside is doubled: \"\".",
              "a quoted cell is not closed");
        reader->at = at;
        reader->open = true;
        return cell;
    }
    for (at++; !ends_cell(reader, at) && is_blank(reader, reader->bytes[at]);)
        at++;
    if (!ends_cell(reader, at))
        fault(reader, at, "A quote inside a quoted cell is doubled: \"\".", "text after the closing quote");
    while (!ends_cell(reader, at))
        at++;
    reader->at = at;
    return cell;
}

static struct csv_cell plain_cell(struct csv_reader *reader)
{
    size_t start = reader->at, at = start;
    bool told = false;
    for (; !ends_cell(reader, at); at++) {
        if (reader->bytes[at] == '"' && !told) {
            fault(reader, at, "Put the whole cell in quotes and double the quote inside: \"a \"\"b\"\" c\".",
                  "a quote inside a cell without quotes");
            told = true;
        }
    }
    reader->at = at;
    while (at > start && is_blank(reader, reader->bytes[at - 1]))
        at--;
    reader->texts[at] = 0;
    return (struct csv_cell){reader->texts + start, (uint32_t)start, false};
}

static void add_cell(struct csv_reader *reader, struct csv_cell cell, struct csv_row *row)
{
    if (row->count++ >= CSV_CELLS_KEPT)
        return;
    size_t before = row->count - 1;
    if (reader->cells == reader->room) { /* a new piece, to which the row begun moves */
        struct csv_cell *piece = arena_alloc(reader->arena, CELLS_PER_PIECE, sizeof *piece);
        if (before)
            memcpy(piece, row->cell, before * sizeof *piece);
        reader->room = CELLS_PER_PIECE;
        reader->cell = piece;
        reader->cells = before;
        row->cell = piece;
    }
    reader->cell[reader->cells++] = cell;
}

/* One row and the end of its line. */
static struct csv_row read_row(struct csv_reader *reader)
{
    struct csv_row row = {.cell = reader->cell ? reader->cell + reader->cells : NULL};
    for (;;) {
        while (!ends_cell(reader, reader->at) && is_blank(reader, reader->bytes[reader->at]))
            reader->at++;
        bool quoted = reader->at < reader->end && reader->bytes[reader->at] == '"';
        add_cell(reader, quoted ? quoted_cell(reader) : plain_cell(reader), &row);
        if (ends_row(reader, reader->at))
            break;
        reader->at++;
    }
    row.end = (uint32_t)reader->at;
    row.open = reader->open;
    if (reader->at < reader->end)
        reader->at += reader->bytes[reader->at] == '\r' && reader->bytes[reader->at + 1] == '\n' ? 2 : 1;
    return row;
}

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count && i < CSV_CELLS_KEPT; i++) {
        if (row->cell[i].text[0])
            return false;
    }
    return true;
}

/* The one that the first line with content has most of, outside quotes; a tie goes to the comma. */
static char delimiter_of(const char *bytes, size_t length)
{
    static const char delimiters[] = ",;\t";
    size_t count[sizeof delimiters - 1] = {0}, best = 0;
    bool quoted = false, content = false;
    for (size_t at = 0; at < length; at++) {
        const char *found = strchr(delimiters, bytes[at]);
        if (bytes[at] == '"')
            quoted = !quoted;
        else if (!quoted && content && (bytes[at] == '\n' || bytes[at] == '\r'))
            break;
        else if (!quoted && bytes[at] && found)
            count[found - delimiters]++;
        content |= !found && !strchr(" \r\n", bytes[at]);
    }
    for (size_t i = 1; i < sizeof count / sizeof *count; i++) {
        if (count[i] > count[best])
            best = i;
    }
    return delimiters[best];
}

/* What the cells below the heading tell of numbers and dates. */
static struct number_style style_of(const struct csv_rows *rows)
{
    struct number_style style = {.decimal_comma = false};
    for (size_t i = 1; i < rows->count; i++) {
        const struct csv_row *row = &rows->row[i];
        for (size_t k = 0; k < row->count && k < CSV_CELLS_KEPT; k++)
            number_style_hear(&style, row->cell[k].text);
    }
    return style;
}

struct csv_rows csv_read(struct arena *arena, const struct source *source, size_t rows_max, struct problems *problems)
{
    struct source *own = arena_alloc(arena, 1, sizeof *own);
    *own = *source;
    struct csv_reader reader = {
        .arena = arena,
        .problems = problems,
        .source = own,
        .bytes = source->bytes,
        .texts = arena_copy(arena, source->bytes, source->length),
        .end = source->length,
        .delimiter = delimiter_of(source->bytes, source->length),
    };
    check_bytes(&reader);
    if (source->length > 5 && strncmp(source->bytes, "sep=", 4) == 0 && strchr("\r\n", source->bytes[5])) {
        reader.delimiter = source->bytes[4]; /* a line that some spreadsheets write and read */
        reader.at = 5;
    }
    struct csv_rows rows = {.source = own};
    struct csv_row *row = NULL;
    while (reader.at < reader.end) {
        struct csv_row next = read_row(&reader);
        if (is_empty(&next))
            continue;
        if (rows.count > rows_max) {
            if (rows_max == ROWS_MAX)
                problem_add(problems, STATUS_LIMIT, (struct place){own, next.cell->offset}, "", NULL,
                            "a table has at most %d rows", ROWS_MAX);
            break;
        }
        row = arena_grow(arena, row, rows.count, sizeof *row);
        row[rows.count++] = next;
    }
    rows.row = row;
    struct number_style style = style_of(&rows);
    if (reader.delimiter == ';' && !own->commas_wished)
        own->commas = number_style_told(&style);
    if (own->dates == DATES_UNKNOWN)
        own->dates = number_style_dates(&style);
    return rows;
}
