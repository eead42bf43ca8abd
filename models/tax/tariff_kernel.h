/* A tariff over a column. */
#ifndef MODELS_TAX_TARIFF_KERNEL_H
#define MODELS_TAX_TARIFF_KERNEL_H

#include "models/tax/tax_operator.h"

/* out = max over the pieces of c0 + c1 x, with x at least `first`. `x` and `out` differ. */
static inline void tariff_lines_column(const struct tax_tariff_pieces *pieces, const double *restrict x,
                                       double *restrict out, size_t chunks)
{
    double first = pieces->first, intercept = pieces->c0[0], slope = pieces->c1[0];
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++)
        out[i] = intercept + slope * (x[i] > first ? x[i] : first);
    for (size_t k = 1; k < pieces->count; k++) {
        double c0 = pieces->c0[k], c1 = pieces->c1[k];
        for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
            double line = c0 + c1 * x[i];
            out[i] = line > out[i] ? line : out[i];
        }
    }
}

/* out = c0 + (c1 + c2 u) u of the piece of x, with u = x - origin; a threshold belongs to the piece below it. */
static inline void tariff_pieces_column(const struct tax_tariff_pieces *pieces, const double *restrict x,
                                        double *restrict out, size_t chunks)
{
    for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
        double u = (x[i] > pieces->first ? x[i] : pieces->first) - pieces->origin[0];
        out[i] = pieces->c0[0] + (pieces->c1[0] + pieces->c2[0] * u) * u;
    }
    for (size_t k = 1; k < pieces->count; k++) {
        double c0 = pieces->c0[k], c1 = pieces->c1[k], c2 = pieces->c2[k];
        double from = pieces->from[k], origin = pieces->origin[k];
        for (size_t i = 0; i < chunks * TAX_CHUNK; i++) {
            double u = x[i] - origin, value = c0 + (c1 + c2 * u) * u;
            out[i] = x[i] > from ? value : out[i];
        }
    }
}

static inline void tariff_column(const struct tax_tariff_pieces *pieces, const double *restrict x, double *restrict out,
                                 size_t chunks)
{
    if (pieces->convex)
        tariff_lines_column(pieces, x, out, chunks);
    else
        tariff_pieces_column(pieces, x, out, chunks);
}

#endif
