/* Tables as people really write them (tests/cases/wild): each is read right, or refused with the place; expected.json
 * beside each says what it means. 16 is a table of capital and 17 a question to `breakeven`, tested where those are. */
#include "inputs/offer_input.h"
#include "inputs/problems_print.h"

#include "models/valuation.h"
#include "tests/support/test_arena.h"

#include <stdio.h>
#include <string.h>

#define WILD SOURCE_DIR "/tests/cases/wild/"

static struct offer_input input;

/* With one setting, or NULL. */
static bool read_case(const char *path, const char *set)
{
    struct setting setting = {set, 1};
    return offer_input_read(arena, arena_text(arena, WILD "%s", path), &setting, set ? 1 : 0, &input);
}

static void assert_read(const char *path, size_t exits)
{
    if (!read_case(path, NULL)) {
        problems_print(input.problems, stderr);
        fail_msg("%s was not read", path);
    }
    assert_int_equal(input.offer.exit_count, exits);
}

static void assert_refused(const char *path, const char *says, const char *help)
{
    if (read_case(path, NULL))
        fail_msg("%s was read", path);
    assert_int_equal(input.problems->status, STATUS_INVALID);
    assert_int_equal(input.problems->count, 1);
    if (!strstr(input.problems->problem[0].message, says))
        fail_msg("%s: \"%s\" does not say \"%s\"", path, input.problems->problem[0].message, says);
    assert_non_null(input.problems->problem[0].help);
    if (!strstr(input.problems->problem[0].help, help))
        fail_msg("%s: help \"%s\" does not say \"%s\"", path, input.problems->problem[0].help, help);
}

static double value_mean(size_t row)
{
    return distribution_mean(&input.offer.exit[row].valuation.value[0].distribution);
}

static double time_mean(size_t row)
{
    return distribution_mean(&input.offer.exit[row].timeline.distribution);
}

static bool warned(const char *part)
{
    for (size_t i = 0; i < input.problems->warning_count; i++)
        if (strstr(input.problems->warning[i].text, part))
            return true;
    return false;
}

static bool assumed(const char *part)
{
    for (size_t i = 0; i < input.problems->assumption_count; i++)
        if (strstr(input.problems->assumption[i].text, part))
            return true;
    return false;
}

static void one_flag_gives_all_exits_a_time(void **state)
{
    (void)state;
    assert_refused("01-no-time-column-bull-base-bear/report.md", "3 exits need `timeline`", "defaults.timeline");
    assert_true(read_case("01-no-time-column-bull-base-bear/report.md", "defaults.timeline=3-5 years"));
    for (size_t i = 0; i < 3; i++)
        assert_close(time_mean(i), 4, 1e-12);
}

static void a_row_that_sums_up_is_not_an_exit(void **state)
{
    (void)state;
    assert_read("02-summary-row-expected-value-row/report.md", 3);
    double mean = 0;
    for (size_t i = 0; i < 3; i++)
        mean += input.offer.exit[i].share * value_mean(i);
    assert_close(mean, 137e6, 1);
    assert_false(warned("but the rows above make"));
}

static void units_of_headings_count(void **state)
{
    (void)state;
    assert_read("03-units-in-the-head-millions-and-months/report.md", 3);
    assert_close(value_mean(0), 1.5e9, 0);
    assert_close(time_mean(0), 4, 1e-12);
    assert_close(time_mean(1), 2.5, 1e-12);
}

static void what_is_not_the_companys_value_is_refused(void **state)
{
    (void)state;
    assert_false(read_case("04-dot-thousands-salary-json/offer.json", NULL)); /* both salaries are asked */
    assert_non_null(strstr(input.problems->problem[0].message, "could be 62,000 or 62.00"));
    assert_refused("06-own-equity-column-my-equity/report.md", "what you would get", "grants.0.percent");
    assert_refused("07-weighted-value-column-expected-value-only/report.md", "multiplied by the probability already",
                   "Exit value");
    assert_false(read_case("05-per-share-column-price-target/report.md", NULL));
    assert_non_null(strstr(input.problems->problem[0].message, "`fully_diluted_shares`"));
    assert_true(read_case("05-per-share-column-price-target/report.md", "fully_diluted_shares=2M"));
    assert_close(value_mean(0), 170e6, 1);
}

static void words_for_times_are_read(void **state)
{
    (void)state;
    assert_read("08-year-n-year-3-5/report.md", 3);
    assert_close(time_mean(0), 2, 1e-12);
    assert_close(time_mean(1), 4.5, 1e-12);
    assert_read("09-date-words-mid-late-by/report.md", 3);
    assert_close(time_mean(2), (670 / 2.0) / 365.25, 1e-9); /* half of 2 Mar 2026 to 1 Jan 2028 */
    assert_read("18-from-date-from-2029/report.md", 1);
    assert_close(time_mean(0), 1036 / 365.25 + 2, 1e-9); /* 1 Jan 2029, and an exponential of two years */
    assert_read("22-report-date-last-updated/report.md", 2);
    assert_true(input.offer.start_given);
}

static void notes_bounds_and_odds_are_read(void **state)
{
    (void)state;
    assert_read("10-note-behind-number-brackets/report.md", 2);
    assert_close(value_mean(0), 1.5e9, 0);
    assert_true(assumed("not read: 8-15x ARR"));
    assert_read("12-upper-bound-less-than/report.md", 2);
    assert_close(value_mean(0), 5e6, 1e-6);
    assert_read("20-odds-one-in-n/report.md", 2);
    assert_close(input.offer.exit[0].share, 0.2, 1e-12);
    assert_read("25-magnitudes-mio-mrd/report.md", 2);
    assert_close(value_mean(0), 1.2e9, 0);
    assert_close(value_mean(1), 80e6, 0);
}

static void no_exit_is_a_remainder(void **state)
{
    (void)state;
    assert_read("11-no-exit-row-dashes/report.md", 2);
    assert_close(input.offer.no_exit_share, 0.35, 1e-12);
}

static void other_names_and_layouts_are_read(void **state)
{
    (void)state;
    assert_read("13-name-column-path-case/report.md", 2);
    assert_read("26-other-layouts-transposed/report.md", 3);
    assert_close(value_mean(2), 900e6, 0);
    assert_close(input.offer.exit[2].share, 0.2, 1e-12);
    assert_read("27-heading-after-table-handed/report.md", 2);
}

static void kinds_are_told_by_many_words(void **state)
{
    (void)state;
    assert_read("14-kind-of-exit-sold-to/offer.json", 1);
    assert_int_equal(input.offer.exit[0].kind, EXIT_KIND_ACQUISITION);
    assert_read("23-risk-rows-company-fails/report.md", 2);
    assert_int_equal(input.offer.risk[0].kind, RISK_EQUITY_ZERO);
    assert_int_equal(input.offer.risk[1].kind, RISK_LAYOFF);
    assert_close(distribution_mean(&input.offer.risk[1].within.distribution), 1, 1e-12);
}

static void risks_of_no_kind_are_left_out_aloud(void **state)
{
    (void)state;
    assert_read("15-other-risk-table-competitor-risks/report.md", 2);
    assert_int_equal(input.offer.risk_count, 0);
    assert_true(warned("A rival ships first"));
    assert_true(warned("Founder leaves"));
}

static void exits_may_come_from_a_setting(void **state)
{
    (void)state;
    assert_refused("19-report-without-exits-set-exits/report.md", "no table of exits", "Likelihood");
    assert_true(
        read_case("19-report-without-exits-set-exits/report.md",
                  "exits=[{\"name\":\"IPO\",\"probability\":\"40%\",\"valuation\":\"$1B\",\"timeline\":\"2029\"},"
                  "{\"name\":\"Shutdown\",\"probability\":\"60%\"}]") ||
        input.problems->count == 1); /* 2029 needs a start, where the report has no date */
}

static void vesting_is_read_in_words(void **state)
{
    (void)state;
    assert_read("21-vesting-words-four-years/offer.json", 1);
    assert_int_equal(input.offer.grant[0].vesting.months, 48);
    assert_int_equal(input.offer.grant[0].vesting.cliff, 12);
    assert_int_equal(input.offer.grant[0].vesting.step, 1);
}

static void amounts_that_no_offer_has_are_warned_of(void **state)
{
    (void)state;
    assert_read("24-points-not-shown-check-shows-nothing/offer.json", 1);
    assert_true(warned("a company of 12 USD"));
    assert_true(warned("pay of 135 USD a year"));
    assert_true(warned("an exit after 40 years"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_flag_gives_all_exits_a_time),
        cmocka_unit_test(a_row_that_sums_up_is_not_an_exit),
        cmocka_unit_test(units_of_headings_count),
        cmocka_unit_test(what_is_not_the_companys_value_is_refused),
        cmocka_unit_test(words_for_times_are_read),
        cmocka_unit_test(notes_bounds_and_odds_are_read),
        cmocka_unit_test(no_exit_is_a_remainder),
        cmocka_unit_test(other_names_and_layouts_are_read),
        cmocka_unit_test(kinds_are_told_by_many_words),
        cmocka_unit_test(risks_of_no_kind_are_left_out_aloud),
        cmocka_unit_test(exits_may_come_from_a_setting),
        cmocka_unit_test(vesting_is_read_in_words),
        cmocka_unit_test(amounts_that_no_offer_has_are_warned_of),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
