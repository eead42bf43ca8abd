/* The price of a round that includes its pool, the convertibles that convert in it and what anti-dilution adds: what
 * investors pay is what convertibles and protected classes look at.
 *
 * N shares as converted just before; C_i those of convertibles, R_j those that anti-dilution adds; d, q the round's
 * `dilution` and `pool`; A what is raised:
 *     N1 = (N + sum C + sum R)/(1 - d - q), issued = d N1, pool = q N1, p = A/(d N1)
 * so that p (N + sum C + sum R) = A (1 - d - q)/d. The left side increases in p: there is at most one price. Where even
 * a price near 0 leaves the left side too large, anti-dilution is waived in this round; where it still is, the
 * convertibles wait for another. Shares are fully diluted and as converted. */
#ifndef MODELS_ROUND_PRICE_H
#define MODELS_ROUND_PRICE_H

#include "models/convertible.h"

#include <stdbool.h>
#include <stddef.h>

struct protected_class { /* round_price_of() makes of what was before the round what is after it */
    enum anti_dilution protection;
    double conversion_price; /* c_j > 0 */
    double shares;           /* as converted */
};

struct round_terms {
    double shares_before;            /* N > 0 */
    double raised;                   /* A; 0: no price, so nobody is protected and nothing converts */
    double dilution_frac, pool_frac; /* d, q; together below 1 */
    size_t convertible_count;        /* that may convert here */
    const struct convertible *convertible;
    size_t protected_count;
    struct protected_class *protected_class;
};

struct round_price {
    double price; /* p; 0 where there is none */
    double issued, pool;
    bool converts; /* the convertibles do */
    bool waived;   /* anti-dilution was */
};

/* `shares`: of each convertible, 0 where they wait. */
struct round_price round_price_of(const struct round_terms *terms, double *shares);

#endif
