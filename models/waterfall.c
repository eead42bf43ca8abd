#include "models/waterfall.h"

#include <math.h>

/* A class counts as converting when that pays more than a rounding error. */
static const double INDIFFERENCE = 1e-12;

void waterfall_prepare(const struct waterfall_class *classes, size_t count, struct waterfall_terms *terms)
{
    for (size_t i = 0; i < count; i++) {
        const struct waterfall_class *from = &classes[i];
        struct waterfall_terms to = {from->shares, 0, INFINITY, 0, from->seniority, INFINITY, INFINITY};
        if (from->kind == CLASS_OPTION) {
            to.cap = 0;
            to.strike = from->strike;
        } else if (from->kind == CLASS_PREFERRED) {
            to.cap = from->participating ? from->cap_total : from->claim;
            to.claim = fmin(from->claim, to.cap);
        }
        if (to.shares > 0) {
            to.capped_price = (to.cap - to.claim) / to.shares;
            to.convert_price = to.cap / to.shares + to.strike;
        }
        terms[i] = to;
    }
}

double waterfall_payout_at(const struct waterfall_terms *terms, double price)
{
    double claimed = terms->claim + terms->shares * price, converted = terms->shares * (price - terms->strike);
    claimed = claimed < terms->cap ? claimed : terms->cap;
    return claimed > converted ? claimed : converted;
}

double waterfall_total_at(const struct waterfall_terms *terms, size_t count, double price)
{
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += waterfall_payout_at(&terms[i], price);
    return total;
}

double waterfall_active_shares(const struct waterfall_terms *terms, double price)
{
    bool flat = price >= terms->capped_price && price < terms->convert_price;
    return flat ? 0 : terms->shares;
}

double waterfall_claims(const struct waterfall_terms *terms, size_t count)
{
    double claims = 0;
    for (size_t i = 0; i < count; i++)
        claims += terms[i].claim;
    return claims;
}

/* The part of total(p) that does not depend on p, just above `price`. */
static double fixed_part(const struct waterfall_terms *terms, double price)
{
    if (price >= terms->convert_price)
        return -terms->shares * terms->strike;
    return price >= terms->capped_price ? terms->cap : terms->claim;
}

/* No sorting and no memory: each breakpoint strictly inside the bracket (low, high) is evaluated and becomes one of its
 * ends; the others cost one comparison. In random order about 2 ln(breakpoints) are evaluated. At the end total(p) is
 * linear in the bracket. */
double waterfall_price(const struct waterfall_terms *terms, size_t count, double proceeds)
{
    if (!(proceeds > waterfall_claims(terms, count)))
        return 0;
    double low = 0, high = INFINITY;
    for (size_t i = 0; i < count; i++) {
        const double breakpoint[2] = {terms[i].capped_price, terms[i].convert_price};
        for (size_t b = 0; b < 2; b++) {
            if (!(breakpoint[b] > low && breakpoint[b] < high))
                continue;
            if (waterfall_total_at(terms, count, breakpoint[b]) < proceeds)
                low = breakpoint[b];
            else
                high = breakpoint[b];
        }
    }
    double fixed = 0, active_shares = 0;
    for (size_t i = 0; i < count; i++) {
        fixed += fixed_part(&terms[i], low);
        active_shares += waterfall_active_shares(&terms[i], low);
    }
    /* Nobody takes a further dollar: it stays undistributed. The clamp keeps rounding from undercutting a strike. */
    return active_shares > 0 ? fmax(low, (proceeds - fixed) / active_shares) : low;
}

/* Claims by seniority where they are not all covered. */
static void pay_claims(const struct waterfall_terms *terms, size_t count, double proceeds, double *payout)
{
    double left = proceeds, above = INFINITY;
    for (size_t i = 0; i < count; i++)
        payout[i] = 0;
    for (;;) {
        double level = -INFINITY, claims = 0;
        for (size_t i = 0; i < count; i++) {
            if (!(terms[i].claim > 0 && terms[i].seniority < above && terms[i].seniority >= level))
                continue;
            claims = terms[i].seniority > level ? terms[i].claim : claims + terms[i].claim;
            level = terms[i].seniority;
        }
        if (!(claims > 0))
            return;
        double paid_frac = fmin(1, left / claims);
        for (size_t i = 0; i < count; i++)
            if (terms[i].claim > 0 && terms[i].seniority == level)
                payout[i] = terms[i].claim * paid_frac;
        left = fmax(0, left - claims);
        above = level;
    }
}

double waterfall_solve(const struct waterfall_terms *terms, size_t count, double proceeds, double *payout,
                       bool *converts, double *common_price)
{
    double price = waterfall_price(terms, count, proceeds), paid = 0;
    bool covered = proceeds >= waterfall_claims(terms, count);
    if (!covered)
        pay_claims(terms, count, proceeds, payout);
    for (size_t i = 0; i < count; i++) {
        if (covered)
            payout[i] = waterfall_payout_at(&terms[i], price);
        paid += payout[i];
        if (converts)
            converts[i] = price > terms[i].convert_price * (1 + INDIFFERENCE);
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
        return INFINITY;
    return (distributable / (1 - carve_out_frac) + debt) / (1 - transaction_costs_frac);
}
