/* Is this a whole workbook? libxlsxwriter can report success for a damaged one (memory or disk out in between), and
 * spreadsheets then offer to "repair" it. Everything is checked on the finished bytes. */
#ifndef OUTPUTS_XLSX_CHECK_H
#define OUTPUTS_XLSX_CHECK_H

#include "sim/arena.h"
#include "sim/status.h"

struct xlsx_expected { /* parts that must be there, numbered from 1 */
    size_t sheets, charts, drawings;
};

/* NULL: a ZIP whose directory, headers, sizes and checksums agree, with all parts of a workbook and exactly the
 * expected ones, each well-formed XML, with a content type, and led to. Else what is wrong. */
const char *xlsx_check(struct arena *arena, const void *bytes, size_t length,
                       const struct xlsx_expected *expected) MUST_CHECK;

#endif
