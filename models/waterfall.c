#include "models/waterfall.h"

#include <math.h>

/* A class counts as converting when that pays more than a rounding error. */
static const double INDIFFERENCE = 1e-12;

enum waterfall_shape waterfall_shape_of(const struct waterfall_class *share_class)
{
    if (share_class->kind == CLASS_OPTION)
        return WATERFALL_OPTION;
    if (share_class->kind == CLASS_PREFERRED && !share_class->participating)
        return WATERFALL_CLAIM_OR_SHARES;
    return share_class->kind == CLASS_PREFERRED && isfinite(share_class->cap_total) ? WATERFALL_CAPPED
                                                                                    : WATERFALL_LINEAR;
}

struct waterfall_terms waterfall_terms_of(const struct waterfall_class *share_class)
{
    struct waterfall_terms terms = {share_class->shares, 0, HUGE_VAL, 0};
    if (share_class->kind == CLASS_OPTION) {
        terms.cap = 0;
        terms.strike = share_class->strike;
    } else if (share_class->kind == CLASS_PREFERRED) {
        terms.cap = share_class->participating ? share_class->cap_total : share_class->claim;
        terms.claim = share_class->claim < terms.cap ? share_class->claim : terms.cap;
    }
    return terms;
}

double waterfall_capped_price(const struct waterfall_terms *terms)
{
    return terms->shares > 0 ? (terms->cap - terms->claim) / terms->shares : HUGE_VAL;
}

double waterfall_convert_price(const struct waterfall_terms *terms)
{
    return terms->shares > 0 ? terms->cap / terms->shares + terms->strike : HUGE_VAL;
}

double waterfall_payout_at(const struct waterfall_terms *terms, double price)
{
    double claimed = terms->claim + terms->shares * price, converted = terms->shares * (price - terms->strike);
    claimed = claimed < terms->cap ? claimed : terms->cap;
    return claimed > converted ? claimed : converted;
}

double waterfall_total_at(const struct waterfall_class *classes, size_t count, double price)
{
    double total = 0;
    for (size_t i = 0; i < count; i++) {
        struct waterfall_terms terms = waterfall_terms_of(&classes[i]);
        total += waterfall_payout_at(&terms, price);
    }
    return total;
}

double waterfall_active_shares(const struct waterfall_terms *terms, double price)
{
    bool flat = price >= waterfall_capped_price(terms) && price < waterfall_convert_price(terms);
    return flat ? 0 : terms->shares;
}

double waterfall_all_active_shares(const struct waterfall_class *classes, size_t count, double price)
{
    double active = 0;
    for (size_t i = 0; i < count; i++) {
        struct waterfall_terms terms = waterfall_terms_of(&classes[i]);
        active += waterfall_active_shares(&terms, price);
    }
    return active;
}

double waterfall_claims(const struct waterfall_class *classes, size_t count)
{
    double claims = 0;
    for (size_t i = 0; i < count; i++)
        claims += waterfall_terms_of(&classes[i]).claim;
    return claims;
}

struct waterfall_level waterfall_level_of(const struct waterfall_class *classes, size_t count, size_t which)
{
    struct waterfall_level around = {0, 0};
    for (size_t i = 0; i < count; i++) {
        double claim = waterfall_terms_of(&classes[i]).claim;
        if (classes[i].seniority > classes[which].seniority)
            around.ahead += claim;
        else if (classes[i].seniority == classes[which].seniority)
            around.level += claim;
    }
    return around;
}

/* The part of total(p) that does not depend on p, just above `price`. */
static double fixed_part(const struct waterfall_terms *terms, double price)
{
    if (price >= waterfall_convert_price(terms))
        return -terms->shares * terms->strike;
    return price >= waterfall_capped_price(terms) ? terms->cap : terms->claim;
}

/* Bracket (low, high) of prices around the solution. */
struct bracket {
    double low, high;
};

static void bracket_try(struct bracket *bracket, double price, const struct waterfall_class *classes, size_t count,
                        double proceeds)
{
    if (!(price > bracket->low && price < bracket->high))
        return;
    if (waterfall_total_at(classes, count, price) < proceeds)
        bracket->low = price;
    else
        bracket->high = price;
}

/* A step around the classes that meets each of them once, in an order that has nothing to do with how they are listed:
 * about the golden section of their number, without a divisor in common with it. */
static size_t scattered_step(size_t count)
{
    size_t step = (size_t)((double)count * 0.6180339887498949) | 1;
    while (step > 1) {
        size_t a = count, b = step;
        while (b) {
            size_t rest = a % b;
            a = b;
            b = rest;
        }
        if (a == 1)
            break;
        step -= 2;
    }
    return step;
}

/* No sorting and no memory: each price at which a class changes its branch, if strictly inside the bracket, is
 * evaluated and becomes one of its ends; the others cost one comparison. Scattered, about 2 ln(their number) are
 * evaluated; as listed it would be all of them where each round is dearer than the one before. At the end total(p) is
 * linear in the bracket. */
double waterfall_price(const struct waterfall_class *classes, size_t count, double proceeds)
{
    if (!(proceeds > waterfall_claims(classes, count)))
        return 0;
    struct bracket bracket = {0, HUGE_VAL};
    const size_t step = scattered_step(count);
    for (size_t k = 0, i = 0; k < count; k++, i = i + step < count ? i + step : i + step - count) {
        struct waterfall_terms terms = waterfall_terms_of(&classes[i]);
        if (!(terms.cap < HUGE_VAL))
            continue; /* shares from the first dollar to the last */
        bracket_try(&bracket, waterfall_capped_price(&terms), classes, count, proceeds);
        bracket_try(&bracket, waterfall_convert_price(&terms), classes, count, proceeds);
    }
    double fixed = 0, active = waterfall_all_active_shares(classes, count, bracket.low);
    for (size_t i = 0; i < count; i++) {
        struct waterfall_terms terms = waterfall_terms_of(&classes[i]);
        fixed += fixed_part(&terms, bracket.low);
    }
    /* Nobody takes a further dollar: it stays undistributed. The clamp keeps rounding from undercutting a strike. */
    return active > 0 ? fmax(bracket.low, (proceeds - fixed) / active) : bracket.low;
}

/* The class of the lowest seniority that gets anything of its claims, found like the price; `count` where none does. */
static size_t last_paid(const struct waterfall_class *classes, size_t count, double proceeds)
{
    size_t last = count;
    double paid = HUGE_VAL, unpaid = -HUGE_VAL; /* seniorities: the lowest known to be paid, the highest known not to */
    const size_t step = scattered_step(count);
    for (size_t k = 0, i = 0; k < count; k++, i = i + step < count ? i + step : i + step - count) {
        double seniority = classes[i].seniority;
        if (!(waterfall_terms_of(&classes[i]).claim > 0) || seniority <= unpaid || seniority >= paid)
            continue;
        if (waterfall_level_of(classes, count, i).ahead < proceeds) {
            paid = seniority;
            last = i;
        } else {
            unpaid = seniority;
        }
    }
    return last;
}

/* Claims by seniority where they are not all covered: in full above one level, in part there, nothing below. */
static void pay_claims(const struct waterfall_class *classes, size_t count, double proceeds, double *payout)
{
    size_t last = last_paid(classes, count, proceeds);
    double paid_frac = 0;
    if (last < count) {
        struct waterfall_level around = waterfall_level_of(classes, count, last);
        paid_frac = fmin(1, (proceeds - around.ahead) / around.level);
    }
    for (size_t i = 0; i < count; i++) {
        double claim = waterfall_terms_of(&classes[i]).claim;
        bool above = last < count && classes[i].seniority > classes[last].seniority;
        bool level = last < count && classes[i].seniority == classes[last].seniority;
        payout[i] = above ? claim : level ? claim * paid_frac : 0;
    }
}

double waterfall_solve(const struct waterfall_class *classes, size_t count, double proceeds, double *payout,
                       bool *converts, double *common_price)
{
    double price = waterfall_price(classes, count, proceeds), paid = 0;
    bool covered = proceeds >= waterfall_claims(classes, count);
    if (!covered)
        pay_claims(classes, count, proceeds, payout);
    for (size_t i = 0; i < count; i++) {
        struct waterfall_terms terms = waterfall_terms_of(&classes[i]);
        if (covered)
            payout[i] = waterfall_payout_at(&terms, price);
        paid += payout[i];
        if (converts)
            converts[i] = price > waterfall_convert_price(&terms) * (1 + INDIFFERENCE);
    }
    if (common_price)
        *common_price = price;
    return paid;
}

struct waterfall_deductions waterfall_deduct(double exit_value, double transaction_costs_frac, double debt,
                                             double carve_out_frac)
{
    struct waterfall_deductions off = {0, 0, 0, 0};
    double left = fmax(0, exit_value);
    off.transaction_costs = fmin(left, left * transaction_costs_frac);
    left -= off.transaction_costs;
    off.debt = fmin(left, debt);
    left -= off.debt;
    off.carve_out = fmin(left, left * carve_out_frac);
    off.distributable = left - off.carve_out;
    return off;
}

double waterfall_distributable(double exit_value, double transaction_costs_frac, double debt, double carve_out_frac)
{
    return waterfall_deduct(exit_value, transaction_costs_frac, debt, carve_out_frac).distributable;
}

double waterfall_exit_value(double distributable, double transaction_costs_frac, double debt, double carve_out_frac)
{
    if (transaction_costs_frac >= 1 || carve_out_frac >= 1)
        return HUGE_VAL;
    return (distributable / (1 - carve_out_frac) + debt) / (1 - transaction_costs_frac);
}
