#include "models/anti_dilution.h"
#include "models/round_price.h"
#include "tests/support/assert_close.h"

/* A round before which there are so many shares; the convertibles take `shares`. */
static struct round_price round_of(double shares_before, double raised, double dilution, double pool,
                                   const struct convertible *convertible, size_t count, double *shares)
{
    struct round_terms terms = {.shares_before = shares_before,
                                .raised = raised,
                                .dilution_frac = dilution,
                                .pool_frac = pool,
                                .convertible = convertible,
                                .convertible_count = count};
    return round_price_of(&terms, shares);
}

static double issued_in(double shares_before, double dilution)
{
    return round_of(shares_before, 0, dilution, 0, NULL, 0, NULL).issued;
}

/* The price of a round at a pre-money value: of a fifth of the company after it. */
static double price_at(const struct convertible *convertible, size_t count, double shares_before, double pre_money,
                       double *shares)
{
    return round_of(shares_before, pre_money / 4, 0.2, 0, convertible, count, shares).price;
}

/* cases/dilution.json, "Three rounds, each issuing 20% more shares" and "0.1% after rounds of 20% and 15%". */
static void test_kept_after_rounds(void **state)
{
    (void)state;
    double outstanding = 1e6;
    for (int round = 0; round < 3; round++)
        outstanding += issued_in(outstanding, 1 / 6.0);
    assert_close(1e6 / outstanding, 0.5787037037037037, 1e-15);

    const double rounds[] = {0.20, 0.15};
    outstanding = 1e6;
    for (int round = 0; round < 2; round++)
        outstanding += issued_in(outstanding, rounds[round]);
    assert_close(0.1 * 1e6 / outstanding, 0.068, 1e-15);
}

/* "Rounds A-D at Carta 2023 medians". */
static void test_kept_at_medians(void **state)
{
    (void)state;
    const double medians[] = {0.195, 0.172, 0.126, 0.103};
    double outstanding = 1e7, before = outstanding;
    for (int round = 0; round < 4; round++)
        outstanding += issued_in(outstanding, medians[round]);
    assert_close(before / outstanding, 0.52255, 5e-6);
}

/* "Option-pool shuffle", Venture Hacks. */
static void test_option_pool_shuffle(void **state)
{
    (void)state;
    /* 2M on a pre-money of 8M: the investors get 20%, and a pool of 20% comes out of the 8M. */
    struct round_price round = round_of(6e6, 2e6, 0.2, 0.2, NULL, 0, NULL);
    assert_close(round.pool, 2e6, 1e-6);
    assert_close(round.issued, 2e6, 1e-6);
    assert_close(round.price, 1, 1e-12);
    assert_close(round.price * 6e6, 6e6, 1e-6); /* the effective pre-money */
}

/* "Broad-based weighted average and full ratchet". */
static void test_down_round(void **state)
{
    (void)state;
    double weighted = anti_dilution_price(ANTI_DILUTION_WEIGHTED_AVERAGE, 2, 0.5, 3e6, 1e5);
    assert_close(weighted, 1.9516129032258065, 1e-15);
    assert_close(anti_dilution_shares(1e6, 2, weighted), 1024793.39, 0.005);
    double ratchet = anti_dilution_price(ANTI_DILUTION_FULL_RATCHET, 2, 0.5, 3e6, 1e5);
    assert_close(anti_dilution_shares(1e6, 2, ratchet), 4e6, 1e-6);
    assert_close(anti_dilution_price(ANTI_DILUTION_NONE, 2, 0.5, 3e6, 1e5), 2, 0);
    assert_close(anti_dilution_price(ANTI_DILUTION_FULL_RATCHET, 2, 3, 3e6, 1e5), 2, 0);
    assert_close(anti_dilution_price(ANTI_DILUTION_WEIGHTED_AVERAGE, 2, 3, 3e6, 1e5), 2, 0);
}

static struct convertible safe(double amount, double cap, double discount_frac, bool post_money)
{
    struct convertible convertible = {CONVERTIBLE_SAFE, amount, cap, discount_frac, 0, 0, post_money};
    return convertible;
}

/* Y Combinator, post-money SAFE: $1M on a $10M cap owns 10% before the new money; $0.5M on $5M another 10%. */
static void test_post_money_caps(void **state)
{
    (void)state;
    const struct convertible both[] = {safe(1e6, 10e6, 0, true), safe(0.5e6, 5e6, 0, true)};
    double shares[2];
    double price = price_at(both, 2, 8e6, 20e6, shares);
    assert_close(shares[0], 1e6, 1e-6);
    assert_close(shares[1], 1e6, 1e-6);
    assert_close(price, 2, 1e-12); /* 20M over 10M shares */
}

/* A pre-money cap counts only the shares before: $1M at 10M cap on 8M shares: $1.25 a share, 0.8M shares. */
static void test_pre_money_cap(void **state)
{
    (void)state;
    const struct convertible one[] = {safe(1e6, 10e6, 0, false)};
    double shares[1];
    double price = price_at(one, 1, 8e6, 20e6, shares);
    assert_close(shares[0], 0.8e6, 1e-6);
    assert_close(price, 20e6 / 8.8e6, 1e-12);
}

/* The better of cap and discount: each SAFE pays min(cap price, discounted price). */
static void test_best_of_cap_and_discount(void **state)
{
    (void)state;
    const struct convertible mixed[] = {safe(1e6, 10e6, 0.2, true), safe(1e6, 18e6, 0.2, true),
                                        safe(1e6, 18e6, 0.2, false), safe(2e6, HUGE_VAL, 0.25, true)};
    double shares[4], all = 8e6;
    double price = price_at(mixed, 4, 8e6, 20e6, shares);
    for (size_t i = 0; i < 4; i++)
        all += shares[i];
    assert_close(price, 20e6 / all, 1e-9);
    for (size_t i = 0; i < 4; i++) {
        double cap_price = mixed[i].cap / (mixed[i].post_money ? all : 8e6);
        double paid = fmin(cap_price, price * (1 - mixed[i].discount_frac));
        assert_close(shares[i], mixed[i].amount / paid, 1e-6);
    }
}

/* $100K at 8% for 18 months is $112K; 20% off a round at $2 a share. */
static void test_note_with_interest(void **state)
{
    (void)state;
    const struct convertible note[] = {{CONVERTIBLE_NOTE, 100e3, HUGE_VAL, 0.2, 0.08, 1.5, false}};
    double shares[1];
    assert_close(convertible_claim(note), 112e3, 1e-9);
    double price = price_at(note, 1, 1e6, 2.14e6, shares); /* 112K / 1.6 = 70,000; 2.14M / 1.07M = 2 */
    assert_close(price, 2, 1e-12);
    assert_close(shares[0], 70000, 1e-6);
}

static void test_exit_before_a_round(void **state)
{
    (void)state;
    const struct convertible both[] = {safe(1e6, 10e6, 0.2, true), safe(1e6, HUGE_VAL, 0.2, true)};
    double shares[2];
    assert_true(convertible_at_exit(both, 2, 9e6, shares));
    assert_close(shares[0], 1e6, 1e-6); /* 10% of all 10M */
    assert_close(shares[1], 0, 0);      /* no cap: it takes its claim */
    assert_close(convertible_claim(&both[1]), 1e6, 0);
}

static void test_the_whole_company_sold(void **state)
{
    (void)state;
    const struct convertible both[] = {safe(6e6, 10e6, 0, true), safe(5e6, 10e6, 0, true)};
    double shares[2];
    assert_false(convertible_at_exit(both, 2, 9e6, shares));
    assert_close(convertible_convert(both, 2, 9e6, 2, shares), 0, 0);
    assert_close(shares[0] + shares[1], 0, 0);
}

/* --- one price -----------------------------------------------------------------------------------------------------
 */

/* What the round promises holds whatever takes part in it: the investors have d and the pool q of all shares after it,
 * and A bought d N1 of them at p, which is what everybody looked at. */
static void check_round(const struct round_terms *before, struct round_price round, const struct protected_class *after,
                        const struct convertible *convertible, const double *shares)
{
    double all = before->shares_before + round.issued + round.pool, with_converted = before->shares_before;
    for (size_t i = 0; i < before->convertible_count; i++)
        with_converted += shares[i];
    all += with_converted - before->shares_before;
    for (size_t j = 0; j < before->protected_count; j++)
        all += after[j].shares - before->protected_class[j].shares;
    assert_close(round.issued / all, before->dilution_frac, 1e-12);
    assert_close(round.pool / all, before->pool_frac, 1e-12);
    assert_close(round.price * round.issued / before->raised, 1, 1e-12);
    for (size_t i = 0; round.converts && i < before->convertible_count; i++) {
        double owed = convertible_claim(&convertible[i]);
        double counted = convertible[i].post_money ? with_converted : before->shares_before;
        double wanted =
            fmax(owed / (round.price * (1 - convertible[i].discount_frac)), owed * counted / convertible[i].cap);
        assert_close(shares[i] / wanted, 1, 1e-11);
    }
    for (size_t j = 0; !round.waived && j < before->protected_count; j++) {
        const struct protected_class *one = &before->protected_class[j];
        double lowered = anti_dilution_price(one->protection, one->conversion_price, round.price, with_converted,
                                             before->raised / round.price);
        assert_close(after[j].shares / (one->shares * one->conversion_price / lowered), 1, 1e-11);
    }
}

static void test_one_price(void **state)
{
    (void)state;
    const struct convertible convertible[] = {safe(1e6, 10e6, 0.2, true), safe(2e6, 30e6, 0, false),
                                              safe(1e6, HUGE_VAL, 0.15, true)};
    const double raised[] = {80e6, 20e6, 8e6, 5e6, 3e6};
    for (size_t r = 0; r < sizeof raised / sizeof *raised; r++)
        for (size_t count = 0; count <= 3; count++) {
            const struct protected_class given[] = {{ANTI_DILUTION_WEIGHTED_AVERAGE, 3, 2e6},
                                                    {ANTI_DILUTION_FULL_RATCHET, 1.5, 1e6}};
            struct protected_class after[] = {given[0], given[1]},
                                   *before = (struct protected_class[]){given[0], given[1]};
            double shares[3] = {0};
            struct round_terms terms = {10e6, raised[r], 0.2, 0.1, count, convertible, 2, after};
            struct round_price round = round_price_of(&terms, shares);
            assert_true(round.converts == (count > 0) && !round.waived);
            terms.protected_class = before;
            check_round(&terms, round, after, convertible, shares);
        }
}

/* No price would do: first anti-dilution is waived, then the convertibles wait. At a discount of a fifth 1M takes 1.25M
 * of what is left to 2M x 0.8/0.2 = 8M; with a full ratchet of 7M, 8.25M. */
static void test_no_price(void **state)
{
    (void)state;
    const struct convertible one[] = {safe(1e6, HUGE_VAL, 0.2, true)};
    struct protected_class ratchet[] = {{ANTI_DILUTION_FULL_RATCHET, 7, 1e6}};
    double shares[1];
    struct round_terms terms = {10e6, 2e6, 0.2, 0, 1, one, 1, ratchet};
    struct round_price round = round_price_of(&terms, shares);
    assert_true(round.waived && round.converts);
    assert_close(ratchet->shares, 1e6, 0);
    assert_close(round.price, (8e6 - 1.25e6) / 10e6, 1e-12);
    terms.raised = 0.3e6; /* 1.2M are left */
    round = round_price_of(&terms, shares);
    assert_true(round.waived && !round.converts);
    assert_close(shares[0], 0, 0);
    assert_close(round.price, 1.2e6 / 10e6, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept_after_rounds),
        cmocka_unit_test(test_kept_at_medians),
        cmocka_unit_test(test_option_pool_shuffle),
        cmocka_unit_test(test_down_round),
        cmocka_unit_test(test_post_money_caps),
        cmocka_unit_test(test_pre_money_cap),
        cmocka_unit_test(test_best_of_cap_and_discount),
        cmocka_unit_test(test_note_with_interest),
        cmocka_unit_test(test_exit_before_a_round),
        cmocka_unit_test(test_the_whole_company_sold),
        cmocka_unit_test(test_one_price),
        cmocka_unit_test(test_no_price),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
