/* What must hold of linked fortunes, leavers, runways and dollars of stock whatever the figures are. */
#include "tests/support/assert_close.h"
#include "tests/support/simulated.h"

enum { PATHS = 1 << 14 };

static struct figure figure_of(struct arena *arena, const char *text, const char *metric, const char *statistic)
{
    struct simulated simulated = simulated_offer(arena, text, "sobol", PATHS);
    return simulated_figure(&simulated, metric, statistic);
}

static double mean_of(struct arena *arena, const char *text)
{
    return figure_of(arena, text, "equity_value", "mean").estimate;
}

/* `more` goes into the offer, `grant` into its grant. */
static const char *offer_of(struct arena *arena, const char *kind, const char *more, const char *grant)
{
    return arena_text(
        arena,
        "{\"offercast\": 1, \"currency\": \"USD\", \"start\": \"2026-02-13\", \"stay\": \"2 years\", "
        "\"discount_rate\": \"3%%\", \"exits\": [{\"name\": \"A\", \"kind\": \"%s\", \"probability\": \"60%%\", "
        "\"valuation\": \"$20-90M\", \"timeline\": \"3-6 years\"}, {\"name\": \"B\", \"kind\": \"independent\", "
        "\"probability\": \"40%%\", \"valuation\": \"$10M\", \"timeline\": \"4 years\"}], "
        "\"compensation\": {\"offer\": {\"salary\": \"$100K\"}, \"market\": {\"salary\": \"$100K\"}}, "
        "%s \"grants\": [{\"name\": \"it\", %s}]}",
        kind, more, grant);
}

static const char stock[] = "\"type\": \"rsu\", \"percent\": \"1%\", \"vesting\": \"none\"";
static const char options[] = "\"type\": \"nso\", \"percent\": \"1%\", \"strike_value\": \"$24M\"";

#define RISKS                                                                                                          \
    "\"risks\": [{\"name\": \"Layoff\", \"kind\": \"layoff\", \"within\": \"2 years\", \"probability\": \"40%\"}, "    \
    "{\"name\": \"Zero\", \"kind\": \"equity_zero\", \"probability\": \"30%\"}, "                                      \
    "{\"name\": \"Zombie\", \"kind\": \"stagnation\", \"probability\": \"20%\"}], "

static void assert_share(struct figure figure, double share)
{
    if (!(fabs(figure.estimate - share) <= 4.5 * figure.std_error + 1e-9))
        fail_msg("%.6g is not %.6g", figure.estimate, share);
}

/* However far fortunes are linked, each event keeps its chance; only what comes together changes. */
static void chances_stay(void **state)
{
    (void)state;
    static const char *const linked[] = {"", "\"linked\": \"30%\", ", "\"linked\": \"80%\", "};
    struct arena *arena = arena_create();
    double nothing[3];
    for (size_t i = 0; i < 3; i++) {
        const char *apart = offer_of(arena, "ipo", arena_text(arena, "%s%s", RISKS, linked[i]), stock);
        const char *exclusive =
            offer_of(arena, "ipo", arena_text(arena, "%s\"overlap\": \"exclusive\", %s", RISKS, linked[i]), stock);
        assert_share(figure_of(arena, apart, "job_lost", "mean"), 0.4);
        assert_share(figure_of(arena, exclusive, "job_lost", "mean"), 0.4);
        assert_share(figure_of(arena, exclusive, "equity_value", "p_zero"), 0.5);
        nothing[i] = figure_of(arena, apart, "equity_value", "p_zero").estimate;
    }
    assert_close(nothing[0], 1 - 0.7 * 0.8, 1e-3);
    assert_true(nothing[0] > nothing[1] && nothing[1] > nothing[2] && nothing[2] > 0.3);
    arena_destroy(arena);
}

static void linked_by_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    double mean = mean_of(arena, offer_of(arena, "ipo", RISKS, stock));
    assert_close(mean_of(arena, offer_of(arena, "ipo", RISKS "\"linked\": \"0%\", ", stock)), mean, 0);
    /* One draw alone, of the exit, has nothing to go with. */
    mean = mean_of(arena, offer_of(arena, "ipo", "", stock));
    assert_close(mean_of(arena, offer_of(arena, "ipo", "\"linked\": \"50%\", ", stock)), mean, 0);
    arena_destroy(arena);
}

/* What does not bind changes no path. */
static void limits_that_do_not_bind(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *rich = arena_text(arena, "%s, \"cash_limit\": \"$1B\"", options);
    const char *never = arena_text(arena, "%s, \"expires\": \"90 years\"", options);
    double mean = mean_of(arena, offer_of(arena, "ipo", RISKS, options));
    assert_close(mean_of(arena, offer_of(arena, "ipo", RISKS, rich)), mean, 0);
    assert_close(mean_of(arena, offer_of(arena, "ipo", RISKS, never)), mean, 0);
    arena_destroy(arena);
}

/* An IPO that never qualifies pays what a sale pays from which nothing comes off. */
static void a_low_ipo_is_a_sale(void **state)
{
    (void)state;
    static const char capital[] =
        "\"capital\": [{\"name\": \"Common\", \"kind\": \"common\", \"shares\": 7000000}, "
        "{\"name\": \"A\", \"kind\": \"preferred\", \"shares\": 3000000, \"invested\": \"$35M\"}], ";
    struct arena *arena = arena_create();
    const char *low = arena_text(arena, "%s\"qualified_ipo\": \"$1B\", ", capital);
    double sale = mean_of(arena, offer_of(arena, "acquisition", capital, stock));
    assert_close(mean_of(arena, offer_of(arena, "ipo", low, stock)), sale, 1e-12 * sale);
    assert_true(mean_of(arena, offer_of(arena, "ipo", capital, stock)) > 1.05 * sale);
    arena_destroy(arena);
}

/* Dollars over what the letter valued the company at are a percent of it. */
static void dollars_are_a_percent(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const char dollars[] =
        "\"type\": \"rsu\", \"value\": \"$50K\", \"valued_at\": \"$5M\", \"vesting\": \"none\"";
    double mean = mean_of(arena, offer_of(arena, "ipo", RISKS, stock));
    assert_close(mean_of(arena, offer_of(arena, "ipo", RISKS, dollars)), mean, 1e-12 * mean);
    arena_destroy(arena);
}

/* How often the stock pays nothing where the cash may run out before a round of such terms. */
static double nothing_with_round(struct arena *arena, const char *terms)
{
    const char *more = arena_text(arena,
                                  "\"company\": {\"cash\": \"$4M\", \"burn\": \"$1-4M\"}, \"dilution\": {\"rounds\": "
                                  "[{\"name\": \"R\", \"timeline\": \"0.5-2 years\", \"dilution\": \"10%%\"%s}]}, ",
                                  terms);
    return figure_of(arena, offer_of(arena, "ipo", more, stock), "equity_value", "p_zero").estimate;
}

/* The more is raised, the seldomer the cash runs out; what is not raised moves nothing. */
static void cash_buys_time(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    double none = nothing_with_round(arena, ""), little = nothing_with_round(arena, ", \"raise\": \"$2M\"");
    assert_close(nothing_with_round(arena, ", \"pre_money\": \"$20M\""), none, 0);
    assert_true(none > little + 0.05 && little > nothing_with_round(arena, ", \"raise\": \"$20M\"") + 0.05);
    arena_destroy(arena);
}

/* Stock whose mean grows by the discount rate is worth today what it says, whatever its volatility. */
static void listed_stock_is_worth_what_it_says(void **state)
{
    (void)state;
    static const char text[] =
        "{\"offercast\": 1, \"currency\": \"USD\", \"start\": \"2026-02-13\", \"stay\": \"4 years\", "
        "\"discount_rate\": \"6%%\", "
        "\"public\": {\"volatility\": \"%d%%\"}, \"compensation\": {\"offer\": {\"salary\": \"$1K\"}, "
        "\"market\": {\"salary\": \"$1K\"}}, \"grants\": [{\"type\": \"rsu\", \"value\": \"$80K\"}]}";
    struct arena *arena = arena_create();
    for (int percent = 0; percent <= 60; percent += 20) {
        assert_share(figure_of(arena, arena_text(arena, text, percent), "equity_value", "mean"), 80000);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(chances_stay),
                                       cmocka_unit_test(linked_by_nothing),
                                       cmocka_unit_test(limits_that_do_not_bind),
                                       cmocka_unit_test(a_low_ipo_is_a_sale),
                                       cmocka_unit_test(dollars_are_a_percent),
                                       cmocka_unit_test(cash_buys_time),
                                       cmocka_unit_test(listed_stock_is_worth_what_it_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
