/* What `run` needs and an offer may lack. */
#ifndef INPUTS_OFFER_MISSING_H
#define INPUTS_OFFER_MISSING_H

#include "models/offer.h"

/* As flags ready to paste: --set compensation.offer.salary='$74-105K'. */
size_t offer_missing(struct arena *arena, const struct offer *offer, const char *const **missing);

#endif
