/* How much of a grant has vested: pure functions of whole elapsed months.
 *
 * Elapsed months are n = floor(12 t + 1e-9), or, between two calendar dates, whole calendar months. With `months`,
 * `cliff` and `step`: 0 while n < cliff, 1 from n = months on, between them n rounded down to whole steps, over months.
 * With a list of increments: the sum of those whose month has come. "none" vests at once. Before the grant (t < 0)
 * nothing has vested. */
#ifndef MODELS_VESTING_H
#define MODELS_VESTING_H

#include "models/offer.h"
#include "sim/arena.h"

/* Whole months in `years`, which may be negative; larger values than INT_MAX / 2 count as that. */
int vesting_elapsed_months(double years);

/* Whole calendar months between two civil dates, as days since 1970-01-01; negative when `to` is earlier. A month
 * is complete on the day of the month on which it began, or on the last day of a shorter month (31 January to
 * 28 February is one month). */
int vesting_calendar_months(long from_day, long to_day);

/* Share vested after n whole months, 0 to 1. */
double vesting_at_month(const struct vesting *vesting, int months);

/* Share vested `years` after the grant. */
double vesting_fraction(const struct vesting *vesting, double years);

/* The first month at which everything has vested. */
int vesting_last_month(const struct vesting *vesting);

/* For kernels: the share vested after n months, n >= 0, is fraction[min(n, months)]. */
struct vesting_table {
    int months;
    const double *fraction; /* months + 1 of them; the last is 1 */
};

/* For kernels: a time that falls on a day of the calendar, whose whole calendar months are not those of the formula. */
struct vesting_day {
    double years; /* from start */
    double vested;
};

struct vesting_table vesting_table(struct arena *arena, const struct vesting *vesting);

#endif
