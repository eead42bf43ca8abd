/* A stretch of the calendar as people write it: "2027", "Q3 2027", "mid-2027", "4Q27", "FY27", "06/2027", "30 June
 * 2027". */
#ifndef INPUTS_CELL_STRETCH_H
#define INPUTS_CELL_STRETCH_H

#include "inputs/cell_parse.h"

/* Months [month, month + months) counted from January of `year`, or a single day. */
struct stretch {
    int year; /* 0: not written; the other end's */
    int month, months;
    int day; /* 0: not a single day */
};

/* The stretch at parse->next. False: a fault was noted. */
bool cell_stretch_take(struct cell_parse *parse, struct stretch *stretch);
/* The second end of a range, which may be "28" after 2027. */
bool cell_stretch_take_second(struct cell_parse *parse, const struct stretch *first, struct stretch *second);
/* Whether there is such a day. */
bool cell_stretch_check(struct cell_parse *parse, const struct token *at, const struct stretch *stretch);

/* Whether the tokens tell of a calendar date, rather than of a duration. */
bool cell_stretch_told(const struct scan *scan);

extern const char *const cell_month_names[12]; /* in lower case (inputs/cell_date.c) */

#endif
