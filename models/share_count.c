#include "models/share_count.h"

#include "models/company_plan.h"

/* 0: not known. */
static double shares_at_start(struct preparation *preparation)
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

static struct quantity scaled(struct quantity quantity, double *factor)
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
    return scaled(shares, factor);
}

struct quantity share_count_company_value(struct preparation *preparation, struct quantity per_share, const char *path,
                                          double *factor)
{
    *factor = known(preparation, path) ? shares_at_start(preparation) : 1;
    return scaled(per_share, factor);
}
