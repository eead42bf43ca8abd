/* A priced round: what is issued, at what price, and what a lower price does to the conversion of earlier preferred
 * shares. Prices in money per share; shares fully diluted and as converted. */
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

/* Shares to issue so that the new ones are `dilution_frac` of all after it: d / (1 - d) x outstanding. */
double priced_round_issue(double outstanding_shares, double dilution_frac);

/* Shares to add to an option pool so that it is `pool_frac` of all shares, which without the addition are
 * `all_shares`, `pool_shares` of them already in the pool: (x all - pool) / (1 - x); 0 when the pool is large enough.
 */
double priced_round_pool_top_up(double all_shares, double pool_shares, double pool_frac);

#endif
