/* The resolved offer as text. */
#ifndef INPUTS_OFFER_CANONICAL_H
#define INPUTS_OFFER_CANONICAL_H

#include "models/offer.h"

/* The resolved offer as canonical JSON: in the order of the key records, no spaces; its SHA-256 names a run's input. */
const char *offer_canonical(struct arena *arena, const struct offer *offer);

#endif
