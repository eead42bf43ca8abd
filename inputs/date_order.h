/* Which part of 03/04/2029 is the day. */
#ifndef INPUTS_DATE_ORDER_H
#define INPUTS_DATE_ORDER_H

enum date_order {
    DATES_UNKNOWN, /* no date of the file tells: one that could be two days is a question */
    DATES_DAY_FIRST,
    DATES_MONTH_FIRST
};

#endif
