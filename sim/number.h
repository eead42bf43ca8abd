/* Numbers as text. Nothing here depends on the locale. */
#ifndef SIM_NUMBER_H
#define SIM_NUMBER_H

#include "sim/arena.h"
#include "sim/figure.h"

#include <stdbool.h>

enum { NUMBER_TEXT_BYTES = 64 };

/* Shortest form that reads back (of several, the one nearest to the number): plain digits for 1e-5 <= |number| < 1e17,
 * else an exponent as JSON has it, "1e-7"; -0 is "0". The number must be finite. Returns text. */
const char *number_exact(double number, char text[NUMBER_TEXT_BYTES]);

/* For people: rounded to two significant digits of the standard error, with thousands separators and the unit:
 * "$149,830", "29.8%", "1.502 years", "-$41,273", "CHF 1,200", "5x". std_error NAN, 0 or below what a double can tell:
 * the whole part in full and at the most six significant digits. NAN is "n/a".
 * unit: a currency code, "years", "share", "multiple", any other word (written after the number), "". */
const char *number_for_people(struct arena *arena, double number, double std_error, const char *unit);

/* "$149,833 ± 95": the estimate with its half-width; "0% (0% to 0.0003%)" where the interval is lopsided; the estimate
 * alone where there is no interval or it is a point. */
const char *figure_for_people(struct arena *arena, const struct figure *figure, const char *unit);

/* The same with the sign always written, for gains and losses: "+$6,381 ± 89". */
const char *figure_signed_for_people(struct arena *arena, const struct figure *figure, const char *unit);

/* "$1.2M", "$480K", "35%", "2.5": for axes and headings, at most three significant digits. */
const char *number_short(struct arena *arena, double number, const char *unit);

/* Whether the unit is a currency's code. */
bool number_is_money(const char *unit);

/* "1,048,576" */
const char *number_count(struct arena *arena, unsigned long long count);

#endif
