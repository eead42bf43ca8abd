/* What a round at a lower price does to the conversion of earlier preferred shares. Prices in money per share; shares
 * fully diluted and as converted. */
#ifndef MODELS_ANTI_DILUTION_H
#define MODELS_ANTI_DILUTION_H

#include "models/offer.h"

/* New conversion price of a preferred class after a round at `round_price`; never above the old one. Broad-based
 * weighted average: old x (outstanding + raised / old) / (outstanding + issued), with raised = issued x round_price.
 * Full ratchet: min(old, round_price). */
double anti_dilution_price(enum anti_dilution protection, double conversion_price, double round_price,
                           double outstanding_shares, double issued_shares);

/* Common shares a preferred class converts to: shares x issue price / conversion price. */
double anti_dilution_shares(double preferred_shares, double issue_price, double conversion_price);

#endif
