/* The tax years of an offer: closed forms of flat rates, and what the years add up to under tables, which the stage of
 * taxes finds in each path's own years. */
#include "analysis/run_report.h"
#include "tests/support/simulated.h"
#include "tests/support/test_arena.h"

#include <math.h>

enum { PATHS = 4096 };

static const struct report *report_of(const char *offer)
{
    struct simulated made = simulated_plan(arena, offer);
    struct progress *progress = arena_alloc(arena, 1, sizeof *progress);
    struct question question = {.sampler = sampler_named("sobol"),
                                .seed = 1,
                                .paths = PATHS,
                                .replicates = 16,
                                .threads = 1,
                                .isa = isa_best(),
                                .level = 0.95,
                                .progress = progress};
    struct subject subject = {.offer = &made.input.offer, .plan = made.plan, .sha256 = made.input.sha256};
    struct run_answer answer = {.report = NULL};
    const char *fault = NULL;
    assert_int_equal(run_report_of(arena, &question, &subject, &answer, &fault), STATUS_OK);
    return answer.report;
}

static double mean_of(const struct report *report, const char *year, const char *statistic)
{
    const struct report_row *row = report_find(report, "tax_year", year, statistic);
    if (!row)
        fail_msg("no %s of %s", statistic, year);
    return row->figure.estimate;
}

#define PAY "\"compensation\": {\"offer\": {\"salary\": \"$150K\"}, \"market\": {\"salary\": \"$200K\"}}, "

/* Bought on leaving on 1 January 2027: strike 0.5M, value 1M; sold for 2M in 2032, in half of the futures never. */
static void option_bought_on_leaving(void **state)
{
    (void)state;
    const struct report *report =
        report_of("{\"start\": \"2026-01-01\", \"currency\": \"USD\", \"stay\": \"366 days\", " PAY
                  "\"tax\": {\"ordinary\": \"40%\", \"capital_gains\": \"23%\"}, "
                  "\"risks\": [{\"name\": \"zombie\", \"kind\": \"stagnation\", \"probability\": \"50%\"}], "
                  "\"exits\": [{\"name\": \"Sale\", \"kind\": \"acquisition\", \"probability\": \"100%\", "
                  "\"valuation\": \"$2B\", "
                  "\"timeline\": \"2032-06-01\"}], \"grants\": [{\"type\": \"nso\", \"percent\": \"0.1%\", "
                  "\"strike_value\": \"$500M\", \"vesting\": \"none\", \"on_leaving\": \"exercise\"}]}");
    double first = 365 / 365.25, left = 366 / 365.25, second = 2 * first;
    double pay_2026 = 150000 * first, pay_2027 = 150000 * (left - first) + 200000 * (second - left);
    assert_close(mean_of(report, "2026", "wages"), pay_2026, 0.01);
    assert_close(mean_of(report, "2026", "tax"), 0.4 * pay_2026, 0.01);
    assert_close(mean_of(report, "2026", "in_hand"), 0.6 * pay_2026, 0.01);
    assert_close(mean_of(report, "2027", "wages"), pay_2027, 0.01);
    assert_close(mean_of(report, "2027", "equity_income"), 500000, 0.01);
    assert_close(mean_of(report, "2027", "equity_cash"), -500000, 0.01);
    assert_close(mean_of(report, "2027", "tax_on_equity"), 200000, 0.01);
    assert_close(mean_of(report, "2027", "withheld"), 200000, 0.01);
    assert_close(mean_of(report, "2027", "flat.on_pay"), 0.4 * (pay_2027 + 500000), 0.01);
    assert_close(mean_of(report, "2027", "in_hand"), 0.6 * pay_2027 - 700000, 0.01);
    assert_close(mean_of(report, "2032", "gains"), 0.5 * 1e6, 0.01);
    assert_close(mean_of(report, "2032", "equity_cash"), 0.5 * 2e6, 0.01);
    assert_close(mean_of(report, "2032", "flat.on_gains"), 0.5 * 0.23 * 1e6, 0.01);
    assert_null(report_find(report, "tax_year", "2033", "wages"));
    assert_null(report_find(report, "tax_year", "later", "tax"));
}

static const char many[] =
    "{\"start\": \"2026-02-13\", \"currency\": \"USD\", \"stay\": \"1-5 years\", "
    "\"compensation\": {\"offer\": {\"salary\": \"$90-160K\", \"raise\": \"3%\"}, \"market\": {\"salary\": "
    "\"$120-250K\"}}, \"exits\": [{\"name\": \"IPO\", \"kind\": \"ipo\", \"probability\": \"50%\", \"valuation\": "
    "\"$1-3B\", \"timeline\": \"2027-2040\"}, {\"name\": \"Fail\", \"kind\": \"failure\", \"probability\": \"50%\", "
    "\"timeline\": \"2028\"}], \"ipo\": {\"lock_up\": \"180 days\"}, "
    "\"grants\": [{\"type\": \"iso\", \"percent\": \"0.05%\", \"strike_value\": \"$400M\"}, "
    "{\"type\": \"rsu\", \"percent\": \"0.02%\"}, {\"type\": \"rsa\", \"percent\": \"0.01%\"}], "
    "\"tax\": {\"table\": \"us\", \"status\": \"single\", \"state\": \"ca\"}}";

static double sum_of(const struct report *report, const char *statistic)
{
    double sum = mean_of(report, "later", statistic);
    for (int year = 2026; year < 2036; year++)
        sum += mean_of(report, arena_text(arena, "%d", year), statistic);
    return sum;
}

static void years_add_up(void **state)
{
    (void)state;
    const struct report *report = report_of(many);
    double before = report_find(report, "equity_value", "", "mean")->figure.estimate;
    double after = report_find(report, "equity_after_tax", "", "mean")->figure.estimate;
    assert_close(sum_of(report, "equity_cash"), before, 0.01);
    assert_close(sum_of(report, "tax_on_equity"), before - after, 0.01);
    for (int year = 2026; year < 2036; year++) {
        const char *name = arena_text(arena, "%d", year);
        double wages = mean_of(report, name, "wages"), tax = mean_of(report, name, "tax");
        assert_close(tax, mean_of(report, name, "us.total") + mean_of(report, name, "us-ca.total"), 0.01);
        assert_close(mean_of(report, name, "in_hand"), wages + mean_of(report, name, "equity_cash") - tax, 0.01);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(option_bought_on_leaving, set_up, tear_down),
        cmocka_unit_test_setup_teardown(years_add_up, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
