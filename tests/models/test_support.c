/* Which metrics are known to lie between bounds: from the inputs, not from a sample. */
#include "models/plan.h"
#include "tests/support/simulated.h"

enum {
    EQUITY = 1 << METRIC_EQUITY_VALUE,
    FOREGONE = 1 << METRIC_FOREGONE_COMPENSATION,
    NET = 1 << METRIC_NET_ADVANTAGE,
    YEARS = 1 << METRIC_YEARS_EMPLOYED,
    LOST = 1 << METRIC_JOB_LOST,
    COST = 1 << METRIC_EXERCISE_COST
};

static void check(const char *stay, const char *valuation, const char *market, const char *more, uint64_t bounded)
{
    struct arena *arena = arena_create();
    const char *text = arena_text(
        arena,
        "{\"offercast\": 1, \"currency\": \"USD\", \"stay\": %s, \"exits\": [{\"name\": \"Sale\", \"probability\": "
        "\"100%%\", \"valuation\": %s, \"timeline\": \"2 years+\"}], \"compensation\": {\"offer\": {\"salary\": "
        "\"$100K\"}, \"market\": {\"salary\": %s}}, \"grants\": [{\"percent\": \"0.1%%\"}]%s}",
        stay, valuation, market, more);
    assert_int_equal(simulated_plan(arena, text).plan->bounded, bounded | COST);
    arena_destroy(arena);
}

static void bounds_follow_from_the_inputs(void **state)
{
    static const char range[] = "\"$1-2M\"", pay[] = "\"$120-180K\"", stay[] = "\"2-4 years\"";
    (void)state;
    check(stay, range, pay, "", EQUITY | FOREGONE | NET | YEARS | LOST);
    check(stay, "\"$1M+\"", pay, "", FOREGONE | YEARS | LOST);
    check(stay, range, "{\"dist\": \"lognormal\", \"median\": \"$150K\", \"sigma\": 0.3}", "", EQUITY | YEARS | LOST);
    check("\"2 years+\"", range, pay, "", EQUITY | LOST);
    check(stay, "{\"today\": \"$1M\", \"drift\": \"5%\", \"volatility\": \"40%\"}", pay, "", FOREGONE | YEARS | LOST);
    check(stay, "{\"arr\": \"$1M\", \"growth\": \"10%\", \"growth_decay\": \"0%\", \"multiple\": \"2-3x\"}", pay, "",
          FOREGONE | YEARS | LOST); /* grows for as long as the exit is to come */
    check(stay, range, pay, ", \"search\": {\"dist\": \"exponential\", \"mean\": \"3 months\"}", EQUITY | YEARS | LOST);
    check(stay, range, pay, ", \"debt\": {\"dist\": \"exponential\", \"mean\": \"$1M\"}", FOREGONE | YEARS | LOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bounds_follow_from_the_inputs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
