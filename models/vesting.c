#include "models/vesting.h"

#include <limits.h>
#include <math.h>

enum { MOST_MONTHS = INT_MAX / 2 };

int vesting_elapsed_months(double years)
{
    double months = floor(12 * years + 1e-9);
    if (months >= MOST_MONTHS)
        return MOST_MONTHS;
    return months <= -MOST_MONTHS ? -MOST_MONTHS : (int)months;
}

struct civil {
    long year;
    int month, day; /* from 1 */
};

/* The Gregorian date of a day number. The year begins in March, so that leap days come last; eras are 400 years.
 * (H. Hinnant, chrono-compatible low-level date algorithms, civil_from_days.) */
static struct civil civil_of(long day)
{
    day += 719468;
    long era = (day >= 0 ? day : day - 146096) / 146097;
    long of_era = day - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100);
    long march_month = (5 * of_year + 2) / 153;
    struct civil civil;
    civil.day = (int)(of_year - (153 * march_month + 2) / 5 + 1);
    civil.month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    civil.year = year + era * 400 + (civil.month <= 2);
    return civil;
}

int vesting_calendar_months(long from_day, long to_day)
{
    struct civil from = civil_of(from_day), to = civil_of(to_day);
    bool last_of_month = civil_of(to_day + 1).day == 1;
    long months = (to.year - from.year) * 12 + (to.month - from.month);
    if (to.day < from.day && !last_of_month)
        months--;
    return (int)months;
}

int vesting_last_month(const struct vesting *vesting)
{
    if (vesting->at_once)
        return 0;
    if (vesting->step_count > 0)
        return vesting->steps[vesting->step_count - 1].month;
    return vesting->months > vesting->cliff ? vesting->months : vesting->cliff;
}

double vesting_at_month(const struct vesting *vesting, int months)
{
    if (months < 0)
        return 0;
    if (months >= vesting_last_month(vesting))
        return 1;
    double vested = 0;
    if (vesting->step_count > 0) {
        for (size_t i = 0; i < vesting->step_count && vesting->steps[i].month <= months; i++)
            vested += vesting->steps[i].fraction;
        return vested;
    }
    if (months < vesting->cliff)
        return 0;
    int step = vesting->step > 0 ? vesting->step : 1;
    return months >= vesting->months ? 1 : (double)(months / step * step) / vesting->months;
}

double vesting_fraction(const struct vesting *vesting, double years)
{
    return vesting_at_month(vesting, vesting_elapsed_months(years));
}

struct vesting_table vesting_table(struct arena *arena, const struct vesting *vesting)
{
    int months = vesting_last_month(vesting);
    double *fraction = arena_alloc(arena, (size_t)months + 1, sizeof *fraction), vested = 0;
    size_t steps = 0;
    for (int n = 0; n <= months; n++) {
        for (; steps < vesting->step_count && vesting->steps[steps].month <= n; steps++)
            vested += vesting->steps[steps].fraction;
        fraction[n] = vesting->step_count && n < months ? vested : vesting_at_month(vesting, n);
    }
    struct vesting_table table = {months, fraction};
    return table;
}
