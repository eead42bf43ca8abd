/* The sheets of an OpenDocument workbook (.ods): office:value, never the text that is shown. */
#ifndef INPUTS_ODS_SHEETS_H
#define INPUTS_ODS_SHEETS_H

#include "inputs/xlsx_sheets.h"

/* False: a problem was added. */
bool ods_sheets_read(struct zip_archive *archive, struct arena *arena, const struct source *source,
                     struct problems *problems, struct workbook *workbook) MUST_CHECK;

#endif
