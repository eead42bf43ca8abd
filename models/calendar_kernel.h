/* Days as columns of calendar dates, for kernels. A day is a count from 1970-01-01; years begin on 1 March inside, so
 * that the leap day is the last of its year. A date's code is 31 x (its month, counted on from March of year 0) + its
 * day of the month: codes are in the order of dates, and n months later is 31 n more. */
#ifndef MODELS_CALENDAR_KERNEL_H
#define MODELS_CALENDAR_KERNEL_H

#include "models/calendar.h"

#include <math.h>

#define CALENDAR_DAYS_TO_1970 719468.0 /* from 1 March of year 0 */

/* The first day of year `year` since 1 March of year 0. */
static inline double calendar_first_day(double year)
{
    return 365 * year + floor(year / 4) - floor(year / 100) + floor(year / 400);
}

/* The year, begun on 1 March, of a day counted from 1 March of year 0. */
static inline double calendar_march_year(double day)
{
    double year = floor(day * (1 / 365.2425));
    year -= calendar_first_day(year) > day ? 1.0 : 0.0;
    year += calendar_first_day(year + 1) <= day ? 1.0 : 0.0;
    return year;
}

static inline double calendar_date_code(double day)
{
    double since = day + CALENDAR_DAYS_TO_1970, year = calendar_march_year(since);
    double of_year = since - calendar_first_day(year), month = floor((5 * of_year + 2) / 153);
    return 31 * (12 * year + month) + of_year - floor((153 * month + 2) / 5) + 1;
}

static inline struct calendar_date calendar_date_of_code(double code)
{
    double month = floor((code - 1) / 31), year = floor(month / 12);
    int of_year = (int)(month - 12 * year);
    return (struct calendar_date){(int)year + (of_year >= 10), of_year >= 10 ? of_year - 9 : of_year + 3,
                                  (int)(code - 31 * month)};
}

/* Tax years that begin on a given day of the year, numbered by the calendar year in which they begin. */
struct calendar_tax_years {
    double shift_days;  /* of their first day from 1 March, */
    double shift_years; /* 1 in January and February: it belongs to the March before */
};

static inline double calendar_tax_year(const struct calendar_tax_years *years, double day)
{
    return calendar_march_year(day + CALENDAR_DAYS_TO_1970 - years->shift_days) + years->shift_years;
}

static inline double calendar_tax_year_first_day(const struct calendar_tax_years *years, double year)
{
    return calendar_first_day(year - years->shift_years) + years->shift_days - CALENDAR_DAYS_TO_1970;
}

#endif
