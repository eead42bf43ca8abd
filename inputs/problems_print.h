/* Problems and warnings as a person reads them, on a terminal. */
#ifndef INPUTS_PROBLEMS_PRINT_H
#define INPUTS_PROBLEMS_PRINT_H

#include "inputs/problems.h"

#include <stdio.h>

/* Sorted by place, at most PROBLEMS_SHOWN, then a line that counts the rest. Long lines are cut to a window around the
 * caret; control characters, wrong UTF-8 and marks that turn the writing direction are escaped. */
void problems_print(const struct problems *problems, FILE *stream);

/* "offer.json:12:3", "book.xlsx:Exits!C6"; "" where there is no place. */
const char *problems_place(struct arena *arena, const struct place *at);

/* The warnings, each in one line with its place. */
void problems_print_warnings(const struct problems *problems, FILE *stream);

#endif
