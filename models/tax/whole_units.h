/* Counting whole units, for rules that round. */
#ifndef MODELS_TAX_WHOLE_UNITS_H
#define MODELS_TAX_WHOLE_UNITS_H

#include <math.h>

/* The whole units of `amount / unit`, rounded down. A double that should be whole may lie a few last bits below: what
 * is within a billionth of a unit of the next one counts as that. */
static inline double whole_units_down(double amount, double unit)
{
    double units = amount / unit;
    return floor(units + (1e-9 + 1e-15 * fabs(units)));
}

static inline double whole_units_up(double amount, double unit)
{
    return -whole_units_down(-amount, unit);
}

#endif
