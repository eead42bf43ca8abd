#include "models/round_price.h"

#include "models/anti_dilution.h"

#include <math.h>

/* What takes part in the price. */
struct trial {
    const struct round_terms *terms;
    bool converts, protects;
    double wanted;  /* A (1 - d - q)/d */
    double *shares; /* of the convertibles, at the price that was tried last */
};

/* A class's shares as converted at a price, B being the shares just before with what converts. */
static double protected_shares(const struct trial *trial, const struct protected_class *one, double price,
                               double before, double *lowered)
{
    *lowered = anti_dilution_price(one->protection, one->conversion_price, price, before, trial->terms->raised / price);
    return anti_dilution_shares(one->shares, one->conversion_price, *lowered);
}

/* N + sum C + sum R at a price. */
static double shares_at(const struct trial *trial, double price)
{
    const struct round_terms *terms = trial->terms;
    double before = terms->shares_before, lowered, added = 0;
    if (trial->converts)
        before = convertible_convert(terms->convertible, terms->convertible_count, terms->shares_before, price,
                                     trial->shares);
    for (size_t j = 0; trial->protects && j < terms->protected_count; j++) {
        const struct protected_class *one = &terms->protected_class[j];
        added += protected_shares(trial, one, price, before, &lowered) - one->shares;
    }
    return before + added;
}

/* --- what p (N + sum C + sum R) falls to with p --------------------------------------------------------------------
 */

/* p (N + sum C) = T solves T = sum max(claim / (1 - discount), at a post-money cap T claim / cap): by Newton's steps
 * from 0, as in models/convertible.c. */
static double least_converted(const struct round_terms *terms)
{
    double whole = 0;
    for (size_t step = 0; step <= terms->convertible_count; step++) {
        double fixed = 0, part = 0;
        for (size_t i = 0; i < terms->convertible_count; i++) {
            const struct convertible *one = &terms->convertible[i];
            double of_all = one->post_money ? convertible_claim(one) / one->cap : 0;
            if (of_all * whole > convertible_at_discount(one))
                part += of_all;
            else
                fixed += convertible_at_discount(one);
        }
        double next = part < 1 ? fixed / (1 - part) : HUGE_VAL;
        if (!(next > whole))
            break;
        whole = next;
    }
    return whole;
}

/* p sum R: a full ratchet always converts to what was invested; a weighted average to n A/(N + A/c), and to nothing
 * where convertibles make the shares before the round innumerable. */
static double least_protected(const struct trial *trial)
{
    const struct round_terms *terms = trial->terms;
    double least = 0;
    for (size_t j = 0; j < terms->protected_count; j++) {
        const struct protected_class *one = &terms->protected_class[j];
        if (one->protection == ANTI_DILUTION_FULL_RATCHET)
            least += one->shares * one->conversion_price;
        else if (one->protection == ANTI_DILUTION_WEIGHTED_AVERAGE && !trial->converts)
            least += one->shares * terms->raised / (terms->shares_before + terms->raised / one->conversion_price);
    }
    return least;
}

static double least(const struct trial *trial)
{
    return (trial->converts ? least_converted(trial->terms) : 0) + (trial->protects ? least_protected(trial) : 0);
}

static bool has_price(const struct trial *trial)
{
    const double rounding = 1e-12;
    return least(trial) < trial->wanted * (1 - rounding);
}

/* -------------------------------------------------------------------------------------------------------------------
 */

/* By false position (Illinois: where the same end moves twice in a row, the difference at the other counts half). At
 * the high end, which nobody's shares but N give, the left side is at least what is wanted. */
static double price_of(const struct trial *trial)
{
    enum { STEPS = 200 };
    const double rounding = 4e-16;
    double low = 0, high = trial->wanted / trial->terms->shares_before;
    double below = least(trial) - trial->wanted, above = high * shares_at(trial, high) - trial->wanted;
    int moved = 0; /* -1: the low end did last, 1: the high one */
    for (int i = 0; i < STEPS && above > rounding * trial->wanted && high - low > rounding * high; i++) {
        double middle = high - above * (high - low) / (above - below);
        middle = middle > low && middle < high ? middle : low + (high - low) / 2;
        double there = middle * shares_at(trial, middle) - trial->wanted;
        if (there < 0) {
            low = middle;
            below = there;
            above = moved < 0 ? above / 2 : above;
            moved = -1;
        } else {
            high = middle;
            above = there;
            below = moved > 0 ? below / 2 : below;
            moved = 1;
        }
    }
    return high;
}

static void protect(const struct trial *trial, double price, double before)
{
    const struct round_terms *terms = trial->terms;
    for (size_t j = 0; trial->protects && j < terms->protected_count; j++) {
        struct protected_class *one = &terms->protected_class[j];
        double lowered;
        one->shares = protected_shares(trial, one, price, before, &lowered);
        one->conversion_price = lowered;
    }
}

struct round_price round_price_of(const struct round_terms *terms, double *shares)
{
    double left = 1 - terms->dilution_frac - terms->pool_frac, all = terms->shares_before, before = all;
    bool priced = terms->raised > 0 && terms->dilution_frac > 0;
    struct trial trial = {.terms = terms, .shares = shares};
    struct round_price round = {0};
    for (size_t i = 0; i < terms->convertible_count; i++)
        shares[i] = 0;
    if (priced) {
        trial.wanted = terms->raised * left / terms->dilution_frac;
        trial.converts = terms->convertible_count > 0;
        trial.protects = terms->protected_count > 0;
        round.waived = trial.protects && !has_price(&trial);
        trial.protects = trial.protects && !round.waived;
        trial.converts = trial.converts && has_price(&trial);
        round.price = price_of(&trial);
        all = shares_at(&trial, round.price);
        for (size_t i = 0; trial.converts && i < terms->convertible_count; i++)
            before += shares[i];
        protect(&trial, round.price, before);
    }
    round.converts = trial.converts;
    round.issued = all * terms->dilution_frac / left;
    round.pool = all * terms->pool_frac / left;
    return round;
}
