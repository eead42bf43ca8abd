/* The share of a grant that has vested by a column of times. For kernels (models/vesting.h has the rules). */
#ifndef MODELS_VESTING_KERNEL_H
#define MODELS_VESTING_KERNEL_H

#include "models/column_kernel.h"

/* v(t): n = floor(12 t + 1e-9) whole months since the grant, looked up in the schedule or, where it is even, n/months.
 */
static inline void vested_by_months(const struct grant_plan *grant, const double *restrict granted_years,
                                    const double *restrict years, double *restrict vested)
{
    double last = grant->vesting.months, from = grant->even_from;
    const double *restrict fraction = grant->vesting.fraction;
    if (grant->even_from > 0) {
        for (size_t i = 0; i < LANES; i++) {
            double month = floor(12 * (years[i] - granted_years[i]) + 1e-9);
            month = month < last ? month : last;
            vested[i] = month >= from ? month / last : 0.0;
        }
        return;
    }
    for (size_t i = 0; i < LANES; i++) {
        double month = floor(12 * (years[i] - granted_years[i]) + 1e-9);
        month = month < 0 ? 0 : month;
        month = month < last ? month : last;
        vested[i] = years[i] < granted_years[i] ? 0.0 : fraction[(int)month];
    }
}

/* The same, but for certain days, which count in calendar months: what is certain has the same value on every path. */
/* By halves: as many exits may have a day of their own. */
static inline void vested_on_days(const struct grant_plan *grant, const double *restrict years, double *restrict vested)
{
    const struct vesting_day *day = grant->day;
    size_t half = 1;
    while (2 * half < grant->day_count)
        half *= 2;
    for (size_t i = 0; i < LANES; i++) {
        size_t at = 0;
        for (size_t step = half; step > 0; step /= 2)
            at += at + step < grant->day_count && day[at + step].years <= years[i] ? step : 0;
        vested[i] = years[i] == day[at].years ? day[at].vested : vested[i];
    }
}

static inline void vested_column(const struct grant_plan *grant, const double *restrict granted_years,
                                 const double *restrict years, double *restrict vested)
{
    enum { FEW_DAYS = 16 };
    vested_by_months(grant, granted_years, years, vested);
    if (grant->day_count > FEW_DAYS) {
        vested_on_days(grant, years, vested);
        return;
    }
    for (size_t k = 0; k < grant->day_count; k++)
        for (size_t i = 0; i < LANES; i++)
            vested[i] = years[i] == grant->day[k].years ? grant->day[k].vested : vested[i];
}

#endif
