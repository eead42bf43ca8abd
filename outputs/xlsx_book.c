#include "outputs/xlsx_book.h"

#include "outputs/utf8.h"
#include "outputs/xlsx_parts.h"
#include "sim/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { TEXT_UNITS = 32767, POUR_BYTES = 1 << 18, WIDTH_LEAST = 9, WIDTH_MOST = 60, NAME_BYTES = 100, HINT_WIDTH = 250 };
enum { LINE_POINTS = 15, LINES_MOST = 20, TITLE_POINTS = 24, HEADING_POINTS = 19 };
static const double WIDTH_MARGIN = 2; /* bold letters and the padding of a cell */
static const double PADDING = 0.7109375;
static const char CODE[] = "_x005F_";

struct xlsx_book *xlsx_book_create(struct text_buffer *out, const char *title, const char *comments)
{
    struct xlsx_book *book = arena_alloc(out->arena, 1, sizeof *book);
    *book = (struct xlsx_book){.arena = out->arena,
                               .zip = xlsx_zip_create(out),
                               .types = {.arena = out->arena},
                               .names = {.arena = out->arena}};
    xlsx_parts_look(book, XLSX_PLAIN, ""); /* the look of cells that hold nothing */
    xlsx_parts_properties(book, title, comments);
    return book;
}

/* --- text ------------------------------------------------------------------------------------------------------- */

/* In a cell "_x0041_" is an "A": its first underscore is written as such a code itself. */
static bool looks_like_code(const char *at)
{
    return strncmp(at, "_x", 2) == 0 && strspn(at + 2, "0123456789abcdefABCDEF") >= 4 && at[6] == '_';
}

static const char *entity_of(uint32_t point)
{
    return point == '&' ? "&amp;" : point == '<' ? "&lt;" : point == '>' ? "&gt;" : point == '"' ? "&quot;" : NULL;
}

void xlsx_book_escape(struct text_buffer *out, const char *text)
{
    size_t left = TEXT_UNITS - 1; /* of UTF-16, which is what spreadsheets count */
    for (;;) {
        size_t run = 0;
        while (run < left && text[run] >= 0x20 && text[run] < 0x7F && !strchr("&<>\"_", text[run]))
            run++;
        text_put_bytes(out, text, run);
        text += run;
        left -= run;
        if (!*text)
            return;
        if (left < sizeof CODE - 1) {
            text_put(out, "…");
            return;
        }
        const char *at = text;
        uint32_t point = utf8_next(&text);
        const char *entity = entity_of(point);
        size_t before = out->length;
        if (looks_like_code(at))
            text_put(out, CODE);
        else if (entity)
            text_put(out, entity);
        else if (utf8_is_shown(point))
            utf8_put(out, point == 0xFFFE || point == 0xFFFF ? UTF8_REPLACEMENT : point);
        else
            utf8_put_escape(out, point);
        left -= entity ? 1 : point > 0xFFFF ? 2 : point > 0x7F && utf8_is_shown(point) ? 1 : out->length - before;
    }
}

/* --- sheets ----------------------------------------------------------------------------------------------------- */

const char *xlsx_book_quoted(const struct xlsx_sheet *sheet)
{
    return strchr(sheet->name, ' ') ? arena_text(sheet->book->arena, "'%s'", sheet->name) : sheet->name;
}

static void begin_sheet(struct xlsx_sheet *sheet)
{
    struct text_buffer head = {.arena = sheet->book->arena};
    text_putf(&head,
              XLSX_PARTS_XML "<worksheet xmlns=\"" XLSX_PARTS_MAIN "\" xmlns:r=\"" XLSX_PARTS_OFFICE
                             "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView%s "
                             "workbookViewId=\"0\"><pane ySplit=\"%u\" topLeftCell=\"A%u\" activePane=\"bottomLeft\" "
                             "state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
                             "<sheetFormatPr defaultRowHeight=\"15\"/>%s",
              sheet->book->sheet_count == 1 ? " tabSelected=\"1\"" : "", (unsigned)sheet->frozen,
              (unsigned)sheet->frozen + 1, sheet->width_count ? "<cols>" : "");
    for (size_t c = 0; c < sheet->width_count; c++)
        text_putf(&head, "<col min=\"%zu\" max=\"%zu\" width=\"%.7f\" customWidth=\"1\"/>", c + 1, c + 1,
                  fmax(sheet->width[c] + WIDTH_MARGIN, WIDTH_LEAST) + PADDING);
    text_putf(&head, "%s<sheetData>", sheet->width_count ? "</cols>" : "");
    xlsx_zip_put(sheet->book->zip, head.bytes, head.length);
    sheet->poured = true;
}

/* What came so far decides how wide the columns are: all of a small sheet, thousands of rows of a large one. */
static void pour(struct xlsx_sheet *sheet)
{
    if (!sheet->poured)
        begin_sheet(sheet);
    xlsx_zip_put(sheet->book->zip, sheet->cells.bytes, sheet->cells.length);
    sheet->cells.length = 0;
}

static void end_sheet(struct xlsx_book *book)
{
    struct xlsx_sheet *sheet = book->sheet;
    if (!sheet)
        return;
    text_put(&sheet->cells, sheet->open_row ? "</row></sheetData>" : "</sheetData>");
    text_put(&sheet->cells, sheet->behind.bytes ? sheet->behind.bytes : "");
    if (sheet->choices.length)
        text_putf(&sheet->cells, "<dataValidations>%s</dataValidations>", sheet->choices.bytes);
    text_putf(&sheet->cells,
              "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>"
              "<pageSetup fitToHeight=\"0\" orientation=\"landscape\"/>%s</worksheet>",
              sheet->chart_count ? "<drawing r:id=\"rId1\"/>" : "");
    pour(sheet);
    if (sheet->chart_count)
        xlsx_parts_drawing(book, sheet);
    book->sheet = NULL;
}

struct xlsx_sheet *xlsx_book_sheet(struct xlsx_book *book, const char *name, uint32_t frozen)
{
    struct arena *arena = book->arena;
    end_sheet(book);
    struct xlsx_sheet *sheet = arena_alloc(arena, 1, sizeof *sheet);
    *sheet = (struct xlsx_sheet){.book = book,
                                 .name = name,
                                 .frozen = frozen,
                                 .cells = {.arena = arena},
                                 .behind = {.arena = arena},
                                 .choices = {.arena = arena},
                                 .drawing = {.arena = arena}};
    book->sheet = sheet;
    book->sheet_name = arena_grow(arena, book->sheet_name, book->sheet_count, sizeof *book->sheet_name);
    book->sheet_name[book->sheet_count++] = name;
    xlsx_parts_begin(book, arena_text(arena, "xl/worksheets/sheet%zu.xml", book->sheet_count),
                     "officedocument.spreadsheetml.worksheet");
    text_putf(&book->names, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%zu\">%s!$1:$%u</definedName>",
              book->sheet_count - 1, xlsx_book_quoted(sheet), (unsigned)frozen);
    return sheet;
}

enum status xlsx_book_finish(struct xlsx_book *book, const char **fault)
{
    end_sheet(book);
    xlsx_parts_finish(book);
    if (!xlsx_zip_finish(book->zip) && !book->fault)
        book->fault = "XLSX: the workbook is larger than 4 GB\n  help: a CSV file (-o FILE.csv) has no such limit";
    *fault = book->fault;
    return book->fault ? STATUS_LIMIT : STATUS_OK;
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

const char *xlsx_book_place(char place[XLSX_PLACE_BYTES], uint32_t row, size_t column, bool absolute)
{
    char letters[4] = "";
    size_t at = 3;
    for (size_t left = column + 1; left; left = (left - 1) / 26)
        letters[--at] = (char)('A' + (left - 1) % 26);
    snprintf(place, XLSX_PLACE_BYTES, "%s%s%s%u", absolute ? "$" : "", letters + at, absolute ? "$" : "",
             (unsigned)row + 1);
    return place;
}

static void open_row(struct xlsx_sheet *sheet, uint32_t row, size_t points)
{
    if (sheet->cells.length > POUR_BYTES)
        pour(sheet);
    char tag[64];
    if (sheet->open_row)
        text_put(&sheet->cells, "</row>");
    snprintf(tag, sizeof tag, points ? "<row r=\"%u\" ht=\"%zu\" customHeight=\"1\">" : "<row r=\"%u\">",
             (unsigned)row + 1, points);
    text_put(&sheet->cells, tag);
    sheet->open_row = row + 1;
}

void xlsx_book_wrap(struct xlsx_sheet *sheet, uint32_t row, const char *text, size_t width)
{
    size_t lines = utf8_width(text) / width + 1;
    if (row < XLSX_ROWS && lines > 1)
        open_row(sheet, row, lines < LINES_MOST ? lines * LINE_POINTS : LINES_MOST * LINE_POINTS);
}

/* The beginning of a cell's tag. False: the sheet has no such place. */
static bool open_cell(struct xlsx_sheet *sheet, uint32_t row, size_t column, enum xlsx_style style, const char *format)
{
    struct xlsx_book *book = sheet->book;
    if (row >= XLSX_ROWS || column >= XLSX_COLUMNS) {
        book->fault = "XLSX: a sheet holds at most 1,048,576 rows and 16,384 columns\n  help: a CSV file (-o FILE.csv) "
                      "has no such limit; --stat writes fewer rows";
        return false;
    }
    if (sheet->open_row != row + 1)
        open_row(sheet, row, style == XLSX_TITLE ? TITLE_POINTS : style == XLSX_HEADING ? HEADING_POINTS : 0);
    char place[XLSX_PLACE_BYTES], tag[64];
    snprintf(tag, sizeof tag, "<c r=\"%s\" s=\"%zu\"", xlsx_book_place(place, row, column, false),
             xlsx_parts_look(book, style, format));
    text_put(&sheet->cells, tag);
    return true;
}

void xlsx_book_line(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style)
{
    if ((!*text && !xlsx_parts_filled(style)) || !open_cell(sheet, row, column, style, ""))
        return; /* no cell but for its looks */
    text_put(&sheet->cells, *text ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">" : "/>");
    if (!*text)
        return;
    xlsx_book_escape(&sheet->cells, text);
    text_put(&sheet->cells, "</t></is></c>");
}

void xlsx_book_text(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style)
{
    xlsx_book_line(sheet, row, column, text, style);
    size_t width = utf8_width(text);
    xlsx_book_widen(sheet, column, width < WIDTH_MOST ? width : WIDTH_MOST);
}

void xlsx_book_formula(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *formula, double number,
                       const struct xlsx_number_format *format, enum xlsx_style style)
{
    char text[NUMBER_TEXT_BYTES];
    if (!isfinite(number) || !open_cell(sheet, row, column, style, format->text))
        return;
    text_put(&sheet->cells, formula ? "><f>" : ">");
    xlsx_book_escape(&sheet->cells, formula ? formula : "");
    text_put(&sheet->cells, formula ? "</f><v>" : "<v>");
    text_put(&sheet->cells, number_exact(number, text));
    text_put(&sheet->cells, "</v></c>");
    xlsx_book_widen(sheet, column, format->width);
}

void xlsx_book_number(struct xlsx_sheet *sheet, uint32_t row, size_t column, double number,
                      const struct xlsx_number_format *format, enum xlsx_style style)
{
    xlsx_book_formula(sheet, row, column, NULL, number, format, style);
}

void xlsx_book_widen(struct xlsx_sheet *sheet, size_t column, size_t width)
{
    for (; sheet->width_count <= column && column < XLSX_COLUMNS; sheet->width_count++)
        sheet->width = arena_grow(sheet->book->arena, sheet->width, sheet->width_count, sizeof *sheet->width);
    if (column < sheet->width_count)
        sheet->width[column] = fmax(sheet->width[column], (double)width);
}

/* --- names, filters, charts ------------------------------------------------------------------------------------- */

static bool is_taken(const struct xlsx_book *book, const char *name)
{
    for (size_t i = 0; i < book->name_count; i++)
        if (strcasecmp(book->name[i], name) == 0)
            return true;
    return false;
}

static bool is_word(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

static const char *joined(struct arena *arena, const char *const *words, size_t word_count)
{
    char clean[NAME_BYTES + 1];
    size_t length = 0;
    for (size_t w = 0; w < word_count; w++) {
        bool gap = length > 0;
        for (const char *at = words[w]; *at && length + 2 < sizeof clean; at++) {
            gap = gap || (!is_word(*at) && length > 0);
            if (!is_word(*at))
                continue;
            if (gap || (!length && *at <= '9'))
                clean[length++] = '_'; /* also: no name begins with a digit */
            gap = false;
            clean[length++] = *at;
        }
    }
    clean[length] = 0;
    /* A name without an underscore could be the address of a cell, ABC123. */
    return arena_text(arena, "%s%s", clean, strchr(clean, '_') ? "" : "_");
}

const char *xlsx_book_name_cell(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *const *words,
                                size_t word_count)
{
    struct xlsx_book *book = sheet->book;
    const char *first = joined(book->arena, words, word_count), *name = first;
    for (size_t copy = 2; is_taken(book, name); copy++)
        name = arena_text(book->arena, "%s_%zu", first, copy);
    book->name = arena_grow(book->arena, book->name, book->name_count, sizeof *book->name);
    book->name[book->name_count++] = name;
    char place[XLSX_PLACE_BYTES];
    text_putf(&book->names, "<definedName name=\"%s\">%s!%s</definedName>", name, xlsx_book_quoted(sheet),
              xlsx_book_place(place, row, column, true));
    return name;
}

void xlsx_book_filter(struct xlsx_sheet *sheet, size_t columns)
{
    char end[XLSX_PLACE_BYTES];
    if (sheet->row < 2 || sheet->row > XLSX_ROWS || !columns)
        return;
    text_putf(&sheet->behind, "<autoFilter ref=\"A1:%s\"/>", xlsx_book_place(end, sheet->row - 1, columns - 1, false));
    text_putf(&sheet->book->names,
              "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%zu\" hidden=\"1\">%s!$A$1:%s</definedName>",
              sheet->book->sheet_count - 1, xlsx_book_quoted(sheet),
              xlsx_book_place(end, sheet->row - 1, columns - 1, true));
}

void xlsx_book_choice(struct xlsx_sheet *sheet, uint32_t first, uint32_t last, size_t column, const char *words,
                      const char *hint)
{
    char from[XLSX_PLACE_BYTES], to[XLSX_PLACE_BYTES];
    text_put(&sheet->choices, words ? "<dataValidation type=\"list\" showErrorMessage=\"1\"" : "<dataValidation");
    text_put(&sheet->choices, " allowBlank=\"1\" showInputMessage=\"1\" prompt=\"");
    xlsx_book_escape(&sheet->choices, utf8_cut(sheet->book->arena, hint, HINT_WIDTH, true));
    text_putf(&sheet->choices, "\" sqref=\"%s:%s\">", xlsx_book_place(from, first, column, false),
              xlsx_book_place(to, last, column, false));
    text_putf(&sheet->choices, words ? "<formula1>\"%s\"</formula1></dataValidation>" : "</dataValidation>", words);
}

struct text_buffer *xlsx_book_chart(struct xlsx_sheet *sheet, uint32_t row, const char *description)
{
    sheet->chart = arena_grow(sheet->book->arena, sheet->chart, sheet->chart_count, sizeof *sheet->chart);
    sheet->chart[sheet->chart_count++] = (struct text_buffer){.arena = sheet->book->arena};
    xlsx_parts_anchor(sheet, row, description);
    return &sheet->chart[sheet->chart_count - 1];
}
