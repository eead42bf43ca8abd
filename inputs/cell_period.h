/* Years and months that are counted: "Year 3-5", "Y3", "Year 7+", "Month 18-24". */
#ifndef INPUTS_CELL_PERIOD_H
#define INPUTS_CELL_PERIOD_H

#include "inputs/cell_parse.h"

/* Year n lies between n - 1 and n years from the start. Fills the reading when the cell counts periods; `*told` says
 * whether it does. False: a fault was noted. */
bool cell_period(struct cell_parse *parse, bool *told);

#endif
