/* Whole shares out of a schedule: the allocation types of the Open Cap Format (schema/enums/AllocationType), which
 * defines each by the split of 18 shares into 4 equal tranches:
 *
 *     cumulative rounding       5 4 5 4   the cumulated shares are rounded, halves up
 *     cumulative round down     4 5 4 5   the cumulated shares are rounded down
 *     front loaded              5 5 4 4   each tranche rounded down, the rest one each from the first on
 *     back loaded               4 4 5 5   ... one each from the last back
 *     front loaded to single    6 4 4 4   ... all to the first tranche
 *     back loaded to single     4 4 4 6   ... all to the last
 *     fractional                4.5 each  not rounded
 *
 * A number of shares within 1e-6 below a whole or half one counts as that: weights are binary fractions. */
#ifndef MODELS_SHARE_ROUNDING_H
#define MODELS_SHARE_ROUNDING_H

#include "models/offer.h"
#include "models/vesting.h"

/* Shares of each tranche. The weights are >= 0 and sum to 1; the tranches sum to `shares` (a whole number, but for
 * ROUND_FRACTIONAL). */
void share_rounding_tranches(enum vesting_rounding rule, double shares, const double *weight, size_t count,
                             double *tranche);

/* Shares vested once the first `vested` of `count` tranches have come. */
double share_rounding_vested(enum vesting_rounding rule, double shares, const double *weight, size_t count,
                             size_t vested);

/* A schedule of `shares`, rounded: fraction[n] x shares is the number of shares vested after n months. The tranches are
 * the steps of the schedule; a cliff delays those before it and does not merge them. */
struct vesting_table share_rounding_table(struct arena *arena, const struct vesting *vesting,
                                          enum vesting_rounding rule, double shares);

#endif
