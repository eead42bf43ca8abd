/* Cap tables in other words than tests/cases/sheets: what each class is, and what does not add up. The numbers stand in
 * the texts. */
#include "inputs/problems_print.h"
#include "tests/support/temporary_offer.h"
#include "tests/support/test_arena.h"

static struct offer_input input;

static bool read_csv(const char *text)
{
    return temporary_offer_read(arena, "cap.csv", text, NULL, &input);
}

static const struct capital_class *class_named(const char *name)
{
    for (size_t i = 0; i < input.offer.class_count; i++)
        if (strcmp(input.offer.capital[i].name, name) == 0)
            return &input.offer.capital[i];
    fail_msg("no class is called \"%s\"", name);
    return NULL;
}

static double shares_of(const char *name)
{
    return distribution_mean(&class_named(name)->shares.distribution);
}

static void assert_read(const char *text)
{
    if (read_csv(text))
        return;
    problems_print(input.problems, stderr);
    fail_msg("not read: %s", text);
}

static void assert_says(const char *text, const char *says, const char *help)
{
    assert_false(read_csv(text));
    const struct problem *problem = &input.problems->problem[0];
    if (!strstr(problem->message, says) || !problem->help || !strstr(problem->help, help))
        fail_msg("\"%s\" (help: %s) does not say \"%s\" and \"%s\"", problem->message, problem->help, says, help);
}

static void units_of_headings_count(void **state)
{
    (void)state;
    assert_read("Class,Shares (thousands),Invested ($M)\nCommon,8000,\nSeries A Preferred,2000,10\n");
    assert_close(shares_of("Common"), 8e6, 0);
    assert_close(distribution_mean(&class_named("Series A Preferred")->invested.distribution), 10e6, 0);
}

static void percentages_agree_with_the_shares(void **state)
{
    (void)state;
    assert_says("Class,Shares,Ownership %,Invested\nCommon,6000000,60%,\nSeries A Preferred,2000000,40%,$6000000\n",
                "`60%` is said beside 6,000,000 shares, which are 75% of 8,000,000", "put right");
    assert_read("Class,Shares,Ownership,Invested\nCommon,6000000,60%,\nSeries A Preferred,3000000,30%,$6000000\n"
                "Option pool (available),1000000,10%,\nTotal,10000000,100%,\n");
    assert_read("Class,Shares,%,Invested\nCommon,6000000,66.7%,\nSeries A Preferred,3000000,33.3%,$6000000\n"
                "Option pool (available),1000000,,\n"); /* of the issued shares */
}

static void percentages_alone_are_sizes(void **state)
{
    (void)state;
    assert_read("Class,Ownership,Invested\nCommon,75%,\nSeries A Preferred,25%,$4M\n");
    assert_close(distribution_mean(&class_named("Common")->percent.distribution), 0.75, 1e-12);
}

static void totals_are_checked(void **state)
{
    (void)state;
    assert_read(
        "Class,Shares,Invested\nCommon,6000000,\nSeries A Preferred,2000000,$6000000\nTotal,9000000,$6000000\n");
    assert_int_equal(input.problems->warning_count, 1);
    assert_non_null(strstr(input.problems->warning[0].text, "says 9,000,000, but the rows make 8,000,000"));
}

static void strikes_stand_in_names_and_are_asked_by_flag(void **state)
{
    (void)state;
    assert_read("Name,Security,Shares\nAda,Common,3000000\nStaff,Options (strike $0.40),1000000\n");
    assert_close(distribution_mean(&class_named("Options (strike $0.40)")->strike.distribution), 0.4, 1e-12);
    assert_says("Name,Security,Shares\nAda,Common,3000000\nStaff,Options,1000000\n", "needs `strike`",
                "--set 'capital.Options.strike=$1.20'");
    assert_says("Name,Security,Shares\nAda,Common,3000000\nFund,Series A,1000000\n", "needs `invested`",
                "--set 'capital.Series A.invested=$235M'");
}

static void safes_are_convertibles(void **state)
{
    (void)state;
    assert_read(
        "Stakeholder,Stock Class,Quantity,Price Per Share,Total Cost,Valuation Cap\nAda,Common,4000000,$0.0001,$400,\n"
        "Seed Fund,Seed Preferred,1000000,$1.25,\"$1,250,000\",\nAccelerator,SAFE,,,$500000,$8M\n");
    assert_int_equal(input.offer.class_count, 2);
    assert_int_equal(input.offer.dilution.convertible_count, 1);
    assert_close(distribution_mean(&input.offer.dilution.convertible[0].amount.distribution), 500e3, 0);
    assert_close(distribution_mean(&input.offer.dilution.convertible[0].cap.distribution), 8e6, 0);
    assert_says("Stakeholder,Stock Class,Quantity,Total Cost\nAda,Common,4000000,$400\nAccelerator,SAFE,,\n",
                "what was paid for it is not told", "Invested");
}

static void preferences_in_money_are_multiples(void **state)
{
    (void)state;
    assert_read("Class,Shares,Invested,Liquidation Preference\nCommon,6000000,,\nSeries A Preferred,2000000,$4M,$8M\n");
    assert_close(distribution_mean(&class_named("Series A Preferred")->multiple.distribution), 2, 1e-12);
    assert_says("Class,Shares,Invested,Liquidation Preference,Participation,Cap\nCommon,6000000,,,,\n"
                "Series A Preferred,2000000,$4M,1x,Yes,$12M\n",
                "a cap on participation in another form", "3x");
}

static void classes_may_stand_across(void **state)
{
    (void)state;
    assert_read("Stakeholder,Common,Founder Shares,Total\nFounders,,6000000,6000000\nAngel,500000,,500000\n"
                "Total,500000,6000000,6500000\n");
    assert_close(shares_of("Common"), 500e3, 0);
    assert_close(shares_of("Founder Shares"), 6e6, 0);
}

/* A sum of both would be a company of twice the shares. */
static void a_second_table_of_the_same_is_held_against_the_first(void **state)
{
    (void)state;
    assert_says("Class,Shares,Invested\nCommon,6000000,\nSeries A Preferred,2000000,$6000000\n\n"
                "Class,Shares,Invested\nCommon,7000000,\nSeries A Preferred,2000000,$6000000\n",
                "two cap tables tell the shares of \"Common\": 7,000,000, and 6,000,000 before", "take the other out");
    assert_read("Class,Shares,Invested\nCommon,6000000,\nSeries A Preferred,2000000,$6000000\n\n"
                "Holder,Class,Shares\nAda,Common,5000000\nBob,Common,1000000\nFund,Series A Preferred,2000000\n");
    assert_close(shares_of("Common"), 6e6, 0);
    assert_close(shares_of("Series A Preferred"), 2e6, 0);
}

/* Grants have columns of the same names. */
static void classes_and_shares_alone_are_a_cap_table(void **state)
{
    (void)state;
    assert_read("Class,Shares\nCommon Stock,900000\nUnissued pool,100000\n");
    assert_close(shares_of("Common Stock"), 900e3, 0);
    assert_close(distribution_mean(&input.offer.unissued_pool.distribution), 100e3, 0);
    assert_int_equal(input.offer.grant_count, 0);
    assert_read("Round,Date,Shares,Price per share,Raised\nFounders,2019-01,8000000,0.0001,800\n"
                "Seed,2020-03,2000000,1.00,2000000\nSeries A,2022-05,2500000,4.00,10000000\n");
    assert_close(shares_of("Founders"), 8e6, 0);
    assert_close(distribution_mean(&class_named("Series A")->invested.distribution), 10e6, 0);
}

/* Certificates have numbers; the class is the type. A shareholder may be called by what is held. */
static void the_class_is_the_column_that_names_classes(void **state)
{
    (void)state;
    assert_read("Security,Security Type,Holder,Quantity,Price Per Share,Exercise Price\nCS-1,Common,Ada,400,0.01,\n"
                "CS-2,Common,Bob,200,0.01,\nPS-1,Series A Preferred,Fund,300,5,\nES-1,Option,Cy,50,,1.10\n");
    assert_close(shares_of("Common"), 600, 0);
    assert_close(distribution_mean(&class_named("Series A Preferred")->invested.distribution), 1500, 0);
    assert_read("Shareholder,Shares,Invested\nFounders (common),800,\nFund I - Series A Pref,150,$6M\n"
                "Employees (options @ $0.80),50,\n");
    assert_close(shares_of("Founders (common)"), 800, 0);
    assert_close(distribution_mean(&class_named("Employees (options @ $0.80)")->strike.distribution), 0.8, 0);
}

static void a_pool_counts_as_fully_diluted(void **state)
{
    (void)state;
    static const char table[] = "Class,Shares\nCommon,900000\nUnissued pool,100000\n";
    assert_true(temporary_offer_read(arena, "cap.csv", table, "fully_diluted_shares=1000000", &input));
    assert_false(temporary_offer_read(arena, "cap.csv", table, "fully_diluted_shares=900000", &input));
    assert_non_null(strstr(input.problems->problem[0].message, "but the classes add up to 1000000"));
    assert_false(temporary_offer_read(arena, "cap.csv", "Class,Shares\nCommon,900000\nSeed,100000\n",
                                      "fully_diluted_shares=1200000", &input));
    assert_read("Class,% owned,Invested\nCommon,70%,\nSeries A Preferred,20%,$5M\nAvailable pool,10%,\n");
    assert_close(distribution_mean(&input.offer.unissued_percent.distribution), 0.1, 1e-15);
    assert_close(distribution_mean(&class_named("Common")->percent.distribution), 0.7 / 0.9, 1e-12);
    assert_read(
        "Holder,Ownership %\nFounders,85%\nFounder pool,5%\nESOP (unallocated),10%\n"); /* classes in their names */
    assert_close(distribution_mean(&class_named("Founders")->percent.distribution), 0.85 / 0.9, 1e-12);
    assert_false(read_csv("Round,Success\nSeed,50%\nSeries A,40%\n")); /* no company */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_of_headings_count),
        cmocka_unit_test(percentages_agree_with_the_shares),
        cmocka_unit_test(percentages_alone_are_sizes),
        cmocka_unit_test(totals_are_checked),
        cmocka_unit_test(strikes_stand_in_names_and_are_asked_by_flag),
        cmocka_unit_test(safes_are_convertibles),
        cmocka_unit_test(preferences_in_money_are_multiples),
        cmocka_unit_test(classes_may_stand_across),
        cmocka_unit_test(a_second_table_of_the_same_is_held_against_the_first),
        cmocka_unit_test(classes_and_shares_alone_are_a_cap_table),
        cmocka_unit_test(the_class_is_the_column_that_names_classes),
        cmocka_unit_test(a_pool_counts_as_fully_diluted),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
