/* Small column kernels that several stages use. Plain loops over LANES; no libm. */
#ifndef MODELS_COLUMN_KERNEL_H
#define MODELS_COLUMN_KERNEL_H

#include "models/block.h"
#include "models/plan.h"
#include "sim/curve_kernel.h"
#include "sim/isa.h"
#include "sim/numeric.h"

#include <math.h>
#include <string.h>

static inline void fill_column(double *restrict out, double value)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = value;
}

static inline void quantity_column(const struct quantity *quantity, double (*const u)[LANES], double *restrict out)
{
    if (quantity->slot == DRAW_CERTAIN)
        fill_column(out, quantity->value);
    else
        curve_column(&quantity->curve, u[quantity->slot], out, LANES);
}

/* 0 or 1 where the event never or always happens in the block; else -1. */
static inline double event_settled(const struct event *event, const struct path_block *block)
{
    if (event->slot == DRAW_CERTAIN)
        return event->chance;
    if (!block->within)
        return -1;
    struct draw_range within = block->within[event->slot];
    double threshold = event_threshold(event);
    return within.low >= threshold ? 1 : within.high <= threshold ? 0 : -1;
}

/* 1 where the event happens. */
static inline void event_column(const struct event *event, const struct path_block *block, double *restrict out)
{
    double settled = event_settled(event, block);
    if (settled >= 0) {
        fill_column(out, settled);
        return;
    }
    const double *restrict column = block->u[event->slot];
    double threshold = event_threshold(event);
    for (size_t i = 0; i < LANES; i++)
        out[i] = column[i] > threshold ? 1.0 : 0.0;
}

/* e^(force * years) where that comes, and 0 where years is HUGE_VAL, whatever the force (0 x HUGE_VAL is no number). */
static inline double growth_or_never(double force, double years)
{
    double value = numeric_exp(force * (years < HUGE_VAL ? years : 0));
    return years < HUGE_VAL ? value : 0;
}

/* The same by column; 1 wherever force is 0. */
static inline void growth_column(double force, const double *restrict years, double *restrict out)
{
    if (force == 0) {
        fill_column(out, 1);
        return;
    }
    for (size_t i = 0; i < LANES; i++)
        out[i] = growth_or_never(force, years[i]);
}

/* The value at 0 of 1 a year, growing at `force` (not 0), over [0, years]: (e^(force years) - 1)/force. */
static inline void annuity_column(double force, const double *restrict years, double *restrict out)
{
    double scale = 1 / force;
    for (size_t i = 0; i < LANES; i++)
        out[i] = numeric_expm1(force * years[i]) * scale;
}

/* The same with a force of its own on every lane; near 0 the quotient is replaced by its limit. */
static inline void annuity_forces_column(const double *restrict force, const double *restrict years,
                                         double *restrict out)
{
    for (size_t i = 0; i < LANES; i++) {
        double safe = fabs(force[i]) < 1e-300 ? 1.0 : force[i];
        double quotient = numeric_expm1(safe * years[i]) / safe;
        out[i] = fabs(force[i]) < 1e-300 ? years[i] : quotient;
    }
}

#endif
