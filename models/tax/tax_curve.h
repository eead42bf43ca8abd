/* What a table takes of one flow as it grows, beside others that stay: the curve of the marginal rate. */
#ifndef MODELS_TAX_TAX_CURVE_H
#define MODELS_TAX_TAX_CURVE_H

#include "models/tax/tax_table.h"
#include "sim/arena.h"

struct tax_curve {
    size_t count;
    double *amount; /* of the flow: 0, step, 2 step, ... */
    double *total;  /* all taxes of the year */
    double
        *marginal; /* of the step that ends there: rise of the total by rise of the amount; at 0: that of the first */
};

/* `flow` is an input of the table and comes on top of what is `beside` it, by enum tax_flow. Where the table asks for
 * the federal gross income that grows with the flow. Nothing is carried into the year. */
struct tax_curve tax_curve_of(struct arena *arena, const struct tax_table *table, size_t status, enum tax_flow flow,
                              const double beside[TAX_FLOWS], double step, size_t count);

#endif
