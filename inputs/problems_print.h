/* Problems and warnings as a person reads them, on a terminal. */
#ifndef INPUTS_PROBLEMS_PRINT_H
#define INPUTS_PROBLEMS_PRINT_H

#include "inputs/problems.h"

#include <stdio.h>

/* Sorted by place, at most PROBLEMS_SHOWN, then a line that counts the rest. Long lines are cut to a window around the
 * caret; control characters, wrong UTF-8 and marks that turn the writing direction are escaped. */
void problems_print(const struct problems *problems, FILE *stream);
void problem_print(const struct problem *problem, FILE *stream);           /* one of them */
void problems_print_hidden(const struct problems *problems, FILE *stream); /* only that last line, if there is one */

/* "offer.json:12:3", "book.xlsx:Exits!C6"; "" where there is no place. */
const char *problems_place(struct arena *arena, const struct place *at);

/* A warning in one line with its place. */
void note_print_warning(const struct note *warning, FILE *stream);

#endif
