#include "outputs/xlsx_blocks.h"

#include "outputs/paragraph.h"
#include "outputs/text_buffer.h"
#include "outputs/utf8.h"
#include "outputs/xlsx_charts.h"

#include <math.h>
#include <string.h>

enum { LINE_WIDTH = 100, WRAP_FROM = 60 };

/* Where the writing of the number itself ends and that of its interval begins: " ± 95", " (0% to 0.0004%)". */
static size_t number_length(const char *text)
{
    const char *error = strstr(text, " ± "), *interval = strstr(text, " (");
    const char *end = error && (!interval || error < interval) ? error : interval;
    return end ? (size_t)(end - text) : strlen(text);
}

static bool has_interval(const struct block_cell *cell)
{
    return isfinite(cell->number) && cell->text && cell->text[number_length(cell->text)];
}

static bool column_has_interval(const struct block *block, size_t column)
{
    for (size_t r = 0; r < block->rows; r++)
        if (has_interval(&block->cell[r * block->columns + column]))
            return true;
    return false;
}

static enum cell_align align_of(const struct block *block, size_t column)
{
    return block->align ? block->align[column] : column ? ALIGN_RIGHT : ALIGN_LEFT;
}

/* A text that begins where a number ends would run into it. */
static bool follows_number(const struct block *block, size_t column, const bool *interval)
{
    return column && align_of(block, column) == ALIGN_LEFT && align_of(block, column - 1) == ALIGN_RIGHT &&
           !interval[column - 1];
}

static enum xlsx_style text_style(const struct block *block, size_t column, const bool *interval, const char *text)
{
    if (align_of(block, column) == ALIGN_RIGHT)
        return XLSX_RIGHT;
    if (utf8_width(text) > WRAP_FROM)
        return XLSX_WRAPPED;
    return follows_number(block, column, interval) ? XLSX_INDENTED : XLSX_PLAIN;
}

static void put_number(struct xlsx_sheet *sheet, size_t column, const struct block_cell *cell, bool strong)
{
    struct xlsx_number_format format;
    const char *text = cell->text ? cell->text : "";
    if (!xlsx_number_format_of_text(text, number_length(text), cell->number, &format))
        format = xlsx_number_format_of_unit(cell->number, NAN, cell->unit ? cell->unit : "");
    xlsx_book_number(sheet, sheet->row, column, cell->number, &format, strong ? XLSX_STRONG : XLSX_PLAIN);
}

static void put_row(struct xlsx_sheet *sheet, const struct block *block, const struct block_cell *cells,
                    const bool *interval)
{
    size_t column = 0;
    for (size_t c = 0; c < block->columns; c++) {
        const struct block_cell *cell = &cells[c];
        const char *text = cell->text ? cell->text : "";
        if (isfinite(cell->number))
            put_number(sheet, column++, cell, !block->heading);
        else
            xlsx_book_text(sheet, sheet->row, column++, text, text_style(block, c, interval, text));
        if (interval[c])
            xlsx_book_text(sheet, sheet->row, column++, has_interval(cell) ? text + number_length(text) + 1 : "",
                           XLSX_NOTE);
    }
    sheet->row++;
}

static void put_headings(struct xlsx_sheet *sheet, const struct block *block, const bool *interval)
{
    size_t column = 0;
    for (size_t c = 0; c < block->columns; c++) {
        xlsx_book_text(sheet, sheet->row, column++, block->heading[c] ? block->heading[c] : "",
                       align_of(block, c) == ALIGN_RIGHT    ? XLSX_HEADER_RIGHT
                       : follows_number(block, c, interval) ? XLSX_HEADER_INDENTED
                                                            : XLSX_HEADER);
        if (interval[c])
            xlsx_book_text(sheet, sheet->row, column++, "", XLSX_HEADER);
    }
    sheet->row++;
}

static void put_table(struct xlsx_sheet *sheet, const struct block *block)
{
    bool *interval = arena_alloc(sheet->book->arena, block->columns + 1, sizeof *interval);
    for (size_t c = 0; c < block->columns; c++)
        interval[c] = column_has_interval(block, c);
    if (block->heading)
        put_headings(sheet, block, interval);
    for (size_t r = 0; r < block->rows; r++)
        put_row(sheet, block, block->cell + r * block->columns, interval);
}

/* A paragraph in several rows. */
static void put_text(struct xlsx_sheet *sheet, const char *text, enum xlsx_style style)
{
    struct arena *arena = sheet->book->arena;
    struct text_buffer lines = {.arena = arena};
    paragraph_put(&lines, text, LINE_WIDTH, "", "");
    for (const char *line = lines.bytes ? lines.bytes : ""; *line;) {
        size_t length = strcspn(line, "\n");
        xlsx_book_line(sheet, sheet->row++, arena_copy(arena, line, length), style);
        line += length + (line[length] == '\n');
    }
}

uint32_t xlsx_blocks_headed_rows(const struct block *block)
{
    uint32_t rows = 0;
    rows += block->kind != BLOCK_CHART && block->title;
    rows += block->kind == BLOCK_TABLE && block->heading;
    return rows;
}

void xlsx_blocks_put(struct xlsx_sheet *sheet, const struct block *block, const char *owner)
{
    bool chart = block->kind == BLOCK_CHART;
    if (block->title && !chart) /* a chart has its title in itself */
        xlsx_book_line(sheet, sheet->row++, block->title, XLSX_HEADING);
    if (block->kind == BLOCK_TABLE)
        put_table(sheet, block);
    if (chart && !xlsx_charts_reserve(sheet, block, owner))
        return;
    if (block->kind != BLOCK_TABLE && block->text)
        put_text(sheet, block->text, XLSX_MUTED);
    sheet->row++;
}
