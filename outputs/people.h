/* Numbers in sentences, rounded as people round. Tables have their own digits (sim/number.h); JSON and CSV have all. */
#ifndef OUTPUTS_PEOPLE_H
#define OUTPUTS_PEOPLE_H

#include "sim/arena.h"
#include "sim/figure.h"

enum { PEOPLE_SENTENCE_DIGITS = 2, PEOPLE_TABLE_DIGITS = 3 };

/* "$41K": at the most so many significant digits, fewer where the figure's interval is wider than a unit of the last
 * one, without its sign. */
const char *people_size(struct arena *arena, const struct figure *figure, const char *unit, int digits);
/* "+$6K", "-$41K", "$0" */
const char *people_signed(struct arena *arena, const struct figure *figure, const char *unit, int digits);

/* How many futures: "3 in 10", "45 in 100", "4 in 1,000", "fewer than 1 in 1,000", "no", "all". */
const char *people_odds(struct arena *arena, double share);
/* "70 of 100 futures"; rare: "4 of 1,000 futures", "fewer than 1 of 1,000 futures". */
const char *people_futures(struct arena *arena, double share);
/* In tables: "29%", "4.3%", "under 0.1%", "over 99.9%". */
const char *people_percent(struct arena *arena, double share);
/* " (± 2 points)" where the error of a chance could change a digit of its hundredths, else "". */
const char *people_points(struct arena *arena, const struct figure *share);
/* "1 year 6 months", "5 months"; under a month in days. */
const char *people_time(struct arena *arena, double years);

#endif
