#include "models/share_count.h"

#include "models/company_plan.h"

double share_count_at_start(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    double shares = 0;
    if (offer->fully_diluted_shares.given) {
        if (!distribution_is_point(&offer->fully_diluted_shares.distribution, &shares))
            shares = distribution_mean(&offer->fully_diluted_shares.distribution);
        return shares;
    }
    return offer->class_count && offer->capital[0].shares.given ? preparation->plan->company->total_shares : 0;
}

static struct quantity scaled(struct preparation *preparation, struct quantity quantity, double factor,
                              const char *path)
{
    if (quantity.slot != DRAW_CERTAIN && quantity.curve.family != CURVE_AFFINE)
        preparation_fault(preparation, "%s: a number or a range is needed here", path);
    quantity.value *= factor;
    quantity.mean *= factor;
    quantity.curve.a *= factor;
    quantity.curve.b *= factor;
    return quantity;
}

static bool known(struct preparation *preparation, const char *path)
{
    if (share_count_at_start(preparation) > 0)
        return true;
    preparation_fault(preparation, "%s: needs fully_diluted_shares, or a capital in shares", path);
    return false;
}

struct quantity share_count_fraction(struct preparation *preparation, struct quantity shares, const char *path)
{
    return known(preparation, path) ? scaled(preparation, shares, 1 / share_count_at_start(preparation), path) : shares;
}

struct quantity share_count_company_value(struct preparation *preparation, struct quantity per_share, const char *path)
{
    return known(preparation, path) ? scaled(preparation, per_share, share_count_at_start(preparation), path)
                                    : per_share;
}
