/* A round: how many shares are issued, to the investors and to the option pool. Shares fully diluted and as converted.
 */
#ifndef MODELS_PRICED_ROUND_H
#define MODELS_PRICED_ROUND_H

/* Shares to issue so that the new ones are `dilution_frac` of all after it: d / (1 - d) x outstanding. */
double priced_round_issue(double outstanding_shares, double dilution_frac);

/* Shares to add to an option pool so that it is `pool_frac` of all shares, which without the addition are
 * `all_shares`, `pool_shares` of them already in the pool: (x all - pool) / (1 - x); 0 when the pool is large enough.
 */
double priced_round_pool_top_up(double all_shares, double pool_shares, double pool_frac);

#endif
