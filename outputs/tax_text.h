/* A tax table, a curve of it and a check of it as text. Each names the table and says that it is an estimate. */
#ifndef OUTPUTS_TAX_TEXT_H
#define OUTPUTS_TAX_TEXT_H

#include "models/tax/tax_check.h"
#include "models/tax/tax_curve.h"
#include "outputs/text_buffer.h"

/* What the table says, in words, each number with its source. */
void tax_text_table(struct text_buffer *out, const struct tax_table *table);

/* One row for each amount of the curve. */
void tax_text_curve_csv(struct text_buffer *out, const struct tax_table *table, size_t status, enum tax_flow flow,
                        const struct tax_curve *curve);

/* Each figure that misses, then how many agree. */
void tax_text_check(struct text_buffer *out, const struct tax_table *table, const struct tax_check_result *result);

#endif
