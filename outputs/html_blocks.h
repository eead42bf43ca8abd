/* Blocks of a report in HTML: the main figures, tables, charts, paragraphs. */
#ifndef OUTPUTS_HTML_BLOCKS_H
#define OUTPUTS_HTML_BLOCKS_H

#include "analysis/report.h"
#include "outputs/text_buffer.h"

struct html_page {
    struct text_buffer *out;
    struct arena *arena;
    unsigned charts; /* so far: their ids */
    unsigned offer;  /* the number of the report that is being written, from 1 */
};

/* text_class: the style of a paragraph, see outputs/html_style.h */
void html_blocks_put(struct html_page *page, const struct block *block, const char *text_class);

#endif
