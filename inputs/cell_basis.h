/* What an amount is of: a price per share, a multiple of revenue, pay of a year or a month. */
#ifndef INPUTS_CELL_BASIS_H
#define INPUTS_CELL_BASIS_H

#include "inputs/cell_parse.h"

/* Takes what stands behind the number; *factor: what makes it the value that is asked for. `times`: an "x" was read.
 * False: a fault was noted. */
bool cell_basis_take(struct cell_parse *parse, bool times, double *factor);

#endif
