/* What commas and points between digits mean in a document, and which part of a date with slashes is the day: the
 * numbers and dates that can be read in one way only tell. */
#ifndef INPUTS_NUMBER_STYLE_H
#define INPUTS_NUMBER_STYLE_H

#include "inputs/place.h"

struct number_style {
    bool decimal_comma, decimal_point; /* a number was heard that has one */
    bool day_first, month_first;       /* a date was heard that is none the other way round */
};

/* Hears all numbers and dates of a cell. */
void number_style_hear(struct number_style *style, const char *text);
/* Where numbers contradict each other it is COMMA_DECIMAL, with which "1.5" is understood too. */
enum comma_use number_style_told(const struct number_style *style);
enum date_order number_style_dates(const struct number_style *style); /* contradictions tell nothing */
/* The source as --decimals and --date-order have it, where one is given: a copy; NULL: it is not. */
const struct source *number_style_wished(struct arena *arena, const struct source *source, const char *decimals,
                                         const char *dates);
/* The source as its numbers and dates are to be read: itself, or a copy with what they told. Where something is wished
 * of it already, that stays. */
const struct source *number_style_source(struct arena *arena, const struct source *source,
                                         const struct number_style *style);

#endif
