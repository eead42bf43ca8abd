/* Pay and grants of a report in other words than tests/cases/wild: side by side, across, as labels with values, as
 * lines. The numbers stand in the texts. */
#include "inputs/offer_writer.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pay_means_what_it_says),
        cmocka_unit_test(grants_may_be_named),
        cmocka_unit_test(other_tables_are_left_alone),
        cmocka_unit_test(what_was_not_read_is_told_once_in_the_offer_file),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
