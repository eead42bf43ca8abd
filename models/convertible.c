#include "models/convertible.h"

#include <math.h>

double convertible_claim(const struct convertible *convertible)
{
    double interest = convertible->kind == CONVERTIBLE_NOTE ? convertible->interest_frac * convertible->years : 0;
    return convertible->amount * (1 + interest);
}

/* What one converts to: the larger of a part of all shares (with everything that converts) and a multiple of the
 * outstanding ones. */
struct entitlement {
    double of_all, of_outstanding;
};

static struct entitlement entitlement_of(const struct convertible *convertible, double pre_money)
{
    double claim = convertible_claim(convertible), at_cap = claim / convertible->cap;
    /* claim / (price x (1 - discount)) with price = pre-money / all shares */
    struct entitlement to = {claim / (pre_money * (1 - convertible->discount_frac)), 0};
    if (convertible->post_money)
        to.of_all = fmax(to.of_all, at_cap);
    else
        to.of_outstanding = at_cap;
    return to;
}

/* r = all shares / outstanding solves r = 1 + sum max(of_all r, of_outstanding). Newton's steps from r = 1 rise and end
 * after at most one per convertible, because r minus the right-hand side is concave and piecewise linear. 0: no such r.
 */
static double all_per_outstanding(const struct convertible *convertibles, size_t count, double pre_money)
{
    double ratio = 1;
    for (size_t step = 0; step <= count; step++) {
        double fixed = 1, part = 0;
        for (size_t i = 0; i < count; i++) {
            struct entitlement to = entitlement_of(&convertibles[i], pre_money);
            if (to.of_all * ratio > to.of_outstanding)
                part += to.of_all;
            else
                fixed += to.of_outstanding;
        }
        if (!(part < 1))
            return 0;
        double next = fixed / (1 - part);
        if (!(next > ratio))
            break;
        ratio = next;
    }
    return ratio;
}

static bool convert_all(const struct convertible *convertibles, size_t count, double outstanding_shares,
                        double pre_money, double *shares, double *all_shares)
{
    double ratio = all_per_outstanding(convertibles, count, pre_money);
    *all_shares = outstanding_shares * ratio;
    for (size_t i = 0; i < count; i++) {
        struct entitlement to = entitlement_of(&convertibles[i], pre_money);
        shares[i] = ratio > 0 ? fmax(to.of_all * *all_shares, to.of_outstanding * outstanding_shares) : 0;
    }
    return ratio > 0;
}

double convertible_convert(const struct convertible *convertibles, size_t count, double outstanding_shares,
                           double pre_money, double *shares)
{
    double all_shares;
    bool possible = convert_all(convertibles, count, outstanding_shares, pre_money, shares, &all_shares);
    return possible ? pre_money / all_shares : 0;
}

bool convertible_at_exit(const struct convertible *convertibles, size_t count, double outstanding_shares,
                         double *shares)
{
    double all_shares;
    return convert_all(convertibles, count, outstanding_shares, HUGE_VAL, shares, &all_shares);
}
