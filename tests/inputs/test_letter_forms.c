/* Letters in other words than tests/cases/sheets: what the sentences say, and what is not taken for what it is not. */
#include "models/grant_kind.h"
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

static const struct grant *first_grant(void)
{
    return &input.offer.grant[0];
}

static void lawyers_write_numbers_twice(void **state)
{
    (void)state;
    static const char text[] =
        "Dear Ms. Okafor:\n\nI am pleased to offer you employment. Your employment will commence on April 6, 2026.\n\n"
        "1. Compensation. You will be paid a base salary at the rate of $14,583.33 per month. You will be eligible for "
        "the annual bonus plan with a target of fifteen percent (15%) of base salary.\n\n"
        "3. Equity. The Company will recommend that the Board grant you an option to purchase sixty thousand (60,000) "
        "shares. The option will have a per share exercise price of $0.84. This represents approximately 0.40% of the "
        "Company on a fully-diluted basis.\n\n"
        "4. Severance. In the event of a termination without Cause, you will be entitled to continued payment of your "
        "base salary for a period of four (4) months.\n";
    assert_true(read_letter("offer.txt", text));
    assert_close(salary(), 12 * 14583.33, 1e-6);
    assert_close(distribution_mean(&input.offer.pay_offer.bonus.distribution), 0.15, 1e-12);
    assert_close(distribution_mean(&first_grant()->shares.distribution), 60e3, 0);
    assert_close(distribution_mean(&first_grant()->strike.distribution), 0.84, 1e-12);
    assert_close(distribution_mean(&input.offer.fully_diluted_shares.distribution), 15e6, 0);
    assert_close(distribution_mean(&input.offer.severance.distribution), 4. / 12, 1e-12);
}

static void the_number_may_stand_first(void **state)
{
    (void)state;
    assert_true(read_letter("offer.txt",
                            "Dear Ana,\n\nWe're pleased to offer you $135k base, 8% bonus, and 0.15% equity "
                            "(ISO options, $1.10 strike), vesting over four years with a one-year cliff. "
                            "There are 20M fully diluted shares.\n"));
    assert_close(salary(), 135e3, 0);
    assert_close(distribution_mean(&input.offer.pay_offer.bonus.distribution), 0.08, 1e-12);
    assert_string_equal(first_grant()->kind->name, "iso");
    assert_close(distribution_mean(&first_grant()->percent.distribution), 0.0015, 1e-12);
    assert_close(distribution_mean(&first_grant()->strike.distribution), 1.1, 1e-12);
    assert_close(distribution_mean(&input.offer.fully_diluted_shares.distribution), 20e6, 0);
}

static void points_between_thousands(void **state)
{
    (void)state;
    assert_true(read_letter("offer.txt", "Hallo Lena,\n\nwir freuen uns, dir die Stelle anzubieten. Dein "
                                         "Bruttojahresgehalt beträgt 72.000 €. Dazu erhältst du 1.500 virtuelle "
                                         "Anteile (VSOP) mit einem Basispreis von 2,50 € pro Anteil. Fully diluted: "
                                         "1.250.000 shares.\n"));
    assert_close(salary(), 72e3, 0);
    assert_close(distribution_mean(&first_grant()->shares.distribution), 1500, 0);
    assert_close(distribution_mean(&first_grant()->strike.distribution), 2.5, 1e-12);
    /* Where no other number tells the style, it is a question. */
    assert_false(read_letter("offer.txt", "Dear Jo,\n\nPleased to offer you a salary of $90,000 and 1.500 RSUs.\n"));
    assert_non_null(strstr(input.problems->problem[0].message, "could be 1,500 or 1.50"));
}

static void vesting_is_heard_in_all_its_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int months, cliff, step;
    } forms[] = {
        {"You will get 3,000 restricted stock units which vest 25% per year over four years.", 48, 12, 12},
        {"You will get 3,000 RSUs vesting in equal quarterly installments over three years.", 36, 0, 3},
        {"You will get 3,000 RSUs. One quarter of the units shall vest on the first anniversary of your start date and "
         "1/48th monthly thereafter.",
         48, 12, 1},
        {"* 3,000 RSUs, 4yr vest w/ 1yr cliff", 48, 12, 1},
    };
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        const char *text =
            arena_text(arena,
                       "Dear Jo,\n\nPleased to offer you a salary of $90,000. The company has 60 million "
                       "fully diluted shares.\n\n%s\n",
                       forms[k].text);
        if (!read_letter("offer.txt", text))
            fail_msg("%s: not read: %s", input.problems->problem[0].message, forms[k].text);
        const struct vesting *vesting = &first_grant()->vesting;
        if (vesting->months != forms[k].months || vesting->cliff != forms[k].cliff || vesting->step != forms[k].step)
            fail_msg("%d/%d/%d: %s", vesting->months, vesting->cliff, vesting->step, forms[k].text);
    }
}

static void what_people_write_short(void **state)
{
    (void)state;
    assert_true(read_letter("offer.txt",
                            "Dear Pat,\n\nBase salary: $200,000. Pleased to offer you stock options: 30,000 "
                            "@ $3.20, FD share count 24M. Start date June 1st 2026.\n"));
    assert_close(distribution_mean(&first_grant()->strike.distribution), 3.2, 1e-12);
    assert_close(distribution_mean(&input.offer.fully_diluted_shares.distribution), 24e6, 0);
    assert_true(read_letter("offer.txt",
                            "Dear Pat,\n\nPleased to offer you a base salary of $180,000 and a target bonus "
                            "of $45,000. You will get a grant of 0.1% of the Company.\n"));
    assert_close(distribution_mean(&input.offer.pay_offer.bonus.distribution), 0.25, 1e-12);
    assert_close(distribution_mean(&first_grant()->percent.distribution), 0.001, 1e-12);
    assert_true(read_letter("offer.txt",
                            "Dear Sam,\n\nBase: £85,000 per annum. EMI options over 12,500 ordinary shares, "
                            "exercise price £0.45, 0.125% of the fully diluted share capital.\n"));
    assert_string_equal(first_grant()->kind->name, "emi");
    assert_close(distribution_mean(&input.offer.fully_diluted_shares.distribution), 10e6, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pay_is_that_of_a_year),       cmocka_unit_test(a_letter_as_markdown_is_a_letter),
        cmocka_unit_test(what_is_not_used_is_said),    cmocka_unit_test(grants_come_in_percent_and_in_money),
        cmocka_unit_test(lawyers_write_numbers_twice), cmocka_unit_test(the_number_may_stand_first),
        cmocka_unit_test(points_between_thousands),    cmocka_unit_test(vesting_is_heard_in_all_its_words),
        cmocka_unit_test(what_people_write_short),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
