#include "models/priced_round.h"

#include <math.h>

double priced_round_issue(double outstanding_shares, double dilution_frac)
{
    return outstanding_shares * (dilution_frac / (1 - dilution_frac));
}

double priced_round_pool_top_up(double all_shares, double pool_shares, double pool_frac)
{
    return fmax(0, (pool_frac * all_shares - pool_shares) / (1 - pool_frac));
}
