/* Workbooks as people have them (tests/cases/sheets): what is read, and what each refusal says. The means were worked
 * out by hand in expected.json beside each. */
#include "inputs/offer_input.h"
#include "inputs/problems_print.h"

#include "models/valuation.h"
#include "tests/support/test_arena.h"

#include <stdio.h>
#include <string.h>

#define SHEETS SOURCE_DIR "/tests/cases/sheets/"

static struct offer_input input;

/* The mean of the company's value over the exits, times the grant. */
static double headline(void)
{
    double mean = 0;
    for (size_t i = 0; i < input.offer.exit_count; i++)
        mean += input.offer.exit[i].share * distribution_mean(&input.offer.exit[i].valuation.value[0].distribution);
    return mean * distribution_mean(&input.offer.grant[0].percent.distribution);
}

static void assert_book(const char *path, double mean, double offer_salary, double market_salary)
{
    if (!offer_input_read(arena, arena_text(arena, SHEETS "%s", path), NULL, 0, &input)) {
        problems_print(input.problems, stderr);
        fail_msg("%s was not read", path);
    }
    assert_close(headline(), mean, 1e-6 * mean);
    assert_close(distribution_mean(&input.offer.pay_offer.salary.distribution), offer_salary, 0);
    assert_close(distribution_mean(&input.offer.pay_market.salary.distribution), market_salary, 0);
}

static bool warned(const char *part)
{
    for (size_t i = 0; i < input.problems->warning_count; i++)
        if (strstr(input.problems->warning[i].text, part))
            return true;
    return false;
}

static void workbooks_of_all_dialects_are_read(void **state)
{
    (void)state;
    assert_book("01-xlsx-offer-workbook-openpyxl/book.xlsx", 1155000, 140000, 185000);
    assert_int_equal(input.offer.risk_count, 1);
    assert_book("03-xlsx-units-in-heading/units.xlsx", 1510000, 150000, 190000);
    assert_book("04-xlsx-formulas-cached/formulas.xlsx", 253125, 132000, 165000);
    assert_int_equal(input.offer.exit_count, 3);
    assert_book("05-xlsx-hidden-sheet/hidden.xlsx", 850000, 120000, 150000);
    assert_true(warned("hidden"));
    assert_book("07-xlsx-hostile/macro.xlsm", 3600000, 90000, 110000);
    assert_book("07-xlsx-hostile/no-references.xlsx", 3600000, 90000, 110000);
    assert_book("07-xlsx-hostile/stored.xlsx", 3600000, 90000, 110000);
    assert_book("18-ods/book.ods", 1155000, 140000, 185000);
}

static void days_count_from_1904_where_the_book_says_so(void **state)
{
    (void)state;
    assert_book("02-xlsx-dates-1904/mac.xlsx", 2500000, 100000, 130000);
    assert_close(distribution_mean(&input.offer.exit[0].timeline.distribution), 912 / 365.25, 1e-9);
    assert_close(distribution_mean(&input.offer.exit[1].timeline.distribution), 454 / 365.25, 1e-9);
}

static void what_is_no_workbook_is_refused_in_its_own_words(void **state)
{
    (void)state;
    static const struct {
        const char *file, *says;
        enum status status;
    } files[] = {
        {"truncated.xlsx", "damaged or incomplete", STATUS_INVALID},
        {"not-a-zip.xlsx", "not a zip file", STATUS_INVALID},
        {"empty.xlsx", "empty", STATUS_INVALID},
        {"legacy.xls", "Excel 97", STATUS_INVALID},
        {"legacy-named.xlsx", "Excel 97", STATUS_INVALID},
        {"encrypted.xlsx", "password", STATUS_INVALID},
        {"bomb.xlsx", "too large", STATUS_LIMIT},
        {"nothing.xlsx", "no table of exits", STATUS_INVALID},
        {"damaged.xlsx", "damaged", STATUS_INVALID},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (offer_input_read(arena, arena_text(arena, SHEETS "07-xlsx-hostile/%s", files[i].file), NULL, 0, &input))
            fail_msg("%s was read", files[i].file);
        assert_int_equal(input.problems->status, files[i].status);
        if (!strstr(input.problems->problem[0].message, files[i].says))
            fail_msg("%s: \"%s\" does not say \"%s\"", files[i].file, input.problems->problem[0].message,
                     files[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workbooks_of_all_dialects_are_read),
        cmocka_unit_test(days_count_from_1904_where_the_book_says_so),
        cmocka_unit_test(what_is_no_workbook_is_refused_in_its_own_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
