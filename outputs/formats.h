/* How a report may look: one record per format (outputs/formats/NAME.c), one line in outputs/formats.def. A format
 * makes bytes; where they go is outputs/sink.h's business. */
#ifndef OUTPUTS_FORMATS_H
#define OUTPUTS_FORMATS_H

#include "analysis/report.h"
#include "sim/status.h"

struct output_style {
    bool color, utf8;
    int width; /* 80 */
    bool full; /* tables: the whole report, not its answer alone */
    bool csv_excel_eu, csv_bom, csv_wide;
    const char *const *statistics; /* --stat, or NULL for all: JSON and CSV; as report_row_wanted takes them */
    size_t statistic_count;
};

struct text_buffer; /* outputs/text_buffer.h: growing bytes in the arena */

struct output_format {
    const char *name;   /* "json" */
    const char *ending; /* ".json" */
    const char *summary;
    bool for_people; /* it is written from blocks, not from tables */
    /* Bytes are the same for the same report and style. STATUS_LIMIT/FILE with *fault on failure. */
    enum status (*write)(const struct report *report, const struct output_style *style, struct text_buffer *out,
                         const char **fault);
};
extern const struct output_format *const output_formats[]; /* NULL at the end; the first ("table") is the default */
const struct output_format *output_format_named(const char *name);
const struct output_format *output_format_of_path(const char *path); /* by ending; NULL: unknown */

#endif
