/* The unit that a heading gives to the bare numbers below it: "Valuation ($M)", "Timeline (months)", "Exit value, $K".
 */
#ifndef INPUTS_HEADING_UNIT_H
#define INPUTS_HEADING_UNIT_H

#include "inputs/cell.h"

struct heading_unit {
    const char *currency;  /* "$", "EUR"; NULL: none */
    const char *magnitude; /* "M"; NULL: none */
    const char *duration;  /* "months"; NULL: none */
    bool percent;
    bool single_year; /* "Year", not "Years": a bare 29 is 2029, a bare 3 the third year */
};

struct heading_unit heading_unit_of(struct arena *arena, const char *heading);

/* The text of a cell of that kind with the heading's unit, where it has none of its own; the text itself where there is
 * nothing to add. NULL: the number is too large to be meant in that unit. */
const char *heading_unit_apply(struct arena *arena, const struct heading_unit *unit, const char *text,
                               enum cell_kind kind, enum comma_use commas);

#endif
