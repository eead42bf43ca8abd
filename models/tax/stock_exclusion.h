/* Gain on qualified small business stock that is not taxed (IRC 1202, as amended by P.L. 119-21 section 70431). Holding
 * counts from `acquired`: the exercise of an option, the transfer of restricted stock that was taxed at grant. */
#ifndef MODELS_TAX_STOCK_EXCLUSION_H
#define MODELS_TAX_STOCK_EXCLUSION_H

#include "models/calendar.h"

struct stock_exclusion {
    double share_frac; /* of the eligible gain that is excluded; 0: not held for long enough */
    double cap;        /* on the eligible gain; 0 where nothing is excluded */
    double eligible, excluded, taxed;
    double gain28; /* the part of `taxed` whose rate is at most 28% */
};

/* gain and basis: of the shares sold; used: eligible gain of the same issuer in earlier years. */
struct stock_exclusion stock_exclusion_of(struct calendar_date acquired, struct calendar_date sold, double gain,
                                          double basis, double used);

#endif
