/* A workbook under way: worksheets as XML, written as their cells come, row by row and from left to right, sheet after
 * sheet. Text is only ever text, never a formula. What goes wrong (a sheet that is full) is kept until the end.
 *
 * Sheets and names are in the order of ECMA-376; a sheet's name is the program's own, at most 31 letters and spaces. */
#ifndef OUTPUTS_XLSX_BOOK_H
#define OUTPUTS_XLSX_BOOK_H

#include "outputs/text_buffer.h"
#include "outputs/xlsx_number_format.h"
#include "sim/status.h"

#include <stdint.h>

enum { XLSX_ROWS = 1048576, XLSX_COLUMNS = 16384, XLSX_PLACE_BYTES = 16 };

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
    XLSX_INPUT,   /* a cell that people fill in or change */
    XLSX_STYLES
};

struct xlsx_sheet {
    struct xlsx_book *book;
    const char *name;
    uint32_t row; /* the next free one, from 0 */
    /* Of the writer: */
    uint32_t frozen, open_row; /* the latter from 1; 0: none */
    size_t width_count;
    double *width;                                      /* of columns, in characters: the widest cell so far */
    bool poured;                                        /* the beginning is written */
    struct text_buffer cells, behind, choices, drawing; /* XML: of rows, what follows them, the charts' places */
    size_t chart_count;
    struct text_buffer *chart; /* the parts */
};

/* The file's bytes go to `out`. */
struct xlsx_book *xlsx_book_create(struct text_buffer *out, const char *title, const char *comments);
/* Ends the sheet before it. `frozen` rows stay in sight, and stand on each printed page. */
struct xlsx_sheet *xlsx_book_sheet(struct xlsx_book *book, const char *name, uint32_t frozen);
/* STATUS_LIMIT with a fault: more than a workbook holds. */
enum status xlsx_book_finish(struct xlsx_book *book, const char **fault) MUST_CHECK;

void xlsx_book_text(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style);
/* A text that may run over the empty cells on its right: it does not widen its column. */
void xlsx_book_line(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *text, enum xlsx_style style);
/* NAN: an empty cell. */
void xlsx_book_number(struct xlsx_sheet *sheet, uint32_t row, size_t column, double number,
                      const struct xlsx_number_format *format, enum xlsx_style style);
/* "SUM(A1:A3)", of the program's own making, and what it comes to, for readers that do not compute. NULL: a number. */
void xlsx_book_formula(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *formula, double number,
                       const struct xlsx_number_format *format, enum xlsx_style style);
/* Begins the row, as tall as a text that a cell of it will hold, wrapped at the width: programs other than Excel do not
 * look for themselves. */
void xlsx_book_wrap(struct xlsx_sheet *sheet, uint32_t row, const char *text, size_t width);
void xlsx_book_widen(struct xlsx_sheet *sheet, size_t column, size_t width);

/* A name that formulas in any sheet can use for one cell: of the words that are not empty, with what is neither an
 * ASCII letter nor a digit as one underscore; "_2" at the end where it is taken. Returns it. */
const char *xlsx_book_name_cell(struct xlsx_sheet *sheet, uint32_t row, size_t column, const char *const *words,
                                size_t word_count);
/* What may stand in the rows first..last of a column: one of the words "a,b" (NULL: anything), with a hint. */
void xlsx_book_choice(struct xlsx_sheet *sheet, uint32_t first, uint32_t last, size_t column, const char *words,
                      const char *hint);
/* Buttons on the first row to sort and filter what is below it; at the end of the sheet, before any list. */
void xlsx_book_filter(struct xlsx_sheet *sheet, size_t columns);
/* Room for a chart below the row; its part (xl/charts/chartN.xml) is the caller's to write, by the end of the sheet. */
struct text_buffer *xlsx_book_chart(struct xlsx_sheet *sheet, uint32_t row, const char *description);

/* "B3", "$B$3" */
const char *xlsx_book_place(char place[XLSX_PLACE_BYTES], uint32_t row, size_t column, bool absolute);
const char *xlsx_book_quoted(const struct xlsx_sheet *sheet); /* its name as formulas have it: 'Grant value' */
/* Safe in XML; what no cell may hold, or could steer a reader, is written as in a terminal, \x1b. */
void xlsx_book_escape(struct text_buffer *out, const char *text);

#endif
