/* Letters in other words than tests/cases/sheets: what the sentences say, and what is not taken for what it is not. */
#include "tests/support/temporary_offer.h"
#include "tests/support/test_arena.h"

static const char exits[] = "exits=[{\"name\": \"IPO\", \"probability\": \"100%\", \"valuation\": \"1B\", "
                            "\"timeline\": \"4 years\"}]";

static struct offer_input input;

static bool read_letter(const char *name, const char *text)
{
    return temporary_offer_read(arena, name, text, exits, &input);
}

static double salary(void)
{
    return distribution_mean(&input.offer.pay_offer.salary.distribution);
}

static bool noted(const struct note *note, size_t count, const char *part)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(note[i].text, part))
            return true;
    return false;
}

static void pay_is_that_of_a_year(void **state)
{
    (void)state;
    assert_true(read_letter("offer.txt", "Dear Kim,\n\nPleased to offer you a role. Salary $12,500 per month.\n"));
    assert_close(salary(), 150e3, 0);
    assert_true(read_letter("offer.txt", "Dear Jo,\n\nPleased to offer you a role. Your base pay will be $7,708.33 per "
                                         "semi-monthly pay period (equivalent to $185,000 per year).\n"));
    assert_close(salary(), 185e3, 0);
    assert_false(read_letter("offer.txt", "Dear Max,\n\nPleased to offer you a salary of $55 per hour.\n"));
    assert_non_null(strstr(input.problems->problem[0].message, "pay by the hour"));
}

static void a_letter_as_markdown_is_a_letter(void **state)
{
    (void)state;
    static const char text[] =
        "# Offer\n\nDear Lena,\n\nwe would like you to join us from 1 October 2026.\n\n"
        "- Salary: 78,000.00 € per year\n- Bonus: 10 % target\n"
        "- VSOP: 2,500 virtual shares, strike EUR 4.20, vesting over four years, one year cliff\n"
        "- Fully diluted: 1,250,000 shares\n";
    assert_true(read_letter("letter.md", text));
    const struct grant *grant = &input.offer.grant[0];
    assert_close(salary(), 78e3, 0);
    assert_close(distribution_mean(&input.offer.pay_offer.bonus.distribution), 0.1, 1e-12);
    assert_close(distribution_mean(&grant->shares.distribution), 2500, 0);
    assert_close(distribution_mean(&grant->strike.distribution), 4.2, 1e-12);
    assert_int_equal(grant->vesting.months, 48);
    assert_int_equal(grant->vesting.cliff, 12);
}

static void what_is_not_used_is_said(void **state)
{
    (void)state;
    assert_true(read_letter("offer.txt",
                            "Hi Tom,\n\nPleased to offer you a role. Base: $92,000. Sign-on bonus $10,000 in the "
                            "first pay cheque and $5,000 after one year. Shares vest upon a liquidity event only.\n"));
    assert_close(distribution_mean(&input.offer.pay_offer.signing.distribution), 10e3, 0);
    assert_true(noted(input.problems->warning, input.problems->warning_count, "$5,000 is not used"));
    assert_true(noted(input.problems->assumption, input.problems->assumption_count, "upon a liquidity event only"));
}

static void grants_come_in_percent_and_in_money(void **state)
{
    (void)state;
    assert_true(read_letter(
        "offer.txt",
        "Dear Kim,\n\nPleased to offer you a role. Salary $125,000. Options: 0.5% of the company, strike "
        "$0.12. 4 year vest / 1 yr cliff. Fully diluted share count 9,800,000 shares. Exercise window 10 years.\n"));
    assert_close(distribution_mean(&input.offer.grant[0].percent.distribution), 0.005, 1e-12);
    assert_close(distribution_mean(&input.offer.grant[0].strike.distribution), 0.12, 1e-12);
    assert_int_equal(input.offer.grant[0].vesting.cliff, 12);
    assert_false(read_letter("offer.txt",
                             "Dear Alex,\n\nPleased to offer you a role. Salary $210,000. You will receive RSUs "
                             "with a grant value of $400,000.\n"));
    assert_non_null(strstr(input.problems->problem[0].message, "needs `valued_at`"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pay_is_that_of_a_year),
        cmocka_unit_test(a_letter_as_markdown_is_a_letter),
        cmocka_unit_test(what_is_not_used_is_said),
        cmocka_unit_test(grants_come_in_percent_and_in_money),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
