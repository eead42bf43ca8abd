/* Chances told as odds: "1 in 5", "3 out of 10", "1/3", "3:1 against". */
#ifndef INPUTS_CELL_ODDS_H
#define INPUTS_CELL_ODDS_H

#include "inputs/cell_parse.h"

/* Fills the reading when the cell tells odds; `*told` says whether it does. False: a fault was noted. */
bool cell_odds(struct cell_parse *parse, bool *told);

#endif
