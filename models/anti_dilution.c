#include "models/anti_dilution.h"

#include <math.h>

double anti_dilution_price(enum anti_dilution protection, double conversion_price, double round_price,
                           double outstanding_shares, double issued_shares)
{
    if (protection == ANTI_DILUTION_NONE || round_price >= conversion_price)
        return conversion_price;
    if (protection == ANTI_DILUTION_FULL_RATCHET)
        return round_price;
    double at_old_price = issued_shares * round_price / conversion_price; /* what the money would have bought */
    return conversion_price * (outstanding_shares + at_old_price) / (outstanding_shares + issued_shares);
}

double anti_dilution_shares(double preferred_shares, double issue_price, double conversion_price)
{
    return preferred_shares * (issue_price / conversion_price);
}
