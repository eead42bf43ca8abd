/* libxlsxwriter writes numbers with 16 significant digits; a double needs up to 17. This writes a workbook again, each
 * number cell in the shortest form that reads back as the number that was meant: the same text as in JSON and CSV. On
 * the way it counts the cells, so one that got lost is found. */
#ifndef OUTPUTS_XLSX_EXACT_H
#define OUTPUTS_XLSX_EXACT_H

#include "outputs/text_buffer.h"
#include "sim/status.h"

struct xlsx_exact_sheet { /* what was written on a sheet, row by row and from left to right */
    size_t number_count, text_count;
    const double *number;
};

/* Sheet i of `sheet` is xl/worksheets/sheet<i+1>.xml. NULL, or what is wrong with the workbook. */
const char *xlsx_exact_rewrite(struct arena *arena, const void *bytes, size_t length,
                               const struct xlsx_exact_sheet *sheet, size_t sheet_count,
                               struct text_buffer *out) MUST_CHECK;

#endif
