/* Days of the calendar, and cells that tell of them. */
#ifndef INPUTS_CELL_DATE_H
#define INPUTS_CELL_DATE_H

#include "inputs/cell_parse.h"

/* Days since 1970-01-01 of a civil date; the day count of "2026-02-13". False when there is no such day. */
bool cell_date_days(int year, int month, int day, double *days);

/* The civil date of a day counted so. */
void cell_date_civil(double day, int *year, int *month, int *of_month);

/* Low and high as days; `instant` when it is a full date. */
bool cell_date(struct cell_parse *parse, bool *instant);
/* 1 Jan 2027 */
const char *cell_date_in_words(struct arena *arena, double day);

#endif
