/* SAFEs and convertible notes: the shares they become at the next round that raises money (models/round_price.h), and
 * what they are at an exit before one.
 *
 * A note converts its amount with simple interest, a SAFE its amount. Each takes the better of its terms:
 *     discount:        amount / (round price x (1 - discount))
 *     cap, post-money: amount / cap of the company counted with everything that converts, before the new money
 *     cap, pre-money:  amount / cap of the company counted without what converts
 * (Y Combinator's post-money SAFE of 2018 and its pre-money predecessor.) */
#ifndef MODELS_CONVERTIBLE_H
#define MODELS_CONVERTIBLE_H

#include "models/offer.h"

#include <stdbool.h>
#include <stddef.h>

enum { CONVERTIBLES_MAX = 64 };

struct convertible {
    enum convertible_kind kind;
    double amount;        /* money */
    double cap;           /* valuation cap, money; INFINITY: none */
    double discount_frac; /* 0: none; below 1 */
    double interest_frac; /* note: a year, simple */
    double years;         /* note: since it was issued */
    bool post_money;      /* the cap is; else pre-money */
};

/* What is owed: amount, for a note with interest. */
double convertible_claim(const struct convertible *convertible);
/* What its shares are worth at the price of the round, by the discount alone: claim / (1 - discount). */
double convertible_at_discount(const struct convertible *convertible);

/* Conversion at a price per share: shares[i] of each; `outstanding_shares` are all others, as converted, before the new
 * money. Returns all shares, those that convert included; 0, and no shares, when the post-money caps alone come to the
 * whole company. */
double convertible_convert(const struct convertible *convertibles, size_t count, double outstanding_shares,
                           double price, double *shares);

/* An exit before a round: each is a non-participating class with the claim convertible_claim() that may convert to
 * shares[i] at its cap (0 without one), so that it gets the larger. False, and no shares, when the caps would give away
 * the whole company. */
bool convertible_at_exit(const struct convertible *convertibles, size_t count, double outstanding_shares,
                         double *shares);

#endif
