/* Amounts, and durations. */
#ifndef INPUTS_CELL_AMOUNT_H
#define INPUTS_CELL_AMOUNT_H

#include "inputs/cell_parse.h"

/* Fills reading->form, low, high, currency, assumed. `within`: "within
 * 18 months" was read. */
bool cell_amount(struct cell_parse *parse, bool *within);

#endif
