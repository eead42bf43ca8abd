/* The grant that a letter tells: its kind, size, strike, vesting, acceleration and exercise window. */
#ifndef INPUTS_LETTER_GRANT_H
#define INPUTS_LETTER_GRANT_H

#include "inputs/letter_reading.h"

/* After letter_search. Puts `grants.0` and `fully_diluted_shares` into the document, where the letter tells a size. */
void letter_grant_read(struct letter *letter);

#endif
