/* Days of the civil calendar, for rules that count whole months and anniversaries. Proleptic Gregorian. */
#ifndef MODELS_CALENDAR_H
#define MODELS_CALENDAR_H

#include <stdbool.h>

struct calendar_date {
    int year, month, day; /* month and day from 1 */
};

bool calendar_valid(struct calendar_date date); /* a day that there is, of the years 1 to 9999 */

/* Below 0, 0 or above 0: a is earlier, the same day, later. */
int calendar_compare(struct calendar_date a, struct calendar_date b);

/* The same day `months` (0 or more) later, or the last day of that month: one year after 29 February is 28 February. */
struct calendar_date calendar_months_later(struct calendar_date date, int months);

#endif
