/* Letters as people get them (tests/cases/sheets 13, 14, 20): what the sentences say, what they do not, and what must
 * not be taken for pay or equity. A folder with exits beside the letter is one offer. */
#include "inputs/offer_input.h"
#include "inputs/problems_print.h"

#include "tests/support/test_arena.h"

#include <stdio.h>
#include <string.h>

#define SHEETS SOURCE_DIR "/tests/cases/sheets/"

static struct offer_input input;

static bool read_folder(const char *folder, const char *const *set, size_t count)
{
    struct setting settings[4];
    for (size_t i = 0; i < count; i++)
        settings[i] = (struct setting){set[i], i + 1};
    return offer_input_read(arena, arena_text(arena, SHEETS "%s/in", folder), settings, count, &input);
}

static bool assumed(const char *part)
{
    for (size_t i = 0; i < input.problems->assumption_count; i++)
        if (strstr(input.problems->assumption[i].text, part))
            return true;
    return false;
}

static double mean(const struct value *value)
{
    return distribution_mean(&value->distribution);
}

static void a_letter_says_pay_options_and_leaving(void **state)
{
    (void)state;
    if (!read_folder("13-letter-options", NULL, 0))
        problems_print(input.problems, stderr);
    const struct offer *offer = &input.offer;
    assert_int_equal(offer->exit_count, 2);
    assert_int_equal(offer->grant_count, 1);
    assert_close(mean(&offer->pay_offer.salary), 150000, 0);
    assert_close(mean(&offer->pay_offer.bonus), 0.1, 1e-12);
    assert_close(mean(&offer->pay_offer.signing), 20000, 0);
    assert_close(mean(&offer->severance), 0.25, 1e-12);
    assert_close(mean(&offer->fully_diluted_shares), 12e6, 0);
    assert_close(mean(&offer->grant[0].shares), 24000, 0);
    assert_close(mean(&offer->grant[0].strike), 1.5, 0);
    assert_close(mean(&offer->grant[0].double_trigger), 1, 0);
    assert_close(mean(&offer->grant[0].exercise_window), 90 / 365.25, 1e-12);
    assert_int_equal(offer->grant[0].vesting.months, 48);
    assert_int_equal(offer->grant[0].vesting.cliff, 12);
    assert_true(assumed("not used of the letter: \"We contribute 4% of salary to your 401(k)"));
}

static void units_in_money_are_counted_by_their_price(void **state)
{
    (void)state;
    static const char *const set[] = {"fully_diluted_shares=200M"};
    assert_false(read_folder("14-letter-rsu-in-money", NULL, 0));
    assert_non_null(strstr(input.problems->problem[0].help, "`fully_diluted_shares`"));
    assert_true(read_folder("14-letter-rsu-in-money", set, 1));
    assert_close(mean(&input.offer.grant[0].shares), 8000, 0);
    assert_int_equal(input.offer.grant[0].vesting.months, 48);
    assert_int_equal(input.offer.grant[0].vesting.cliff, 0);
    assert_int_equal(input.offer.grant[0].vesting.step, 3);
    assert_false(input.offer.grant[0].double_trigger.given); /* of units it means a sale or listing */
}

static void the_usual_letter_ends_in_one_question(void **state)
{
    (void)state;
    static const char *const set[] = {"grants.0.strike=$3.00"};
    assert_false(read_folder("20-letter-usual-no-strike", NULL, 0));
    assert_int_equal(input.problems->count, 1);
    assert_non_null(strstr(input.problems->problem[0].message, "strike"));
    assert_true(read_folder("20-letter-usual-no-strike", set, 1));
    assert_close(mean(&input.offer.fully_diluted_shares), 25e6, 0);
    assert_close(mean(&input.offer.pay_offer.salary), 185000, 0);
    assert_close(mean(&input.offer.pay_offer.bonus), 0.1, 1e-12);
}

static void a_letter_alone_asks_for_exits(void **state)
{
    (void)state;
    assert_false(offer_input_read(arena, SHEETS "13-letter-options/in/letter.txt", NULL, 0, &input));
    assert_non_null(strstr(input.problems->problem[0].message, "exits"));
    assert_non_null(strstr(input.problems->problem[0].help, "compensation.market.salary"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_says_pay_options_and_leaving),
        cmocka_unit_test(units_in_money_are_counted_by_their_price),
        cmocka_unit_test(the_usual_letter_ends_in_one_question),
        cmocka_unit_test(a_letter_alone_asks_for_exits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
