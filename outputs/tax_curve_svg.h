/* The marginal rate of a tax table as a picture of its own. */
#ifndef OUTPUTS_TAX_CURVE_SVG_H
#define OUTPUTS_TAX_CURVE_SVG_H

#include "models/tax/tax_curve.h"
#include "outputs/text_buffer.h"

/* A whole SVG file: the rate of each step, and the average rate up to there. The curve has at least two points. */
void tax_curve_svg(struct text_buffer *out, const struct tax_table *table, size_t status, enum tax_flow flow,
                   const struct tax_curve *curve);

#endif
