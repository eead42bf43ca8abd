/* Numbers as text. */
#ifndef OUTPUTS_NUMBER_H
#define OUTPUTS_NUMBER_H

#include "sim/arena.h"
#include "sim/figure.h"

enum { NUMBER_TEXT_BYTES = 64 };

/* Shortest form that reads back; plain digits between 1e-5 and 1e17; -0 is 0. The number must be finite. */
const char *number_exact(double number, char text[NUMBER_TEXT_BYTES]);

/* For people: rounded to two significant digits of the standard error, with thousands separators and the unit:
 * "$149,830", "29.8%", "1.502 years", "-$41,273". std_error NAN or 0: six significant digits at the most.
 * unit: a currency code, "years", "share", "multiple", "". */
const char *number_for_people(struct arena *arena, double number, double std_error, const char *unit);
/* "$149,833 ± 95" : the estimate with its half-width; the atom alone when the interval is a point. */
const char *figure_for_people(struct arena *arena, const struct figure *figure, const char *unit);
/* "$1.2M", "$480K", "35%": for axes and headings. */
const char *number_short(struct arena *arena, double number, const char *unit);

#endif
