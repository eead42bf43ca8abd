/* The parts of a workbook beside its sheets, and how they lead to each other (ECMA-376, part 2). For the writer of the
 * book alone. */
#ifndef OUTPUTS_XLSX_PARTS_H
#define OUTPUTS_XLSX_PARTS_H

#include "outputs/xlsx_book.h"
#include "outputs/xlsx_zip.h"

#define XLSX_PARTS_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define XLSX_PARTS_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define XLSX_PARTS_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define XLSX_PARTS_DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"

struct xlsx_look { /* of cells: an index into cellXfs */
    enum xlsx_style style;
    char format[XLSX_FORMAT_BYTES];
};

struct xlsx_book {
    struct arena *arena;
    struct xlsx_zip *zip;
    struct xlsx_sheet *sheet; /* under way, or NULL */
    size_t sheet_count;
    const char **sheet_name;
    size_t look_count;
    struct xlsx_look *look;
    size_t drawing_count, chart_count;
    struct text_buffer types, names; /* XML: content types of the parts so far; defined names */
    size_t name_count;
    const char **name;
    const char *fault;
};

/* The next part of the ZIP; `type` is what its content type ends with. */
void xlsx_parts_begin(struct xlsx_book *book, const char *name, const char *type);
void xlsx_parts_properties(struct xlsx_book *book, const char *title, const char *comments);
size_t xlsx_parts_look(struct xlsx_book *book, enum xlsx_style style, const char *format);
bool xlsx_parts_filled(enum xlsx_style style); /* an empty cell of it is seen */
void xlsx_parts_anchor(struct xlsx_sheet *sheet, uint32_t row, const char *description);
/* The drawing of the last sheet, and its charts. */
void xlsx_parts_drawing(struct xlsx_book *book, const struct xlsx_sheet *sheet);
/* What can be written only when all else is known. */
void xlsx_parts_finish(struct xlsx_book *book);

#endif
