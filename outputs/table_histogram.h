/* A histogram in lines of a terminal: "$0 to $150K   9.3% █████▋". */
#ifndef OUTPUTS_TABLE_HISTOGRAM_H
#define OUTPUTS_TABLE_HISTOGRAM_H

#include "analysis/report.h"
#include "outputs/text_buffer.h"

/* `block` is a CHART_HISTOGRAM. Block characters in UTF-8, else "#". */
void table_histogram_put(struct text_buffer *out, const struct block *block, bool utf8);
/* The same in at most `lines` lines, in whole percent, with words beside the lines between which zero lies. Returns how
 * many lines it took. */
size_t table_histogram_put_brief(struct text_buffer *out, const struct block *block, size_t lines, const char *below,
                                 const char *above, bool utf8);

#endif
