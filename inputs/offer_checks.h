/* What goes across rows and tables. */
#ifndef INPUTS_OFFER_CHECKS_H
#define INPUTS_OFFER_CHECKS_H

#include "inputs/offer_reader.h"

/* Sums, curves, sizes, names of draws; when all keys are read. */
void offer_check(struct reader *reader);

#endif
