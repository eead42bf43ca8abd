/* A price curve over a column of proceeds. For kernel files: no libm, no branch on a lane, no gather. */
#ifndef MODELS_PRICE_CURVE_KERNEL_H
#define MODELS_PRICE_CURVE_KERNEL_H

#include "models/price_curve.h"

/* value[lane] = value[k] + slope[k] (proceeds[lane] - knot[k]), k the last knot below; later knots overwrite earlier
 * ones. The same bits as price_curve_at. */
static inline void price_curve_column(const struct price_curve *curve, const double *restrict proceeds,
                                      double *restrict value, size_t lanes)
{
    double first = curve->proceeds[0], start = curve->value[0], rise = curve->slope[0];
    for (size_t lane = 0; lane < lanes; lane++)
        value[lane] = start + rise * (proceeds[lane] - first);
    for (size_t k = 1; k < curve->count; k++) {
        double knot = curve->proceeds[k], base = curve->value[k], slope = curve->slope[k];
        for (size_t lane = 0; lane < lanes; lane++) {
            double past = proceeds[lane] - knot, here = base + slope * past;
            value[lane] = past > 0 ? here : value[lane];
        }
    }
}

#endif
