/* The resolved offer as text. */
#ifndef INPUTS_OFFER_CANONICAL_H
#define INPUTS_OFFER_CANONICAL_H

#include "models/offer.h"

/* The resolved offer as canonical JSON: in the order of the key records, no spaces; its SHA-256 names a run's input. */
const char *offer_canonical(struct arena *arena, const struct offer *offer);

/* The market job of `compensation`, key by key: the name of key i, NULL past the last; its resolved value. */
const char *offer_canonical_market_key(size_t i);
const char *offer_canonical_market(struct arena *arena, const struct offer *offer, size_t i);

#endif
