/* The size of a grant, however it is stated, and the order of grants. */
#include "tests/support/simulated.h"

enum { PATHS = 1 << 16 };

/* A sale at a company value of $1B, of 1,000,000 shares, where everybody is still there. */
static const char *offer_with(struct arena *arena, const char *grants)
{
    return arena_text(arena,
                      "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"4 years\", \"fully_diluted_shares\": "
                      "1000000, \"exits\": [{\"name\": \"Sale\", \"probability\": \"100%%\", \"valuation\": \"$1B\", "
                      "\"timeline\": \"2 years\"}], \"compensation\": {\"offer\": {\"salary\": 0}, \"market\": "
                      "{\"salary\": 0}}, \"grants\": [%s]}",
                      grants);
}

static void check_mean(const char *grants, double mean)
{
    struct arena *arena = arena_create();
    struct simulated simulated = simulated_offer(arena, offer_with(arena, grants), "sobol", PATHS);
    struct figure figure = simulated_figure(&simulated, "equity_value", "mean");
    if (!(fabs(figure.estimate - mean) <= 4.5 * figure.std_error + 1e-9 * mean))
        fail_msg("%s: %.10g, not %.10g", grants, figure.estimate, mean);
    arena_destroy(arena);
}

/* $1000 a share. */
static void sizes(void **state)
{
    (void)state;
    check_mean("{\"vesting\": \"none\", \"shares\": \"1000-3000\"}", 2e6);
    check_mean("{\"vesting\": \"none\", \"shares\": {\"dist\": \"triangular\", \"min\": 1000, \"mode\": 2000, \"max\": "
               "6000}}",
               3e6);
    check_mean("{\"vesting\": \"none\", \"shares\": {\"dist\": \"gamma\", \"shape\": 2, \"scale\": 1000}}", 2e6);
    check_mean("{\"vesting\": \"none\", \"shares\": {\"dist\": \"discrete\", \"values\": [1000, 4000], "
               "\"probabilities\": [0.25, 0.75]}}",
               3.25e6);
    check_mean("{\"vesting\": \"none\", \"value\": \"$2M\", \"valued_at\": \"$500M\"}", 4e6);
    /* E[1/U] = ln(b/a)/(b - a) */
    check_mean("{\"vesting\": \"none\", \"value\": \"$1-3M\", \"valued_at\": \"$400-500M\"}",
               1e9 * 2e6 * log(1.25) / 100e6);
}

static void strikes(void **state)
{
    (void)state;
    check_mean("{\"vesting\": \"none\", \"type\": \"nso\", \"shares\": 1000, \"strike\": {\"dist\": \"triangular\", "
               "\"min\": 100, \"mode\": 200, \"max\": 600}}",
               700e3);
    check_mean("{\"vesting\": \"none\", \"type\": \"nso\", \"shares\": 1000, \"strike\": \"$100-300\"}", 800e3);
}

/* $1B for 1,000,000 shares, beside which 250,000 are reserved: a part of the fully diluted company is a quarter more.
 */
static void parts_of_a_company_with_a_pool(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "{\"vesting\": \"none\", \"percent\": \"0.1%\"}", "{\"vesting\": \"none\", \"shares\": 1250}",
        "{\"vesting\": \"none\", \"value\": \"$1M\", \"valued_at\": \"$1B\"}",
        "{\"vesting\": \"none\", \"percent\": {\"dist\": \"gamma\", \"shape\": 2, \"scale\": 0.0005}}",
        "{\"vesting\": \"none\", \"type\": \"nso\", \"percent\": \"0.125%\", \"strike_value\": \"$250M\"}"};
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        struct arena *arena = arena_create();
        const char *text = arena_text(
            arena,
            "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"4 years\", \"unissued_pool\": 250000, \"capital\": "
            "[{\"name\": \"Common\", \"kind\": \"common\", \"shares\": 1000000}], \"exits\": [{\"name\": \"Sale\", "
            "\"probability\": \"100%%\", \"valuation\": \"$1B\", \"timeline\": \"2 years\"}], \"compensation\": "
            "{\"offer\": {\"salary\": 0}, \"market\": {\"salary\": 0}}, \"grants\": [%s]}",
            forms[k]);
        struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
        struct figure figure = simulated_figure(&simulated, "equity_value", "mean");
        /* 1,250 shares at $1,000; of 1,562.5 options the strike is $250M / 1,250,000 = $200 */
        if (fabs(figure.estimate - 1.25e6) > 4.5 * figure.std_error + 1e-6)
            fail_msg("%s: %.10g, not 1250000", forms[k], figure.estimate);
        arena_destroy(arena);
    }
}

/* The same company by percentages: 20% of 1,250,000 shares are not issued, and Common is all of the rest. */
static void parts_of_a_company_whose_pool_is_a_part(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "{\"vesting\": \"none\", \"percent\": \"0.1%\"}", "{\"vesting\": \"none\", \"shares\": 1250}",
        "{\"vesting\": \"none\", \"value\": \"$1M\", \"valued_at\": \"$1B\"}",
        "{\"vesting\": \"none\", \"type\": \"nso\", \"shares\": 1562.5, \"strike\": \"$200\"}",
        "{\"vesting\": \"none\", \"type\": \"nso\", \"percent\": \"0.125%\", \"strike_value\": \"$250M\"}"};
    static const char *const sizes[] = {"\"percent\": \"100%\"", "\"shares\": 1000000"};
    for (size_t k = 0; k < sizeof forms / sizeof *forms * 2; k++) {
        struct arena *arena = arena_create();
        const char *known = k % 2 ? "" : "\"fully_diluted_shares\": 1250000, ";
        const char *text = arena_text(
            arena,
            "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": \"4 years\", \"unissued_percent\": \"20%%\", "
            "%s\"capital\": "
            "[{\"name\": \"Common\", \"kind\": \"common\", %s}], \"exits\": [{\"name\": \"Sale\", "
            "\"probability\": \"100%%\", \"valuation\": \"$1B\", \"timeline\": \"2 years\"}], \"compensation\": "
            "{\"offer\": {\"salary\": 0}, \"market\": {\"salary\": 0}}, \"grants\": [%s]}",
            known, sizes[k % 2], forms[k / 2]);
        struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
        assert_close(simulated_figure(&simulated, "equity_value", "mean").estimate, 1.25e6, 1e-6);
        arena_destroy(arena);
    }
}

static void order_of_grants(void **state)
{
    (void)state;
    static const char *const one = "{\"name\": \"A\", \"percent\": \"0.01-0.03%\"}",
                             *const two = "{\"name\": \"B\", \"shares\": \"700-900\"}",
                             *const three = "{\"name\": \"C\", \"percent\": \"0.007%\", \"type\": \"nso\", \"strike\": "
                                            "\"$90\"}";
    struct arena *arena = arena_create();
    struct simulated straight =
        simulated_offer(arena, offer_with(arena, arena_text(arena, "%s, %s, %s", one, two, three)), "sobol", PATHS);
    struct simulated crossed =
        simulated_offer(arena, offer_with(arena, arena_text(arena, "%s, %s, %s", three, one, two)), "sobol", PATHS);
    static const char *const statistics[] = {"mean", "sd", "p5", "p50", "min", "max"};
    for (size_t i = 0; i < sizeof statistics / sizeof *statistics; i++) {
        struct figure a = simulated_figure(&straight, "equity_value", statistics[i]);
        struct figure b = simulated_figure(&crossed, "equity_value", statistics[i]);
        assert_memory_equal(&a.estimate, &b.estimate, sizeof a.estimate);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes), cmocka_unit_test(strikes), cmocka_unit_test(parts_of_a_company_with_a_pool),
        cmocka_unit_test(parts_of_a_company_whose_pool_is_a_part), cmocka_unit_test(order_of_grants)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
