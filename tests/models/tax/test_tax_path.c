/* Taxes on paths: closed forms, and one path told by the scalar rules of the tables
 * (tests/models/tax/test_tax_handed*), which share no loop with the stage. */
#include "models/explain.h"
#include "tests/support/simulated.h"
#include "tests/support/tax_household.h"
#include "tests/support/test_arena.h"

#include <math.h>

#define START "\"start\": \"2026-02-13\", \"currency\": \"USD\", "
#define PAY "\"compensation\": {\"offer\": {\"salary\": \"$150K\"}, \"market\": {\"salary\": \"$200K\"}}, "
#define CERTAIN                                                                                                        \
    "\"exits\": [{\"name\": \"Sale\", \"kind\": \"acquisition\", \"probability\": \"100%\", \"valuation\": "           \
    "\"$1.5B\", "                                                                                                      \
    "\"timeline\": \"2029-06-01\"}], "
#define US_CA_OPEN "\"tax\": {\"table\": \"us\", \"status\": \"single\", \"state\": \"ca\""
#define US_CA US_CA_OPEN "}"

static double mean_of(const char *offer, const char *metric)
{
    struct simulated it = simulated_offer(arena, offer, "sobol", 4096);
    return simulated_figure(&it, metric, "mean").estimate;
}

static void within(const char *offer, const char *metric, double expected)
{
    struct simulated it = simulated_offer(arena, offer, "sobol", 1 << 16);
    struct figure figure = simulated_figure(&it, metric, "mean");
    double slack = 1e-9 * fabs(expected); /* of an interval that rounding has closed */
    if (!(figure.ci_low - slack <= expected && expected <= figure.ci_high + slack))
        fail_msg("%s: %.6f is not within %.6f to %.6f", metric, expected, figure.ci_low, figure.ci_high);
}

/* --- closed forms ----------------------------------------------------------------------------------------------------
 */

#define FLAT "{" START PAY "\"stay\": \"4 years\", \"tax\": {\"ordinary\": \"40%\", \"capital_gains\": \"23%\"}, "

/* 0.1% of an exit uniform on 1 to 2 billion, strike 0.1% of 1.2 billion: the spread has mean 0.001 x 0.8^2/2 billion.
 */
static void flat_tax_on_a_uniform_exit(void **state)
{
    (void)state;
    static const char option[] = FLAT
        "\"exits\": [{\"name\": \"Sale\", \"kind\": \"acquisition\", \"probability\": \"100%\", "
        "\"valuation\": \"$1-2B\", \"timeline\": \"3 years\"}], "
        "\"grants\": [{\"type\": \"nso\", \"percent\": \"0.1%\", \"strike_value\": \"$1.2B\", \"vesting\": \"none\"}]}";
    within(option, "equity_value", 320000);
    within(option, "equity_after_tax", 0.6 * 320000);
    within(option, "foregone_after_tax", 0.6 * 4 * 50000);
    within(option, "net_after_tax", 0.6 * (320000 - 200000));
}

/* A number of shares whose draws are no straight line: 120,000 on average of 90 million, at $2 each when granted. */
static void flat_tax_on_an_uncertain_number_of_shares(void **state)
{
    (void)state;
    static const char stock[] =
        FLAT CERTAIN "\"fully_diluted_shares\": 90000000, \"grants\": [{\"type\": \"rsa\", \"shares\": {\"dist\": "
                     "\"triangular\", \"min\": 60000, \"mode\": 120000, \"max\": 180000}, \"vesting\": \"none\", "
                     "\"election_83b\": true, \"fair_value\": \"$2\"}]}";
    within(stock, "equity_value", 1.5e9 * 120000 / 90e6);
    within(stock, "cash_needed", 0.4 * 2 * 120000);
}

/* Restricted stock taxed at its grant: 40% of its value then, and 23% of what it gained. */
static void flat_tax_on_stock_elected_at_grant(void **state)
{
    (void)state;
    static const char stock[] =
        FLAT CERTAIN "\"grants\": [{\"type\": \"rsa\", \"percent\": \"0.1%\", \"vesting\": \"none\", "
                     "\"election_83b\": true, \"fair_value\": \"$500K\"}]}";
    within(stock, "equity_after_tax", 1.5e6 - 0.4 * 0.5e6 - 0.23 * 1e6);
    within(stock, "cash_needed", 0.4 * 0.5e6);
}

/* An option that is bought on leaving and never sold: the tax is paid and lost. */
static void tax_on_stock_that_comes_to_nothing(void **state)
{
    (void)state;
    static const char lost[] = FLAT
        "\"risks\": [{\"name\": \"zombie\", \"kind\": \"stagnation\", \"probability\": \"50%\"}], "
        "\"exits\": [{\"name\": \"Sale\", \"kind\": \"acquisition\", \"probability\": \"100%\", "
        "\"valuation\": \"$2B\", \"timeline\": \"6 years\"}], \"stay\": \"1 year\", "
        "\"grants\": [{\"type\": \"nso\", \"percent\": \"0.1%\", \"strike_value\": \"$500M\", \"vesting\": \"none\", "
        "\"on_leaving\": \"exercise\"}]}";
    const char *once = strstr(lost, "\"stay\": \"4 years\", "); /* the other one counts */
    char *offer = arena_text(arena, "%.*s%s", (int)(once - lost), lost, once + strlen("\"stay\": \"4 years\", "));
    /* Fair value: 2M in half of the futures. Spread 1M - 0.5M; where it is sold, gain of 2M - 1M held for years. */
    within(offer, "equity_after_tax", 0.5 * 2e6 - 0.5e6 - 0.4 * 0.5e6 - 0.5 * 0.23 * 1e6);
    within(offer, "cash_needed", 0.5e6 + 0.4 * 0.5e6);
    within(offer, "cash_lost", 0.5);
}

/* A limit buys the part whose strike and tax it pays: 500K and 40% of a spread of 500K, half of it for 350K. */
static void limit_of_strike_and_flat_tax(void **state)
{
    (void)state;
    static const char limited[] =
        "{" START PAY "\"tax\": {\"ordinary\": \"40%\", \"capital_gains\": \"23%\"}, \"stay\": \"1 year\", "
        "\"risks\": [{\"name\": \"zombie\", \"kind\": \"stagnation\", \"probability\": \"50%\"}], "
        "\"exits\": [{\"name\": \"Sale\", \"kind\": \"acquisition\", \"probability\": \"100%\", "
        "\"valuation\": \"$2B\", \"timeline\": \"6 years\"}], "
        "\"grants\": [{\"type\": \"nso\", \"percent\": \"0.1%\", \"strike_value\": \"$500M\", \"vesting\": \"none\", "
        "\"on_leaving\": \"exercise\", \"cash_limit\": \"$350K\"}]}";
    within(limited, "exercise_cost", 250000);
    within(limited, "cash_needed", 350000);
    within(limited, "equity_after_tax", 0.5 * 1e6 - 0.25e6 - 0.4 * 0.25e6 - 0.5 * 0.23 * 0.5e6);
}

/* Half of what was paid at the grant, 500K, comes back when the job ends; the rest is sold for more: nothing is lost.
 */
static void bought_back_is_no_loss(void **state)
{
    (void)state;
    static const char left[] =
        "{" START PAY "\"tax\": {\"ordinary\": \"40%\", \"capital_gains\": \"23%\"}, \"stay\": \"2 years\", " CERTAIN
        "\"grants\": [{\"type\": \"nso\", \"percent\": \"0.1%\", \"strike_value\": \"$500M\", \"early_exercise\": "
        "true}]}";
    within(left, "equity_value", 0.5 * 1e6);
    within(left, "cash_needed", 500000);
    within(left, "cash_lost", 0);
}

/* What it leaves of an early exercise is an option: exercised and taxed as pay at the exit, a gain of 1M in all. */
static void limit_of_an_early_exercise(void **state)
{
    (void)state;
    static const char limited[] =
        FLAT CERTAIN "\"grants\": [{\"type\": \"nso\", \"percent\": \"0.1%\", \"strike_value\": \"$500M\", "
                     "\"vesting\": \"none\", \"early_exercise\": true, \"cash_limit\": \"$250K\"}]}";
    within(limited, "equity_value", 1e6);
    within(limited, "equity_after_tax", 1e6 - 0.23 * 0.5e6 - 0.4 * 0.5e6);
}

/* By tables whose tax has kinks: what must be ready is the limit, to a cent, wherever it binds. */
static void limit_of_strike_and_tabled_tax(void **state)
{
    (void)state;
    static const char *const grants[] = {
        "\"type\": \"nso\", \"percent\": \"0.1%\", \"strike_value\": \"$500M\"",
        "\"type\": \"iso\", \"percent\": \"0.1%\", \"strike_value\": \"$500M\", \"fair_value\": \"$90K\"",
        "\"type\": \"iso\", \"percent\": \"0.1%\", \"strike_value\": \"$200M\", \"fair_value\": \"$150K\""};
    for (size_t g = 0; g < 3; g++)
        for (double limit = 1000; limit < 600000; limit *= 2) {
            const char *offer = arena_text(
                arena,
                "{%s, \"stay\": \"1 year\", \"grants\": [{%s, \"vesting\": \"none\", \"on_leaving\": \"exercise\", "
                "\"cash_limit\": %.0f}]}",
                START PAY CERTAIN US_CA, grants[g], limit);
            double needed = mean_of(offer, "cash_needed");
            assert_true(needed <= limit + 1e-6);
            assert_true(needed > limit - 0.01);
        }
}

/* Federal tax and payroll taxes of a single person in 2026, by the brackets of Rev. Proc. 2025-32 and the ceilings of
 * the SSA: here written out. */
static double federal(double wages)
{
    static const double top[] = {12400, 50400, 105700, 201775, 256225, 640600, HUGE_VAL};
    static const double rate[] = {.10, .12, .22, .24, .32, .35, .37};
    double taxable = fmax(0, wages - 16100), below = 0, tax = 0;
    for (int i = 0; i < 7; below = top[i++])
        tax += rate[i] * fmax(0, fmin(taxable, top[i]) - below);
    return tax + .062 * fmin(wages, 184500) + .0145 * wages + .009 * fmax(0, wages - 200000);
}

/* A year from 1 January: whole in both worlds, 365 days of 365.25. The market pays uniformly 100 to 300 thousand,
 * across three brackets and the ceiling of social security; the mean by Simpson's rule on 20,000 pieces. */
static void bracket_kinks_on_a_uniform_salary(void **state)
{
    (void)state;
    enum { PIECES = 20000 };
    static const char offer[] =
        "{\"start\": \"2026-01-01\", \"currency\": \"USD\", \"stay\": \"365 days\", "
        "\"compensation\": {\"offer\": {\"salary\": \"$150K\"}, \"market\": {\"salary\": \"$100-300K\"}}, "
        "\"exits\": [{\"name\": \"Sale\", \"kind\": \"acquisition\", \"probability\": \"100%\", \"valuation\": "
        "\"$1M\", "
        "\"timeline\": \"3 years\"}], \"grants\": [{\"percent\": \"0.001%\"}], "
        "\"tax\": {\"table\": \"us\", \"status\": \"single\"}}";
    double year = 365 / 365.25, sum = 0;
    for (int i = 0; i <= PIECES; i++) {
        double wages = year * (100000 + 200000.0 * i / PIECES), weight = i == 0 || i == PIECES ? 1 : i % 2 ? 4 : 2;
        sum += weight * (wages - federal(wages));
    }
    within(offer, "foregone_after_tax", sum / (3.0 * PIECES) - (year * 150000 - federal(year * 150000)));
}

/* --- one path by the scalar rules
 * ------------------------------------------------------------------------------------- */

struct events {
    const char *type;
    struct tax_holding holding;
    enum tax_event event[2];
    int year[2];
};

static struct calendar_date day(int year, int month, int of_month)
{
    return (struct calendar_date){year, month, of_month};
}

/* A long-term loss of the household's own, in every year. */
static double loss_beside;

/* Taxes of 2026 to 2039, of both tables; the second reads the gross income of the first. `with`: the grant's events. */
static double taxes_of(const struct events *events, const double *wages, bool with)
{
    struct household *federal_return = household("us-2026", "single"), *state = household("us-ca-2025", "single");
    double total = 0;
    for (int year = 2026; year < 2040; year++) {
        struct household *returns[] = {federal_return, state};
        for (int j = 0; j < 2; j++) {
            struct household *it = returns[j];
            const struct tax_table *table = it->year->table;
            memset(it->flow, 0, sizeof it->flow);
            for (int e = 0; with && e < 2; e++)
                if (events->year[e] == year)
                    tax_event_add(arena, table, it->year->status, tax_table_grant(table, events->type),
                                  events->event[e], &events->holding, 1, it->flow);
            it->flow[TAX_FLOW_WAGES] += wages[year - 2026];
            it->flow[TAX_FLOW_LONG] -= loss_beside;
            if (j == 1)
                it->flow[TAX_FLOW_FEDERAL_AGI] = tax_year_report(federal_return->year, "agi");
            tax_year_run(it->year, it->flow, it->pool);
            total += tax_year_report(it->year, "total");
        }
    }
    return total;
}

/* The offer's world where the job ends after `stay` years: the market's pay before and after it. */
static void wages_of(double stay, double *wages)
{
    double begins = -43 / 365.25; /* 1 January 2026 */
    for (int year = 2026; year < 2040; year++) {
        double ends = begins + (year % 4 == 0 ? 366 : 365) / 365.25;
        double worked = fmax(0, fmin(ends, stay) - fmax(begins, 0));
        wages[year - 2026] = 200000 * (ends - begins) - 50000 * worked;
        begins = ends;
    }
}

static void path_is(const char *grant, double stay, double before_tax, const struct events *events)
{
    double wages[14];
    char *offer = arena_text(arena, "{%s, \"other\": {\"long\": %g}}, \"stay\": \"%g years\", \"grants\": [%s]}",
                             START PAY CERTAIN US_CA_OPEN, -loss_beside, stay, grant);
    wages_of(stay, wages);
    assert_close(mean_of(offer, "equity_value"), before_tax, 1e-6);
    assert_close(mean_of(offer, "equity_after_tax"),
                 before_tax - (taxes_of(events, wages, true) - taxes_of(events, wages, false)), 0.01);
}

#define OPTION "\"percent\": \"0.1%\", \"strike_value\": \"$500M\", \"vesting\": \"none\""

static struct events option(const char *type, struct calendar_date exercised)
{
    struct events it = {.type = type, .event = {TAX_EVENT_EXERCISE, TAX_EVENT_SALE}, .year = {exercised.year, 2029}};
    it.holding.date[TAX_EVENT_GRANT] = day(2026, 2, 13);
    it.holding.date[TAX_EVENT_EXERCISE] = exercised;
    it.holding.date[TAX_EVENT_SALE] = day(2029, 6, 1);
    it.holding.amount[TAX_AMOUNT_PRICE] = it.holding.amount[TAX_AMOUNT_FMV] = 1.5e6;
    it.holding.amount[TAX_AMOUNT_STRIKE] = 0.5e6;
    return it;
}

static void units_settle_at_the_exit(void **state)
{
    (void)state;
    struct events it = {.type = "rsu", .event = {TAX_EVENT_SETTLE, TAX_EVENT_SALE}, .year = {2029, 2029}};
    it.holding.date[TAX_EVENT_SETTLE] = it.holding.date[TAX_EVENT_SALE] = day(2029, 6, 1);
    it.holding.amount[TAX_AMOUNT_PRICE] = it.holding.amount[TAX_AMOUNT_FMV] = 1.5e6;
    path_is("{\"type\": \"rsu\", \"percent\": \"0.1%\", \"vesting\": \"none\"}", 4, 1.5e6, &it);
}

static void options_bought_on_leaving(void **state)
{
    (void)state;
    const struct events nso = option("nso", day(2027, 2, 13)), iso = option("iso", day(2027, 2, 13));
    path_is("{\"type\": \"nso\", \"on_leaving\": \"exercise\", " OPTION "}", 1, 1e6, &nso);
    /* Qualifying: a minimum tax in 2027, part of which comes back in the years after. The yearly limit of $100,000
     * leaves a fifth an incentive option: granted value 500,000, all of it exercisable at once. */
    static const char within_limit[] =
        "{\"type\": \"iso\", \"on_leaving\": \"exercise\", \"fair_value\": \"$90K\", " OPTION "}";
    path_is(within_limit, 1, 1e6, &iso);
}

static void options_sold_the_day_they_are_bought(void **state)
{
    (void)state;
    const struct events nso = option("nso", day(2029, 6, 1)), iso = option("iso", day(2029, 6, 1));
    path_is("{\"type\": \"nso\", " OPTION "}", 4, 1e6, &nso);
    path_is("{\"type\": \"iso\", \"fair_value\": \"$90K\", " OPTION "}", 4, 1e6, &iso);
}

/* What is carried without the grant is none of its tax: the loss serves both worlds, and more where there is a gain. */
static void losses_of_the_household_serve_both_worlds(void **state)
{
    (void)state;
    const struct events nso = option("nso", day(2027, 2, 13));
    static const double losses[] = {2000, 20000, 500000};
    for (size_t i = 0; i < 3; i++) {
        loss_beside = losses[i];
        path_is("{\"type\": \"nso\", \"on_leaving\": \"exercise\", " OPTION "}", 1, 1e6, &nso);
    }
    loss_beside = 0;
}

/* --- what does not move
 * ----------------------------------------------------------------------------------------------- */

static const char many[] =
    "{" START
    "\"discount_rate\": \"5%\", \"stay\": \"1-5 years\", \"search\": \"4 months\", \"severance\": \"2 months\", "
    "\"reemployed_at\": \"90%\", \"compensation\": {\"offer\": {\"salary\": \"$90-160K\", \"raise\": \"3%\", "
    "\"signing\": \"$10K\"}, \"market\": {\"salary\": \"$120-250K\", \"raise\": \"2-4%\"}}, "
    "\"exits\": [{\"name\": \"IPO\", \"kind\": \"ipo\", \"probability\": \"50%\", \"valuation\": \"$1-3B\", "
    "\"timeline\": "
    "\"2027-2031\"}, {\"name\": \"Sale\", \"kind\": \"acquisition\", \"probability\": \"40%\", \"valuation\": "
    "\"$0.2-1B\", "
    "\"timeline\": \"2027-2029\"}, {\"name\": \"Fail\", \"kind\": \"failure\", \"probability\": \"10%\", \"timeline\": "
    "\"2028\"}], \"ipo\": {\"lock_up\": \"180 days\", \"volatility\": \"60%\"}, "
    "\"escrow\": {\"fraction\": \"10%\", \"delay\": \"18 months\", \"loss\": \"0-50%\"}, "
    "\"risks\": [{\"name\": \"Layoff within 18 months\", \"probability\": \"40%\"}], "
    "\"grants\": [{\"type\": \"iso\", \"percent\": \"0.05%\", \"strike_value\": \"$400M\", \"exercise_window\": \"1 "
    "year\", \"cash_limit\": \"$30K\"}, "
    "{\"type\": \"rsu\", \"percent\": \"0.02%\", \"double_trigger\": \"100%\"}, {\"type\": \"rsa\", \"percent\": "
    "\"0.01%\", "
    "\"fair_value\": \"$20K\"}, {\"type\": \"iso\", \"percent\": \"0.01%\", \"strike_value\": \"$400M\", \"qsbs\": "
    "true, "
    "\"early_exercise\": true, \"cash_limit\": \"$20K\"}], " US_CA "}";

static void same_bits_on_every_instruction_set(void **state)
{
    (void)state;
    static const char *const names[] = {"baseline", "avx2", "avx512"};
    struct simulated it = simulated_plan(arena, many);
    struct sampling sampling = sampling_of(sampler_named("sobol"), 1, 4096, 16);
    struct workspace *reference = workspace_create(arena, it.plan, isa_named("baseline"), &sampling);
    workspace_seat(reference, 0);
    const struct outcome *expected = workspace_block(reference, 0);
    bool taxed = false;
    for (size_t n = 1; n < 3; n++) {
        if (!isa_supported(isa_named(names[n])))
            continue;
        struct workspace *workspace = workspace_create(arena, it.plan, isa_named(names[n]), &sampling);
        workspace_seat(workspace, 0);
        const struct outcome *outcome = workspace_block(workspace, 0);
        for (size_t m = 0; m < METRICS; m++)
            assert_memory_equal(outcome->metric[m], expected->metric[m], LANES * sizeof(double));
    }
    for (size_t i = 0; i < LANES; i++)
        taxed = taxed || expected->metric[METRIC_EQUITY_AFTER_TAX][i] < expected->metric[METRIC_EQUITY_VALUE][i];
    assert_true(taxed);
}

/* Undiscounted, what the story of a path calls tax on equity comes to what the metric has lost, on every path. */
static void told_with(const char *beside)
{
    const char *rate = strstr(many, "\"discount_rate\": \"5%\", ");
    char *offer = arena_text(arena, "%.*s%s", (int)(rate - many), many, rate + strlen("\"discount_rate\": \"5%\", "));
    offer = arena_text(arena, "%.*s%s}}", (int)strlen(offer) - 2, offer, beside);
    struct simulated it = simulated_plan(arena, offer);
    struct sampling sampling = sampling_of(sampler_named("sobol"), 1, 4096, 16);
    size_t years = 0;
    for (uint64_t path = 0; path < 64; path++) {
        struct story story = plan_explain(arena, it.plan, isa_best(), &sampling, path);
        double told = 0, before = NAN, after = NAN;
        for (size_t i = 0; i < story.count; i++) {
            const struct story_line *line = &story.line[i];
            bool of_year = strcmp(line->step, "tax") == 0 && strstr(line->quantity, ": tax on equity");
            told += of_year ? line->value : 0;
            years += of_year;
            before = strcmp(line->quantity, "equity_value") == 0 ? line->value : before;
            after = strcmp(line->quantity, "equity_after_tax") == 0 ? line->value : after;
        }
        assert_close(before - after, told, 0.005);
    }
    assert_true(years > 64);
}

static void told_line_by_line(void **state)
{
    (void)state;
    told_with("");
    told_with(", \"other\": {\"short\": \"-$40K\"}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(flat_tax_on_a_uniform_exit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(flat_tax_on_an_uncertain_number_of_shares, set_up, tear_down),
        cmocka_unit_test_setup_teardown(flat_tax_on_stock_elected_at_grant, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tax_on_stock_that_comes_to_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(limit_of_strike_and_flat_tax, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bought_back_is_no_loss, set_up, tear_down),
        cmocka_unit_test_setup_teardown(limit_of_an_early_exercise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(limit_of_strike_and_tabled_tax, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bracket_kinks_on_a_uniform_salary, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_settle_at_the_exit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_bought_on_leaving, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_sold_the_day_they_are_bought, set_up, tear_down),
        cmocka_unit_test_setup_teardown(losses_of_the_household_serve_both_worlds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(told_line_by_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(same_bits_on_every_instruction_set, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
