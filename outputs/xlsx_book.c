#include "outputs/xlsx_book.h"

#include "outputs/origin.h"
#include "outputs/text_buffer.h"
#include "outputs/utf8.h"
#include "outputs/xlsx_check.h"
#include "outputs/xlsx_exact.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CELL_UNITS_MOST = 32767, WIDTH_LEAST = 9, WIDTH_MOST = 60, PLACE_BYTES = 64, FORMULA_BYTES = 256 };
static const double TITLE_HEIGHT = 24, HEADING_HEIGHT = 19; /* points */
static const double WIDTH_MARGIN = 2;                       /* bold letters and the padding of a cell */
static const time_t CREATED = 946684800;                    /* 2000-01-01: a report holds no time */
enum { INK = 0x1F2933, MUTED = 0x6B7785, HEADER_FILL = 0xE8EEF5, HEADER_LINE = 0x9AA9BA };

struct xlsx_book_format {
    enum xlsx_style style;
    char number_format[XLSX_FORMAT_BYTES];
    lxw_format *format;
};

static void fail(struct xlsx_book *book, enum status status, const char *fault)
{
    if (book->status != STATUS_OK)
        return;
    book->status = status;
    book->fault = fault;
}

void xlsx_book_look(struct xlsx_book *book, lxw_error error)
{
    /* The library does not always pass on that an allocation failed. */
    if (error == LXW_NO_ERROR && errno == ENOMEM)
        error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
        fail(book, STATUS_LIMIT,
             arena_text(book->arena,
                        "XLSX: a sheet holds at most %d rows and %d columns\n  help: a CSV file "
                        "(-o FILE.csv) has no such limit; --stat writes fewer rows",
                        LXW_ROW_MAX, LXW_COL_MAX));
    else if (error != LXW_NO_ERROR)
        fail(book, STATUS_LIMIT, arena_text(book->arena, "XLSX: the workbook cannot be made: %s", lxw_strerror(error)));
}

/* --- the file that libxlsxwriter writes to ---------------------------------------------------------------------- */

/* libxlsxwriter 1.1.4 writes to a path only. The file has no name any more when it is written, so nothing is left
 * behind whatever ends the program. */
static int open_nameless(struct arena *arena, const char **fault)
{
    const char *folder = getenv("TMPDIR");
    folder = folder && *folder ? folder : "/tmp";
    char *path = arena_text(arena, "%s/offercast-XXXXXX", folder);
    int file = mkstemp(path);
    if (file < 0)
        *fault = arena_text(arena, "XLSX: %s: a temporary file cannot be made: %s\n  help: TMPDIR names another folder",
                            folder, strerror(errno));
    else
        unlink(path);
    return file;
}

struct xlsx_book *xlsx_book_create(const struct report *report)
{
    struct arena *arena = report->arena;
    struct xlsx_book *book = arena_alloc(arena, 1, sizeof *book);
    *book = (struct xlsx_book){.arena = arena, .sheet_names = {.arena = arena}, .cell_names = {.arena = arena}};
    const char *fault = NULL;
    errno = 0;
    book->file = open_nameless(arena, &fault);
    if (book->file < 0) {
        fail(book, STATUS_FILE, fault);
        return book;
    }
    char path[PLACE_BYTES];
    snprintf(path, sizeof path, "/dev/fd/%d", book->file);
    if (access(path, W_OK) != 0) {
        fail(book, STATUS_FILE,
             arena_text(arena, "XLSX: %s: %s\n  help: a workbook is made by way of /dev/fd: is /proc mounted?", path,
                        strerror(errno)));
        return book;
    }
    book->workbook = workbook_new(path);
    if (!book->workbook) {
        xlsx_book_look(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return book;
    }
    const char *title = xlsx_book_clean(book, origin_title(report));
    const char *comments = xlsx_book_clean(book, origin_line(report));
    lxw_doc_properties properties = {.title = arena_copy(arena, title, strlen(title)),
                                     .comments = arena_copy(arena, comments, strlen(comments)),
                                     .created = CREATED};
    xlsx_book_look(book, workbook_set_properties(book->workbook, &properties));
    return book;
}

/* --- looks ------------------------------------------------------------------------------------------------------ */

static void set_style(lxw_format *format, enum xlsx_style style)
{
    static const struct {
        bool bold, muted, right, header, wrapped, indented;
        double size;
    } looks[XLSX_STYLES] = {[XLSX_RIGHT] = {.right = true},
                            [XLSX_INDENTED] = {.indented = true},
                            [XLSX_STRONG] = {.bold = true},
                            [XLSX_MUTED] = {.muted = true},
                            [XLSX_NOTE] = {.muted = true, .indented = true},
                            [XLSX_TITLE] = {.bold = true, .size = 16},
                            [XLSX_HEADING] = {.bold = true, .size = 12},
                            [XLSX_HEADER] = {.bold = true, .header = true, .wrapped = true},
                            [XLSX_HEADER_RIGHT] = {.bold = true, .header = true, .right = true, .wrapped = true},
                            [XLSX_HEADER_INDENTED] = {.bold = true, .header = true, .indented = true, .wrapped = true},
                            [XLSX_WRAPPED] = {.wrapped = true}};
    format_set_font_color(format, looks[style].muted ? MUTED : INK);
    format_set_align(format,
                     looks[style].header || looks[style].size > 0 ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
    if (looks[style].bold)
        format_set_bold(format);
    if (looks[style].right)
        format_set_align(format, LXW_ALIGN_RIGHT);
    if (looks[style].indented)
        format_set_indent(format, 1);
    if (looks[style].wrapped)
        format_set_text_wrap(format);
    if (looks[style].size > 0)
        format_set_font_size(format, looks[style].size);
    if (looks[style].header) {
        format_set_bg_color(format, HEADER_FILL);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, HEADER_LINE);
    }
}

static lxw_format *format_for(struct xlsx_book *book, enum xlsx_style style, const char *number_format)
{
    for (size_t i = 0; i < book->format_count; i++)
        if (book->format[i].style == style && strcmp(book->format[i].number_format, number_format) == 0)
            return book->format[i].format;
    lxw_format *format = workbook_add_format(book->workbook);
    if (!format) {
        xlsx_book_look(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    set_style(format, style);
    if (*number_format)
        format_set_num_format(format, number_format);
    book->format = arena_grow(book->arena, book->format, book->format_count, sizeof *book->format);
    struct xlsx_book_format *kept = &book->format[book->format_count++];
    *kept = (struct xlsx_book_format){.style = style, .format = format};
    snprintf(kept->number_format, sizeof kept->number_format, "%s", number_format);
    return format;
}

struct xlsx_sheet *xlsx_book_sheet(struct xlsx_book *book, const char *name)
{
    struct xlsx_sheet *sheet = arena_alloc(book->arena, 1, sizeof *sheet);
    *sheet = (struct xlsx_sheet){.book = book, .name = xlsx_names_sheet(&book->sheet_names, name)};
    if (book->status != STATUS_OK)
        return sheet;
    sheet->sheet = workbook_add_worksheet(book->workbook, sheet->name);
    if (!sheet->sheet) {
        xlsx_book_look(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return sheet;
    }
    book->sheet = arena_grow(book->arena, book->sheet, book->sheet_count, sizeof *book->sheet);
    book->sheet[book->sheet_count++] = sheet;
    worksheet_set_landscape(sheet->sheet);
    worksheet_fit_to_pages(sheet->sheet, 1, 0);
    return sheet;
}

void xlsx_book_widen(struct xlsx_sheet *sheet, size_t column, size_t width)
{
    while (sheet->column_count <= column) {
        sheet->width = arena_grow(sheet->book->arena, sheet->width, sheet->column_count, sizeof *sheet->width);
        sheet->width[sheet->column_count++] = 0;
    }
    sheet->width[column] = fmax(sheet->width[column], (double)width);
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

/* Most texts need no care, and there may be millions. */
static bool is_clean(const char *text)
{
    size_t length = 0;
    const char *at = text;
    while (*at >= 0x20 && *at < 0x7F && !(at[0] == '_' && at[1] == 'x') && length < CELL_UNITS_MOST) {
        at++;
        length++;
    }
    return *at == 0;
}

/* In a cell "_x0041_" is an "A": its first underscore is written as such a code itself. */
static bool looks_like_code(const char *at)
{
    return strncmp(at, "_x", 2) == 0 && strspn(at + 2, "0123456789abcdefABCDEF") >= 4 && at[6] == '_';
}

const char *xlsx_book_clean(const struct xlsx_book *book, const char *text)
{
    if (is_clean(text))
        return text;
    const char *shown = utf8_for_terminal(book->arena, text, true);
    struct text_buffer out = {.arena = book->arena};
    size_t units = 0;
    while (*shown) {
        const char *at = shown;
        uint32_t point = utf8_next(&shown);
        bool code = looks_like_code(at);
        units += code ? 7 : point > 0xFFFF ? 2 : 1;
        if (units >= CELL_UNITS_MOST) {
            text_put(&out, "…");
            break;
        }
        if (code)
            text_put(&out, "_x005F_");
        else
            utf8_put(&out, point == 0xFFFE || point == 0xFFFF ? UTF8_REPLACEMENT : point);
    }
    return out.bytes ? out.bytes : "";
}

/* Numbers are found again by their order. */
static bool may_write(struct xlsx_sheet *sheet, uint32_t row, size_t column)
{
    struct xlsx_book *book = sheet->book;
    if (book->status != STATUS_OK)
        return false;
    if (row >= LXW_ROW_MAX || column >= LXW_COL_MAX) {
        xlsx_book_look(book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
        return false;
    }
    uint64_t place = (uint64_t)row * LXW_COL_MAX + column + 1;
    if (place <= sheet->last)
        abort();
    sheet->last = place;
    return true;
}

static void write_text(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style)
{
    struct xlsx_book *book = sheet->book;
    if (!may_write(sheet, row, column))
        return;
    lxw_format *format = format_for(book, style, "");
    if (!*text) { /* no cell but for its looks */
        if (style == XLSX_HEADER || style == XLSX_HEADER_RIGHT || style == XLSX_HEADER_INDENTED)
            xlsx_book_look(book, worksheet_write_blank(sheet->sheet, row, (lxw_col_t)column, format));
        return;
    }
    xlsx_book_look(book, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column, text, format));
    sheet->text_count++;
}

void xlsx_book_text(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style)
{
    const char *clean = xlsx_book_clean(sheet->book, text);
    write_text(sheet, row, column, clean, style);
    size_t width = is_clean(clean) ? strlen(clean) : utf8_width(clean);
    xlsx_book_widen(sheet, column, width < WIDTH_MOST ? width : WIDTH_MOST);
}

void xlsx_book_line_at(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style)
{
    write_text(sheet, row, column, xlsx_book_clean(sheet->book, text), style);
    double height = style == XLSX_TITLE ? TITLE_HEIGHT : style == XLSX_HEADING ? HEADING_HEIGHT : 0;
    if (height > 0 && sheet->book->status == STATUS_OK)
        xlsx_book_look(sheet->book, worksheet_set_row(sheet->sheet, row, height, NULL));
}

void xlsx_book_line(struct xlsx_sheet *sheet, uint32_t row, const char *text, enum xlsx_style style)
{
    xlsx_book_line_at(sheet, row, 0, text, style);
}

void xlsx_book_number(struct xlsx_sheet *sheet, uint32_t row, size_t column, double number,
                      const struct xlsx_number_format *format, enum xlsx_style style)
{
    struct xlsx_book *book = sheet->book;
    if (!isfinite(number) || !may_write(sheet, row, column))
        return;
    lxw_format *look = format_for(book, style, format->text);
    xlsx_book_look(book, worksheet_write_number(sheet->sheet, row, (lxw_col_t)column, number, look));
    sheet->number = arena_grow(book->arena, sheet->number, sheet->number_count, sizeof *sheet->number);
    sheet->number[sheet->number_count++] = number;
    xlsx_book_widen(sheet, column, format->width);
}

void xlsx_book_name_cell(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *name)
{
    struct xlsx_book *book = sheet->book;
    if (book->status != STATUS_OK)
        return;
    char place[PLACE_BYTES], formula[FORMULA_BYTES];
    lxw_rowcol_to_cell_abs(place, row, (lxw_col_t)column, 1, 1);
    char *quoted = lxw_quote_sheetname(sheet->name);
    if (!quoted) {
        xlsx_book_look(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    snprintf(formula, sizeof formula, "=%s!%s", quoted, place);
    free(quoted);
    xlsx_book_look(book, workbook_define_name(book->workbook, name, formula));
}

void xlsx_book_freeze(struct xlsx_sheet *sheet, uint32_t row)
{
    if (sheet->book->status != STATUS_OK)
        return;
    worksheet_freeze_panes(sheet->sheet, row, 0);
    xlsx_book_look(sheet->book, worksheet_repeat_rows(sheet->sheet, 0, row - 1));
}

void xlsx_book_filter(struct xlsx_sheet *sheet, size_t last_column)
{
    if (sheet->book->status == STATUS_OK && sheet->row > 1)
        xlsx_book_look(sheet->book, worksheet_autofilter(sheet->sheet, 0, 0, sheet->row - 1, (lxw_col_t)last_column));
}

/* --- the end ---------------------------------------------------------------------------------------------------- */

static void set_widths(struct xlsx_sheet *sheet)
{
    for (size_t c = 0; c < sheet->column_count && c < LXW_COL_MAX; c++) {
        double width = fmax(sheet->width[c] + WIDTH_MARGIN, WIDTH_LEAST);
        xlsx_book_look(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)c, (lxw_col_t)c, width, NULL));
    }
}

static const char *read_back(struct xlsx_book *book, struct text_buffer *bytes)
{
    char piece[16384];
    off_t at = 0;
    for (;;) {
        ssize_t got = pread(book->file, piece, sizeof piece, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return strerror(errno);
        if (got == 0)
            return NULL;
        text_put_bytes(bytes, piece, (size_t)got);
        at += got;
    }
}

static const char *finished_bytes(struct xlsx_book *book, struct text_buffer *out)
{
    struct text_buffer written = {.arena = book->arena};
    struct xlsx_expected expected = {.sheets = book->sheet_count, .charts = book->chart_count};
    struct xlsx_exact_sheet *sheets = arena_alloc(book->arena, book->sheet_count + 1, sizeof *sheets);
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct xlsx_sheet *sheet = book->sheet[i];
        sheets[i] = (struct xlsx_exact_sheet){sheet->number_count, sheet->text_count, sheet->number};
        expected.drawings += sheet->chart_count > 0;
    }
    const char *fault = read_back(book, &written);
    size_t start = out->length;
    if (!fault)
        fault = xlsx_exact_rewrite(book->arena, written.bytes, written.length, sheets, book->sheet_count, out);
    return fault ? fault : xlsx_check(book->arena, out->bytes + start, out->length - start, &expected);
}

enum status xlsx_book_finish(struct xlsx_book *book, struct text_buffer *out, const char **fault)
{
    for (size_t i = 0; i < book->sheet_count && book->status == STATUS_OK; i++)
        set_widths(book->sheet[i]);
    if (book->status == STATUS_OK)
        xlsx_book_look(book, workbook_close(book->workbook)); /* frees it, too */
    else if (book->workbook)
        lxw_workbook_free(book->workbook);
    book->workbook = NULL;
    if (book->status == STATUS_OK) {
        const char *wrong = finished_bytes(book, out);
        if (wrong)
            fail(book, STATUS_LIMIT,
                 arena_text(book->arena,
                            "XLSX: the workbook came out damaged (memory or disk space may be "
                            "short): %s",
                            wrong));
    }
    if (book->file >= 0)
        close(book->file);
    book->file = -1;
    if (book->status != STATUS_OK)
        *fault = book->fault;
    return book->status;
}
