/* A BLOCK_CHART as a picture. */
#ifndef OUTPUTS_SVG_CHARTS_H
#define OUTPUTS_SVG_CHARTS_H

#include "analysis/report.h"
#include "outputs/text_buffer.h"

enum { SVG_CHARTS_WIDE = 760, SVG_CHARTS_NARROW = 360 };

/* One <svg> element `width` units wide, with title and description; `number` makes its ids unique. False: the block has
 * nothing to draw, and nothing was put. */
bool svg_charts_put(struct text_buffer *out, const struct block *block, int width, unsigned number);

#endif
