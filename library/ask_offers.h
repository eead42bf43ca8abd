/* The offers that the asks of a negotiation lead to. */
#ifndef LIBRARY_ASK_OFFERS_H
#define LIBRARY_ASK_OFFERS_H

#include "analysis/negotiate.h"
#include "inputs/offer_input.h"

/* Of an offer that was read; it must stay. */
struct ask_source ask_offers_source(const struct offer_input *input);

#endif
