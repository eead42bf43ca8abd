#include "models/calendar.h"

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int calendar_days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool calendar_valid(struct calendar_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= calendar_days_of_month(date.year, date.month);
}

int calendar_compare(struct calendar_date a, struct calendar_date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return a.day < b.day ? -1 : a.day > b.day;
}

struct calendar_date calendar_months_later(struct calendar_date date, int months)
{
    int month = date.month - 1 + months;
    struct calendar_date later = {date.year + month / 12, month % 12 + 1, date.day};
    int last = calendar_days_of_month(later.year, later.month);
    if (later.day > last)
        later.day = last;
    return later;
}
