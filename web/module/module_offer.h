/* Offers, for JavaScript: each call answers with the JSON of module_reply.h, in which an offer is a number. */
#ifndef WEB_MODULE_MODULE_OFFER_H
#define WEB_MODULE_MODULE_OFFER_H

#include "include/offercast.h"

#include <stddef.h>

/* {"offer": 123, "parts": 1}; the offer is 0 where memory ran out. */
const char *module_offer_read(const char *path);
/* {"offer": 123}: part `i`, to be freed before the document. */
const char *module_offer_part(const struct offercast_offer *offer, size_t i);
const char *module_offer_set(struct offercast_offer *offer, const char *setting);
const char *module_offer_assume(struct offercast_offer *offer, const char *name);
/* {"name": null, "missing": ["--set ..."]}, with all messages. */
const char *module_offer_check(struct offercast_offer *offer);
/* {"json": "the offer file"}; null where there is nothing. */
const char *module_offer_json(struct offercast_offer *offer);
void module_offer_free(struct offercast_offer *offer);

#endif
