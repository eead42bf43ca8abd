/* The sheets of a workbook: of the Open XML format (.xlsx, .xlsm) and of OpenDocument (.ods). Formulas count with the
 * value that was stored; macros are never looked at. */
#ifndef INPUTS_XLSX_SHEETS_H
#define INPUTS_XLSX_SHEETS_H

#include "inputs/grid.h"
#include "inputs/zip_archive.h"

struct workbook {
    size_t count;
    struct grid *grid; /* of the sheets that are seen */
    size_t hidden_count;
    const char **hidden;  /* names of sheets that are not */
    const char *error_at; /* "Exits!C6", of the first formula without a stored value; NULL: none */
};

/* False: a problem was added. */
bool xlsx_sheets_read(struct zip_archive *archive, struct arena *arena, const struct source *source,
                      struct problems *problems, struct workbook *workbook) MUST_CHECK;

#endif
