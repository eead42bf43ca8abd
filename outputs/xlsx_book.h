/* A workbook under way: libxlsxwriter behind what this program needs. Cells of a sheet are written row by row and from
 * left to right; text is only ever text, never a formula. The first thing that goes wrong is kept, and everything after
 * it does nothing, so callers need not look before the end. */
#ifndef OUTPUTS_XLSX_BOOK_H
#define OUTPUTS_XLSX_BOOK_H

#include "analysis/report.h"
#include "outputs/text_buffer.h"
#include "outputs/xlsx_names.h"
#include "outputs/xlsx_number_format.h"

#include <xlsxwriter.h>

enum xlsx_style {
    XLSX_PLAIN,
    XLSX_RIGHT,
    XLSX_INDENTED, /* text on the right of a number: not too near */
    XLSX_STRONG,
    XLSX_MUTED,
    XLSX_NOTE,    /* muted, on the right of a number: not too near */
    XLSX_TITLE,   /* of a sheet */
    XLSX_HEADING, /* of a table */
    XLSX_HEADER,  /* of a column */
    XLSX_HEADER_RIGHT,
    XLSX_HEADER_INDENTED,
    XLSX_WRAPPED, /* long text in a wide column */
    XLSX_STYLES
};

struct xlsx_sheet {
    struct xlsx_book *book;
    lxw_worksheet *sheet;
    const char *name;
    uint32_t row; /* the next free one */
    size_t column_count;
    double *width; /* of columns, in characters: the widest cell so far */
    size_t number_count, text_count;
    double *number;
    uint64_t last; /* place of the last cell, for the order */
    size_t chart_count;
    struct xlsx_chart_place *chart; /* outputs/xlsx_charts.h */
};

struct xlsx_book {
    struct arena *arena;
    lxw_workbook *workbook;
    int file; /* unlinked; libxlsxwriter writes to it */
    size_t sheet_count;
    struct xlsx_sheet **sheet;
    struct xlsx_names sheet_names, cell_names;
    size_t chart_count;
    size_t format_count;
    struct xlsx_book_format *format;
    enum status status;
    const char *fault;
};

/* Never NULL; see status. */
struct xlsx_book *xlsx_book_create(const struct report *report);
struct xlsx_sheet *xlsx_book_sheet(struct xlsx_book *book, const char *name);

void xlsx_book_text(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style);
/* A text that may run over the empty cells on its right: it does not widen its column, the first. */
void xlsx_book_line(struct xlsx_sheet *sheet, uint32_t row, const char *text, enum xlsx_style style);
void xlsx_book_line_at(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style);
/* NAN: an empty cell. */
void xlsx_book_number(struct xlsx_sheet *sheet, uint32_t row, size_t column, double number,
                      const struct xlsx_number_format *format, enum xlsx_style style);
void xlsx_book_widen(struct xlsx_sheet *sheet, size_t column, size_t width);
/* A name that formulas in any sheet can use for one cell. */
void xlsx_book_name_cell(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *name);
/* Rows above `row` stay in sight, and stand on each printed page. */
void xlsx_book_freeze(struct xlsx_sheet *sheet, uint32_t row);
/* Buttons on the first row to sort and filter what is below it, up to `last_column`. */
void xlsx_book_filter(struct xlsx_sheet *sheet, size_t last_column);
/* Text as a cell may hold it: control characters shown, not too long. */
const char *xlsx_book_clean(const struct xlsx_book *book, const char *text);

/* An error of libxlsxwriter. */
void xlsx_book_look(struct xlsx_book *book, lxw_error error);

/* The checked bytes; the book is gone afterwards, whatever happens. */
enum status xlsx_book_finish(struct xlsx_book *book, struct text_buffer *out, const char **fault) MUST_CHECK;

#endif
