/* Pay and grants of a report in other words than tests/cases/wild: side by side, across, as labels with values, as
 * lines. The numbers stand in the texts. */
#include "inputs/offer_writer.h"
#include "models/grant_kind.h"
#include "tests/support/temporary_offer.h"
#include "tests/support/test_arena.h"

#define REPORT(text)                                                                                                   \
    "# Tern Labs\n\nGenerated: 2026-02-02\n\n" text                                                                    \
    "\n## Exits\n\n| Scenario | Probability | Valuation | Timeline |\n"                                                \
    "|---|---|---|---|\n| IPO | 40% | $1B | 4 years |\n| Sale | 60% | $100M | 3 years |\n"

static struct offer_input input;

static double mean(const struct value *value)
{
    return value->distribution.kind ? distribution_mean(&value->distribution) : 0;
}

static void pay_means_what_it_says(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double salary, bonus, market_salary, market_bonus;
    } forms[] = {
        {REPORT("| | Startup | Market |\n|---|---|---|\n| Salary (K) | 150 | 185 |\n| Bonus (%) | 10 | 15 |\n"), 150e3,
         0.1, 185e3, 0.15},
        {REPORT("| Item | Offer | Market rate |\n|---|---|---|\n| Base | $12,500/month | $15,000/month |\n"
                "| Bonus | $15,000 | $27,000 |\n"),
         150e3, 0.1, 180e3, 0.15},
        {REPORT("| Component | Offer | Market |\n|---|---|---|\n| Salary | $150,000 | $180,000 |\n"
                "| Equity value (4 yr) | $400,000 | $200,000 |\n| Bonus | 10% of base | 15% of base |\n"),
         150e3, 0.1, 180e3, 0.15},
        {REPORT(
             "| Role | Level | Offer salary | Market salary |\n|---|---|---|---|\n| Engineer | L5 | $160K | $200K |\n"),
         160e3, 0, 200e3, 0},
        {REPORT(
             "| Metric | Value |\n|---|---|\n| Base salary | $150,000 |\n| Market base | $185,000 |\n| Total funding | "
             "$35M |\n"),
         150e3, 0, 185e3, 0},
        {REPORT("**Salary:** $150,000\n\n**Market salary:** $180,000\n\n**Market:** $12B, growing\n"), 150e3, 0, 180e3,
         0},
    };
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        if (!temporary_offer_read(arena, "report.md", forms[k].text, NULL, &input))
            fail_msg("%s: not read: %s", input.problems->problem[0].message, forms[k].text);
        assert_close(mean(&input.offer.pay_offer.salary), forms[k].salary, 1e-9);
        assert_close(mean(&input.offer.pay_offer.bonus), forms[k].bonus, 1e-12);
        assert_close(mean(&input.offer.pay_market.salary), forms[k].market_salary, 1e-9);
        assert_close(mean(&input.offer.pay_market.bonus), forms[k].market_bonus, 1e-12);
    }
}

static void grants_may_be_named(void **state)
{
    (void)state;
    assert_true(temporary_offer_read(arena, "report.md",
                                     REPORT("| Grant | Type | Shares | Strike | Vesting |\n|---|---|---|---|---|\n"
                                            "| New hire | ISO | 40,000 | $1.10 | 4 years, 1 year cliff |\n| Refresh | "
                                            "RSU | 5,000 | — | 4y monthly |\n"),
                                     "fully_diluted_shares=10M", &input));
    assert_int_equal(input.offer.grant_count, 2);
    assert_close(mean(&input.offer.grant[0].strike), 1.1, 1e-12);
    assert_close(mean(&input.offer.grant[1].shares), 5000, 0);
}

static void other_tables_are_left_alone(void **state)
{
    (void)state;
    assert_true(temporary_offer_read(arena, "report.md",
                                     REPORT("| Metric | Value |\n|---|---|\n| Market | $12B |\n| Equity | 40% |\n| "
                                            "Start | 2015 |\n| Options | many |\n"),
                                     NULL, &input));
    assert_int_equal(input.offer.grant_count, 0);
    assert_false(input.offer.pay_market.salary.given);
}

static void what_was_not_read_is_told_once_in_the_offer_file(void **state)
{
    (void)state;
    assert_true(
        temporary_offer_read(arena, "report.md",
                             REPORT("| Component | Offer | Market |\n|---|---|---|\n| Salary | $150,000 | $180,000 |\n"
                                    "| Total cash | $165,000 | $190,000 |\n| Grant | 0.2% | - |\n"),
                             NULL, &input));
    const char *text = offer_writer_text(arena, &input);
    assert_non_null(strstr(text, "Total cash"));
    assert_true(temporary_offer_read(arena, "offer.json", text, NULL, &input)); /* no key comes twice */
}

static const struct grant *only_grant(const char *text)
{
    if (!temporary_offer_read(arena, "report.md", text, NULL, &input))
        fail_msg("%s: not read: %s", input.problems->problem[0].message, text);
    assert_int_equal(input.offer.grant_count, 1);
    return &input.offer.grant[0];
}

static void a_grant_may_be_labels(void **state)
{
    (void)state;
    const struct grant *grant = only_grant(REPORT("| Item | Value |\n|---|---|\n| Base salary | $165,000 |\n"
                                                  "| Options | 45,000 |\n| Strike price | $1.85 |\n"
                                                  "| Fully diluted shares | 38.5M |\n| Market salary | $190,000 |\n"));
    assert_string_equal(grant->kind->name, "nso");
    assert_close(mean(&grant->shares), 45e3, 0);
    assert_close(mean(&grant->strike), 1.85, 1e-12);
    grant = only_grant(REPORT("- Salary: $165K\n- RSUs: 0.15%\n- Fully diluted shares: 20M\n"));
    assert_string_equal(grant->kind->name, "rsu");
    assert_close(mean(&grant->percent), 0.0015, 1e-12);
    grant = only_grant(REPORT("- Salary: $165K\n- Stock options: 0.15%\n- Strike: $2.10\n- Fully diluted: 20M\n"));
    assert_string_equal(grant->kind->name, "nso");
}

static void the_name_or_a_strike_tells_the_type(void **state)
{
    (void)state;
    static const char text[] = REPORT("| Grant | Shares | Strike | FMV | Vesting |\n|---|---|---|---|---|\n"
                                      "| New hire ISO | 40,000 | $0.85 | $1.10 | 4y/1y |\n"
                                      "| Refresh | 10,000 | $2.00 | | 4y |\n| Total | 50,000 | | | |\n\n"
                                      "Fully diluted shares: 20,000,000\n");
    assert_true(temporary_offer_read(arena, "report.md", text, NULL, &input));
    assert_int_equal(input.offer.grant_count, 2);
    assert_string_equal(input.offer.grant[0].kind->name, "iso");
    assert_string_equal(input.offer.grant[1].kind->name, "nso");
}

/* Key paths as labels, in a report, down or across a CSV file: as with --set. */
static void a_label_may_be_a_key_path(void **state)
{
    (void)state;
    const struct grant *grant =
        only_grant(REPORT("| Input | Value |\n|---|---|\n| grants.0.percent | 0.2% |\n"
                          "| exits.1.kind | ipo |\n| compensation.offer.salary | $150,000 |\n"));
    assert_close(mean(&grant->percent), 0.002, 1e-12);
    assert_close(mean(&input.offer.pay_offer.salary), 150e3, 0);
    assert_false(temporary_offer_read(
        arena, "report.md", REPORT("| Input | Value |\n|---|---|\n| exits.7.valuation | $50M |\n"), NULL, &input));
    assert_non_null(strstr(input.problems->problem[0].message, "`exits.7.valuation` has a value already, or follows"));
    static const char exits[] = "exits=[{\"name\":\"IPO\",\"probability\":1,\"valuation\":1e9,\"timeline\":4}]";
    assert_true(temporary_offer_read(arena, "offer.csv",
                                     "key,value\ngrants.0.percent,0.2%\ngrants.0.type,rsu\nstay,3 years\n"
                                     "compensation.market.salary,180000\n",
                                     exits, &input));
    assert_close(mean(&input.offer.grant[0].percent), 0.002, 1e-12);
    assert_true(temporary_offer_read(arena, "offer.csv",
                                     "grants.0.percent,grants.0.type,compensation.offer.salary\n0.2%,rsu,150000\n",
                                     exits, &input));
    assert_close(mean(&input.offer.pay_offer.salary), 150e3, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pay_means_what_it_says),
        cmocka_unit_test(grants_may_be_named),
        cmocka_unit_test(other_tables_are_left_alone),
        cmocka_unit_test(what_was_not_read_is_told_once_in_the_offer_file),
        cmocka_unit_test(a_grant_may_be_labels),
        cmocka_unit_test(the_name_or_a_strike_tells_the_type),
        cmocka_unit_test(a_label_may_be_a_key_path),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
