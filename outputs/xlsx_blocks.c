#include "outputs/xlsx_blocks.h"

#include "outputs/html_text.h"
#include "outputs/paragraph.h"
#include "outputs/utf8.h"

#include <math.h>
#include <string.h>

enum { LINE_WIDTH = 100, WRAP_FROM = 60, THOUSANDS = 1000, WHOLE = 10 /* an error that leaves no decimals */ };
static const double NEAR = 1e-9; /* what a spreadsheet computes and what is shown are the same */

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

/* A table on its way to cells; a column of numbers with intervals takes two. */
struct placing {
    struct xlsx_sheet *sheet;
    const struct block *block;
    bool *interval;
    size_t *column; /* of the sheet */
    uint32_t first; /* row of the sheet that has the block's first */
};

/* Two cells, so many rows above and columns before the one with the rule; of a sum: all from the first row on. */
static const struct {
    size_t up[2], left[2];
    const char *before, *between, *after;
} rules[] = {
    [RULE_SUM] = {{0, 1}, {0, 0}, "SUM(", ":", ")"},   [RULE_PRODUCT] = {{0, 0}, {2, 1}, "", "*", ""},
    [RULE_DIFFERENCE] = {{2, 1}, {0, 0}, "", "-", ""}, [RULE_CHANGE] = {{0, 1}, {1, 1}, "", "-", ""},
    [RULE_SHARE] = {{0, 0}, {2, 2}, "", "", ""},
};

static double number_in(const struct placing *p, size_t row, size_t column)
{
    return p->block->cell[row * p->block->columns + column].number;
}

static double sum_of(const struct placing *p, size_t first, size_t end, size_t column)
{
    double sum = 0;
    for (size_t r = first; r < end; r++)
        sum += number_in(p, r, column);
    return sum;
}

static const char *place_of(const struct placing *p, size_t row, size_t column)
{
    char place[XLSX_PLACE_BYTES];
    xlsx_book_place(place, p->first + (uint32_t)row, p->column[column], false);
    return arena_copy(p->sheet->cells.arena, place, strlen(place));
}

/* What the cell's rule says, where its number is what comes of it; NULL: it stays a number. */
static const char *formula_of(const struct placing *p, size_t row, size_t column)
{
    enum cell_rule rule = p->block->cell[row * p->block->columns + column].rule;
    size_t up = rule == RULE_SUM ? row : rules[rule].up[0], left = rules[rule].left[0];
    if (rule == RULE_NONE || up > row || rules[rule].up[1] > row || left > column || rules[rule].left[1] > column)
        return NULL;
    size_t last_row = row - rules[rule].up[1], last_column = column - rules[rule].left[1];
    double first = number_in(p, row - up, column - left), last = number_in(p, last_row, last_column);
    double result = rule == RULE_SUM       ? sum_of(p, 0, row, column)
                    : rule == RULE_PRODUCT ? first * last
                    : rule == RULE_SHARE   ? first / sum_of(p, 0, p->block->rows, last_column)
                                           : first - last;
    if (!(fabs(result - number_in(p, row, column)) <= NEAR * (fabs(first) + fabs(last) + fabs(result))))
        return NULL;
    const char *whole = rule != RULE_SHARE
                            ? ""
                            : arena_text(p->sheet->cells.arena, "/SUM(%s:%s)", place_of(p, 0, last_column),
                                         place_of(p, p->block->rows - 1, last_column));
    return arena_text(p->sheet->cells.arena, "%s%s%s%s%s", rules[rule].before, place_of(p, row - up, column - left),
                      rules[rule].between, *whole ? whole : place_of(p, last_row, last_column), rules[rule].after);
}

/* What is written short, "$6.3K", is whole in a cell. */
static struct xlsx_number_format format_of(struct arena *arena, const struct block_cell *cell)
{
    const char *text = cell->text ? cell->text : "", *interval = interval_of(cell);
    struct xlsx_number_format format;
    if (!xlsx_number_format_of_text(text, interval ? (size_t)(interval - text) : strlen(text), cell->number, &format))
        format = xlsx_number_format_of_unit(arena, cell->number, fabs(cell->number) >= THOUSANDS ? WHOLE : NAN,
                                            cell->unit ? cell->unit : "");
    return format;
}

void xlsx_blocks_number(struct xlsx_sheet *sheet, size_t column, const struct block_cell *cell)
{
    struct xlsx_number_format format = format_of(sheet->cells.arena, cell);
    xlsx_book_number(sheet, sheet->row, column, cell->number, &format, XLSX_PLAIN);
}

static void put_number(const struct placing *p, size_t row, size_t column)
{
    const struct block_cell *cell = &p->block->cell[row * p->block->columns + column];
    struct xlsx_number_format format = format_of(p->sheet->cells.arena, cell);
    xlsx_book_formula(p->sheet, p->sheet->row, p->column[column], formula_of(p, row, column), cell->number, &format,
                      p->block->heading ? XLSX_PLAIN : XLSX_STRONG);
}

static void put_row(const struct placing *p, size_t row)
{
    for (size_t c = 0; c < p->block->columns; c++) {
        const struct block_cell *cell = &p->block->cell[row * p->block->columns + c];
        const char *text = cell->text ? cell->text : "", *interval = interval_of(cell);
        if (isfinite(cell->number))
            put_number(p, row, c);
        else
            xlsx_book_text(p->sheet, p->sheet->row, p->column[c], text,
                           is_right(p->block, c)                      ? XLSX_RIGHT
                           : utf8_width(text) > WRAP_FROM             ? XLSX_WRAPPED
                           : follows_number(p->block, c, p->interval) ? XLSX_INDENTED
                                                                      : XLSX_PLAIN);
        if (interval)
            xlsx_book_text(p->sheet, p->sheet->row, p->column[c] + 1, interval + 1, XLSX_NOTE);
    }
    p->sheet->row++;
}

static void put_headings(const struct placing *p)
{
    for (size_t c = 0; c < p->block->columns; c++) {
        const char *heading = p->block->heading[c];
        xlsx_book_text(p->sheet, p->sheet->row, p->column[c], heading ? heading : "",
                       is_right(p->block, c)                      ? XLSX_HEADER_RIGHT
                       : follows_number(p->block, c, p->interval) ? XLSX_HEADER_INDENTED
                                                                  : XLSX_HEADER);
        if (p->interval[c])
            xlsx_book_text(p->sheet, p->sheet->row, p->column[c] + 1, "", XLSX_HEADER);
    }
    p->sheet->row++;
}

static void put_table(struct xlsx_sheet *sheet, const struct block *block)
{
    struct placing p = {.sheet = sheet, .block = block};
    size_t column = 0;
    p.interval = arena_alloc(sheet->cells.arena, block->columns + 1, sizeof *p.interval);
    p.column = arena_alloc(sheet->cells.arena, block->columns + 1, sizeof *p.column);
    for (size_t c = 0; c < block->columns; c++) {
        p.interval[c] = column_has_interval(block, c);
        p.column[c] = column;
        column += 1 + (size_t)p.interval[c];
    }
    if (block->heading)
        put_headings(&p);
    p.first = sheet->row;
    for (size_t r = 0; r < block->rows; r++)
        put_row(&p, r);
}

void xlsx_blocks_words(struct xlsx_sheet *sheet, size_t column, const char *text, enum xlsx_style style)
{
    struct text_buffer lines = {.arena = sheet->cells.arena};
    paragraph_put(&lines, text, LINE_WIDTH, "", "");
    for (const char *line = lines.bytes ? lines.bytes : ""; *line;) {
        size_t length = strcspn(line, "\n");
        xlsx_book_line(sheet, sheet->row++, column, arena_copy(lines.arena, line, length), style);
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
        xlsx_blocks_words(sheet, 0, block->text, XLSX_MUTED);
    sheet->row++;
}
