#include "models/anti_dilution.h"
#include "models/convertible.h"
#include "models/priced_round.h"
#include "tests/support/assert_close.h"

/* cases/dilution.json, "Three rounds, each issuing 20% more shares" and "0.1% after rounds of 20% and 15%". */
static void test_kept_after_rounds(void **state)
{
    (void)state;
    double outstanding = 1e6;
    for (int round = 0; round < 3; round++)
        outstanding += priced_round_issue(outstanding, 1 / 6.0);
    assert_close(1e6 / outstanding, 0.5787037037037037, 1e-15);

    const double rounds[] = {0.20, 0.15};
    outstanding = 1e6;
    for (int round = 0; round < 2; round++)
        outstanding += priced_round_issue(outstanding, rounds[round]);
    assert_close(0.1 * 1e6 / outstanding, 0.068, 1e-15);
}

/* "Rounds A-D at Carta 2023 medians". */
static void test_kept_at_medians(void **state)
{
    (void)state;
    const double medians[] = {0.195, 0.172, 0.126, 0.103};
    double outstanding = 1e7, before = outstanding;
    for (int round = 0; round < 4; round++)
        outstanding += priced_round_issue(outstanding, medians[round]);
    assert_close(before / outstanding, 0.52255, 5e-6);
}

/* "Option-pool shuffle", Venture Hacks. */
static void test_option_pool_shuffle(void **state)
{
    (void)state;
    /* 2M on a pre-money of 8M: the investors get 20%, and the pool of 20% is a quarter of the rest. */
    double dilution = 2e6 / (8e6 + 2e6), of_the_rest = 0.2 / (1 - dilution);
    double pool = priced_round_pool_top_up(6e6, 0, of_the_rest);
    double issued = priced_round_issue(6e6 + pool, dilution), price = 2e6 / issued;
    assert_close(pool, 2e6, 1e-6);
    assert_close(issued, 2e6, 1e-6);
    assert_close(price, 1, 1e-12);
    assert_close(price * 6e6, 6e6, 1e-6); /* the effective pre-money */
    /* 1M of the 6M is in the pool already: the other 5M are 60% of the company, the pool 20%. */
    pool = priced_round_pool_top_up(6e6, 1e6, of_the_rest);
    issued = priced_round_issue(6e6 + pool, dilution);
    assert_close((1e6 + pool) / (6e6 + pool + issued), 0.2, 1e-12);
    assert_close(5e6 / (6e6 + pool + issued), 0.6, 1e-12);
    /* A pool that is large enough is left alone. */
    assert_close(priced_round_pool_top_up(6e6, 3e6, of_the_rest), 0, 0);
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
    double price = convertible_convert(both, 2, 8e6, 20e6, shares);
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
    double price = convertible_convert(one, 1, 8e6, 20e6, shares);
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
    double price = convertible_convert(mixed, 4, 8e6, 20e6, shares);
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
    double price = convertible_convert(note, 1, 1e6, 2.14e6, shares); /* 112K / 1.6 = 70,000; 2.14M / 1.07M = 2 */
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
    assert_close(convertible_convert(both, 2, 9e6, 20e6, shares), 0, 0);
    assert_close(shares[0] + shares[1], 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept_after_rounds),        cmocka_unit_test(test_kept_at_medians),
        cmocka_unit_test(test_option_pool_shuffle),      cmocka_unit_test(test_down_round),
        cmocka_unit_test(test_post_money_caps),          cmocka_unit_test(test_pre_money_cap),
        cmocka_unit_test(test_best_of_cap_and_discount), cmocka_unit_test(test_note_with_interest),
        cmocka_unit_test(test_exit_before_a_round),      cmocka_unit_test(test_the_whole_company_sold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
