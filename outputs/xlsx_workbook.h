/* The workbook of a report: what people read on sheets of their own, every statistic in full on one, native charts. */
#ifndef OUTPUTS_XLSX_WORKBOOK_H
#define OUTPUTS_XLSX_WORKBOOK_H

#include "outputs/formats.h"
#include "outputs/text_buffer.h"

/* In this process: libxlsxwriter ends it when memory is out (outputs/xlsx_apart.h). */
enum status xlsx_workbook_make(const struct report *report, const struct output_style *style, struct text_buffer *out,
                               const char **fault) MUST_CHECK;

#endif
