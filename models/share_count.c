#include "models/share_count.h"

#include "models/company_plan.h"

/* The part of the fully diluted company that nobody holds, where it is told so; 0: none. */
static double part_of_pool(const struct offer *offer)
{
    return offer->unissued_percent.given && offer->class_count
               ? distribution_mean(&offer->unissued_percent.distribution)
               : 0;
}

/* Of a company whose classes are told in shares; 0: none. */
static double pool_of(const struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    bool counted = offer->unissued_pool.given && offer->class_count && offer->capital[0].shares.given;
    return counted ? distribution_mean(&offer->unissued_pool.distribution) : 0;
}

double share_count_dilutive_factor(const struct preparation *preparation)
{
    double pool = pool_of(preparation), part = part_of_pool(preparation->offer);
    if (part > 0)
        return 1 / (1 - part);
    return pool > 0 ? 1 + pool / preparation->plan->company->total_shares : 1;
}

/* 0: not known. */
static double shares_at_start(const struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    double shares = 0;
    bool by_shares = offer->class_count && offer->capital[0].shares.given;
    if (pool_of(preparation) > 0 || (by_shares && part_of_pool(offer) > 0))
        return preparation->plan->company->total_shares;
    if (offer->fully_diluted_shares.given) {
        if (!distribution_is_point(&offer->fully_diluted_shares.distribution, &shares))
            shares = distribution_mean(&offer->fully_diluted_shares.distribution);
        return shares * (1 - part_of_pool(offer));
    }
    return by_shares ? preparation->plan->company->total_shares : 0;
}

struct quantity share_count_scaled(struct quantity quantity, double *factor)
{
    double by = *factor;
    quantity.mean *= by;
    if (quantity.slot != DRAW_CERTAIN && quantity.curve.family != CURVE_AFFINE)
        return quantity;
    quantity.value *= by;
    quantity.curve.a *= by;
    quantity.curve.b *= by;
    *factor = 1;
    return quantity;
}

static bool known(struct preparation *preparation, const char *path)
{
    if (shares_at_start(preparation) > 0)
        return true;
    preparation_fault(preparation, "%s: needs fully_diluted_shares, or a capital in shares", path);
    return false;
}

struct quantity share_count_fraction(struct preparation *preparation, struct quantity shares, const char *path,
                                     double *factor)
{
    *factor = known(preparation, path) ? 1 / shares_at_start(preparation) : 1;
    return share_count_scaled(shares, factor);
}

struct quantity share_count_company_value(struct preparation *preparation, struct quantity per_share, const char *path,
                                          double *factor)
{
    *factor = known(preparation, path) ? shares_at_start(preparation) : 1;
    return share_count_scaled(per_share, factor);
}
