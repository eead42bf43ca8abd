#include "outputs/xlsx_blocks.h"

#include "outputs/html_text.h"
#include "outputs/paragraph.h"
#include "outputs/utf8.h"

#include <math.h>
#include <string.h>

enum { LINE_WIDTH = 100, WRAP_FROM = 60 };

/* " ± 95", " (0% to 0.0004%)": a cell of its own behind the number. NULL: none. */
static const char *interval_of(const struct block_cell *cell)
{
    return isfinite(cell->number) && cell->text ? html_text_error(cell->text) : NULL;
}

static bool column_has_interval(const struct block *block, size_t column)
{
    for (size_t r = 0; r < block->rows; r++)
        if (interval_of(&block->cell[r * block->columns + column]))
            return true;
    return false;
}

static bool is_right(const struct block *block, size_t column)
{
    return block->align ? block->align[column] == ALIGN_RIGHT : column > 0;
}

/* A text that begins where a number ends would run into it. */
static bool follows_number(const struct block *block, size_t column, const bool *interval)
{
    return column && !is_right(block, column) && is_right(block, column - 1) && !interval[column - 1];
}

static void put_cell(struct xlsx_sheet *sheet, size_t column, const struct block_cell *cell, enum xlsx_style text_style,
                     bool strong)
{
    const char *text = cell->text ? cell->text : "", *interval = interval_of(cell);
    if (!isfinite(cell->number)) {
        xlsx_book_text(sheet, sheet->row, column, text, text_style);
        return;
    }
    struct xlsx_number_format format;
    size_t length = interval ? (size_t)(interval - text) : strlen(text);
    if (!xlsx_number_format_of_text(text, length, cell->number, &format))
        format = xlsx_number_format_of_unit(sheet->cells.arena, cell->number, NAN, cell->unit ? cell->unit : "");
    xlsx_book_number(sheet, sheet->row, column, cell->number, &format, strong ? XLSX_STRONG : XLSX_PLAIN);
}

static void put_row(struct xlsx_sheet *sheet, const struct block *block, const struct block_cell *cells,
                    const bool *interval)
{
    size_t column = 0;
    for (size_t c = 0; c < block->columns; c++) {
        const char *text = cells[c].text ? cells[c].text : "", *behind = interval_of(&cells[c]);
        put_cell(sheet, column++, &cells[c],
                 is_right(block, c)                   ? XLSX_RIGHT
                 : utf8_width(text) > WRAP_FROM       ? XLSX_WRAPPED
                 : follows_number(block, c, interval) ? XLSX_INDENTED
                                                      : XLSX_PLAIN,
                 !block->heading);
        if (interval[c])
            xlsx_book_text(sheet, sheet->row, column++, behind ? behind + 1 : "", XLSX_NOTE);
    }
    sheet->row++;
}

static void put_headings(struct xlsx_sheet *sheet, const struct block *block, const bool *interval)
{
    size_t column = 0;
    for (size_t c = 0; c < block->columns; c++) {
        xlsx_book_text(sheet, sheet->row, column++, block->heading[c] ? block->heading[c] : "",
                       is_right(block, c)                   ? XLSX_HEADER_RIGHT
                       : follows_number(block, c, interval) ? XLSX_HEADER_INDENTED
                                                            : XLSX_HEADER);
        if (interval[c])
            xlsx_book_text(sheet, sheet->row, column++, "", XLSX_HEADER);
    }
    sheet->row++;
}

static void put_table(struct xlsx_sheet *sheet, const struct block *block)
{
    bool *interval = arena_alloc(sheet->cells.arena, block->columns + 1, sizeof *interval);
    for (size_t c = 0; c < block->columns; c++)
        interval[c] = column_has_interval(block, c);
    if (block->heading)
        put_headings(sheet, block, interval);
    for (size_t r = 0; r < block->rows; r++)
        put_row(sheet, block, block->cell + r * block->columns, interval);
}

/* A paragraph in several rows. */
static void put_text(struct xlsx_sheet *sheet, const char *text)
{
    struct text_buffer lines = {.arena = sheet->cells.arena};
    paragraph_put(&lines, text, LINE_WIDTH, "", "");
    for (const char *line = lines.bytes ? lines.bytes : ""; *line;) {
        size_t length = strcspn(line, "\n");
        xlsx_book_line(sheet, sheet->row++, 0, arena_copy(lines.arena, line, length), XLSX_MUTED);
        line += length + (line[length] == '\n');
    }
}

uint32_t xlsx_blocks_headed_rows(const struct block *block)
{
    return (block->kind != BLOCK_CHART && block->title) + (uint32_t)(block->kind == BLOCK_TABLE && block->heading);
}

void xlsx_blocks_put(struct xlsx_sheet *sheet, struct xlsx_charts *charts, const struct block *block, const char *owner)
{
    if (block->kind == BLOCK_CHART && !xlsx_charts_reserve(charts, sheet, block, owner))
        return;
    if (block->title && block->kind != BLOCK_CHART) /* a chart has its title in itself */
        xlsx_book_line(sheet, sheet->row++, 0, block->title, XLSX_HEADING);
    if (block->kind == BLOCK_TABLE)
        put_table(sheet, block);
    else if (block->text)
        put_text(sheet, block->text);
    sheet->row++;
}
