/* Rows and cells of a CSV text, RFC 4180, in the dialect of the style. */
#ifndef OUTPUTS_CSV_SHEET_H
#define OUTPUTS_CSV_SHEET_H

#include "outputs/formats.h"
#include "outputs/text_buffer.h"

struct csv_sheet {
    struct text_buffer *out;
    struct arena *scratch; /* for texts that are good until the row ends: there may be millions */
    char separator, decimal;
    const char *line_end;
    bool first; /* in its line */
};

/* Writes the byte order mark when the style asks for one. */
struct csv_sheet csv_sheet_begin(struct text_buffer *out, const struct output_style *style);
void csv_sheet_end(struct csv_sheet *sheet);

/* A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
void csv_sheet_text(struct csv_sheet *sheet, const char *text);
void csv_sheet_number(struct csv_sheet *sheet, double number); /* empty when it is not finite */
void csv_sheet_next_cell(struct csv_sheet *sheet);             /* for a cell that the caller writes itself */
void csv_sheet_end_row(struct csv_sheet *sheet);

#endif
