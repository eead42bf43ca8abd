/* What commas and points between digits mean in a document: the numbers that can be read in one way only tell. */
#ifndef INPUTS_NUMBER_STYLE_H
#define INPUTS_NUMBER_STYLE_H

#include "inputs/place.h"

struct number_style {
    bool decimal_comma, decimal_point; /* a number was heard that has one */
};

/* Hears all numbers of a cell. */
void number_style_hear(struct number_style *style, const char *text);
/* Where numbers contradict each other it is COMMA_DECIMAL, with which "1.5" is understood too. */
enum comma_use number_style_told(const struct number_style *style);
/* The source as --decimals has it, where that is given: a copy. */
const struct source *number_style_wished(struct arena *arena, const struct source *source, const char *decimals);
/* The source as its numbers are to be read: itself, or a copy with decimal commas where they alone were heard. */
const struct source *number_style_source(struct arena *arena, const struct source *source,
                                         const struct number_style *style);

#endif
