/* Amounts that no offer has: read as they are written, and warned of with the likely slip. */
#ifndef INPUTS_OFFER_PLAUSIBILITY_H
#define INPUTS_OFFER_PLAUSIBILITY_H

#include "inputs/offer_reader.h"

/* Of an offer that was read without a fault. */
void offer_plausibility_warn(struct reader *reader);

#endif
