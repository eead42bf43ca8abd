/* What the paths of one unit of a sensitivity came to, as a row of numbers: to be kept, and gone on from. */
#ifndef MODELS_SENSITIVITY_NUMBERS_H
#define MODELS_SENSITIVITY_NUMBERS_H

#include "models/sensitivity.h"

size_t sensitivity_numbers(const struct sensitivity *s); /* how many there are: the same for every unit */
void sensitivity_numbers_put(const struct sensitivity *s, size_t unit, double *number);
void sensitivity_numbers_take(struct sensitivity *s, size_t unit, const double *number); /* in place of what is there */

#endif
