/* Keys that an offer gives and that can do nothing in it: a lock-up without an IPO, a trigger without an acquisition.
 */
#ifndef INPUTS_IDLE_KEYS_H
#define INPUTS_IDLE_KEYS_H

#include "inputs/offer_reader.h"

/* Warns of each at its place; when all rows are read and checked. Of a listed company most such keys are mistakes, told
 * elsewhere. */
void idle_keys_warn(struct reader *reader);

#endif
