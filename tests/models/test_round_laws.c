/* What must hold of rounds whatever the figures are: keys that say the default, what two ways of saying the same come
 * to, what may stand in any order. */
#include "tests/support/assert_close.h"
#include "tests/support/simulated.h"

enum { PATHS = 1 << 12 };

#define HEAD                                                                                                           \
    "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"2-4 years\", \"discount_rate\": \"5%\","                    \
    "\"exits\": [{\"name\": \"IPO\", \"probability\": \"50%\", \"valuation\": \"$40-300M\","                           \
    " \"timeline\": \"2-6 years\"},"                                                                                   \
    "{\"name\": \"Sale\", \"probability\": \"50%\", \"valuation\": \"$20-200M\", \"timeline\": \"1-5 years\"}],"       \
    "\"compensation\": {\"offer\": {\"salary\": \"$100K\"}, \"market\": {\"salary\": \"$120K\"}},"                     \
    "\"grants\": [{\"percent\": \"0.5%\"}],"                                                                           \
    "\"capital\": [{\"name\": \"Common\", \"kind\": \"common\", \"shares\": 7000000},"                                 \
    "{\"name\": \"A\", \"kind\": \"preferred\", \"shares\": 3000000, \"invested\": \"$15M\","                          \
    " \"anti_dilution\": \"weighted_average\"}],"
#define ROUND_B                                                                                                        \
    "{\"name\": \"B\", \"probability\": \"60%\", \"timeline\": \"1-2 years\", \"dilution\": \"15-20%\","               \
    " \"raise\": \"$5-30M\", \"pool\": \"5%\""
#define ROUND_C                                                                                                        \
    "{\"name\": \"C\", \"probability\": \"40%\", \"timeline\": \"1.5-3 years\", \"dilution\": \"10%\","                \
    " \"raise\": \"$40M\"}"
#define ROUNDS(list) "\"dilution\": {\"rounds\": [" list "]"

static double equity_of(const char *text)
{
    struct arena *arena = arena_create();
    struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
    double mean = simulated_figure(&simulated, "equity_value", "mean").estimate;
    arena_destroy(arena);
    return mean;
}

static const char as_it_is[] = HEAD ROUNDS(ROUND_B "}, " ROUND_C) "}}";

static void the_default_said(void **state)
{
    (void)state;
    double mean = equity_of(as_it_is);
    assert_true(mean > 1e4);
    assert_close(equity_of(HEAD ROUNDS(ROUND_B ", \"pool_issued\": \"100%\"}, " ROUND_C) "}}"), mean, 0);
    assert_close(equity_of(HEAD ROUNDS(ROUND_B ", \"pool_strike\": 0}, " ROUND_C) "}}"), mean, 0);
    assert_close(equity_of(HEAD "\"qualified_ipo\": 0, " ROUNDS(ROUND_B "}, " ROUND_C) "}}"), mean, 0);
    assert_close(equity_of(HEAD ROUNDS(ROUND_B "}, " ROUND_C) ", \"convertibles\": [{\"amount\": 0}]}}"), mean,
                 1e-9 * mean);
}

/* Rounds come in the order of their times, whatever that of the file. */
static void any_order(void **state)
{
    (void)state;
    assert_close(equity_of(HEAD ROUNDS(ROUND_C ", " ROUND_B "}") "}}"), equity_of(as_it_is), 0);
}

/* What a pool does not grant is the others'; a strike leaves them more, the higher it is. */
static void pools(void **state)
{
    (void)state;
    double all = equity_of(as_it_is);
    double cheap = equity_of(HEAD ROUNDS(ROUND_B ", \"pool_strike\": \"10%\"}, " ROUND_C) "}}");
    double dear = equity_of(HEAD ROUNDS(ROUND_B ", \"pool_strike\": \"60%\"}, " ROUND_C) "}}");
    double half = equity_of(HEAD ROUNDS(ROUND_B ", \"pool_issued\": \"50%\"}, " ROUND_C) "}}");
    double none = equity_of(HEAD ROUNDS(ROUND_B ", \"pool_issued\": \"0%\"}, " ROUND_C) "}}");
    assert_true(all < cheap && cheap < dear && dear < none);
    assert_true(all < half && half < none);
}

/* Of three, two give the third. */
static void two_of_three(void **state)
{
    (void)state;
    static const char by_dilution[] = HEAD ROUNDS("{\"name\": \"B\", \"timeline\": \"1 year\", \"dilution\": \"20%\", "
                                                  "\"raise\": \"$20M\"}") "}}";
    static const char by_price[] = HEAD ROUNDS("{\"name\": \"B\", \"timeline\": \"1 year\", \"pre_money\": \"$80M\", "
                                               "\"raise\": \"$20M\"}") "}}";
    static const char by_all[] = HEAD ROUNDS("{\"name\": \"B\", \"timeline\": \"1 year\", \"pre_money\": \"$80M\", "
                                             "\"dilution\": \"20%\", \"raise\": \"$20M\"}") "}}";
    double mean = equity_of(by_dilution);
    assert_close(equity_of(by_price), mean, 1e-12 * mean);
    assert_close(equity_of(by_all), mean, 0);
}

/* An IPO that never qualifies pays like a sale from which nothing comes off. */
static void never_qualified(void **state)
{
    (void)state;
    static const char never[] = HEAD "\"qualified_ipo\": \"$1T\", " ROUNDS(ROUND_C) "}}";
    static const char listed[] = HEAD ROUNDS(ROUND_C) "}}";
    assert_true(equity_of(never) < equity_of(listed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_default_said), cmocka_unit_test(any_order),
                                       cmocka_unit_test(pools), cmocka_unit_test(two_of_three),
                                       cmocka_unit_test(never_qualified)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
