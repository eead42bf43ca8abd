/* Sizes across `capital`, `fully_diluted_shares` and `grants`. */
#ifndef INPUTS_SHARE_CHECKS_H
#define INPUTS_SHARE_CHECKS_H

#include "inputs/offer_reader.h"

/* Of an offer whose keys have all been read: classes that add up, strikes whose number of shares is known, grants that
 * are no more than their class. Of a listed company, what it cannot have. */
void share_checks(struct reader *reader);

#endif
