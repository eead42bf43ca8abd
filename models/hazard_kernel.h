/* Times of an event over a column. For kernel files: no libm, no branch on a lane. */
#ifndef MODELS_HAZARD_KERNEL_H
#define MODELS_HAZARD_KERNEL_H

#include "models/hazard.h"

/* e[lane] = -ln(1 - u[lane]), given by the caller; years as hazard_years. Later pieces overwrite earlier ones. */
static inline void hazard_column(const struct hazard_segments *segments, const double *restrict e,
                                 const double *restrict u, double *restrict years, size_t lanes)
{
    for (size_t k = 0; k < segments->count; k++) {
        struct hazard_piece piece = segments->piece[k];
        const double *x = piece.uniform > 0 ? u : e;
        for (size_t lane = 0; lane < lanes; lane++) {
            double here = piece.start_years + piece.years_per_unit * (x[lane] - piece.start);
            double before = k > 0 ? years[lane] : here;
            years[lane] = e[lane] > piece.start_hazard ? here : before;
        }
    }
}

#endif
