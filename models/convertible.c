#include "models/convertible.h"

#include <math.h>

double convertible_claim(const struct convertible *convertible)
{
    double interest = convertible->kind == CONVERTIBLE_NOTE ? convertible->interest_frac * convertible->years : 0;
    return convertible->amount * (1 + interest);
}

double convertible_at_discount(const struct convertible *convertible)
{
    return convertible_claim(convertible) / (1 - convertible->discount_frac);
}

/* What one converts to: the larger of a part of all shares (with everything that converts) and a multiple of the
 * outstanding ones. */
struct entitlement {
    double of_all, of_outstanding;
};

static struct entitlement entitlement_of(const struct convertible *convertible, double outstanding_shares, double price)
{
    double at_cap = convertible_claim(convertible) / convertible->cap;
    double at_price = convertible_at_discount(convertible) / price / outstanding_shares;
    if (convertible->post_money)
        return (struct entitlement){at_cap, at_price};
    return (struct entitlement){0, fmax(at_cap, at_price)};
}

/* r = all shares / outstanding solves r = 1 + sum max(of_all r, of_outstanding). Newton's steps from r = 1 rise and end
 * after at most one per convertible, because r minus the right-hand side is concave and piecewise linear. 0: no such r.
 */
static double all_per_outstanding(const struct entitlement *to, size_t count)
{
    double ratio = 1;
    for (size_t step = 0; step <= count; step++) {
        double fixed = 1, part = 0;
        for (size_t i = 0; i < count; i++) {
            if (to[i].of_all * ratio > to[i].of_outstanding)
                part += to[i].of_all;
            else
                fixed += to[i].of_outstanding;
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

double convertible_convert(const struct convertible *convertibles, size_t count, double outstanding_shares,
                           double price, double *shares)
{
    struct entitlement to[CONVERTIBLES_MAX];
    for (size_t i = 0; i < count; i++)
        to[i] = entitlement_of(&convertibles[i], outstanding_shares, price);
    double ratio = all_per_outstanding(to, count);
    for (size_t i = 0; i < count; i++)
        shares[i] = outstanding_shares * fmax(to[i].of_all * ratio, ratio > 0 ? to[i].of_outstanding : 0);
    return outstanding_shares * ratio;
}

bool convertible_at_exit(const struct convertible *convertibles, size_t count, double outstanding_shares,
                         double *shares)
{
    return convertible_convert(convertibles, count, outstanding_shares, HUGE_VAL, shares) > 0;
}
