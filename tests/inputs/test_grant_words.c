/* A grant in the words of a letter: what they tell is what the same grant in keys tells, and nothing is passed over in
 * silence. */
#include "tests/support/temporary_offer.h"
#include "tests/support/test_arena.h"

static struct offer_input input;

static bool read_words(const char *words)
{
    static const char offer[] =
        "{\"exits\": [{\"name\": \"IPO\", \"probability\": 1, \"valuation\": \"1B\", \"timeline\": \"4 years\"}], "
        "\"grants\": [\"%s\"]}";
    return temporary_offer_read(arena, "offer.json", arena_text(arena, offer, words), "stay=4", &input);
}

static double mean(const struct value *value)
{
    return distribution_mean(&value->distribution);
}

static bool noted(const struct note *note, size_t count, const char *part)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(note[i].text, part))
            return true;
    return false;
}

static void options_with_their_strike(void **state)
{
    (void)state;
    assert_true(read_words("10,000 options at $1.20, 12,000,000 fully diluted, 4 years with a 1-year cliff, monthly"));
    const struct grant *grant = &input.offer.grant[0];
    assert_close(mean(&grant->shares), 10000, 0);
    assert_close(mean(&grant->strike), 1.2, 1e-12);
    assert_close(mean(&input.offer.fully_diluted_shares), 12e6, 0);
    assert_int_equal(grant->vesting.months, 48);
    assert_int_equal(grant->vesting.cliff, 12);
    assert_int_equal(grant->vesting.step, 1);
}

static void counts_with_a_magnitude(void **state)
{
    (void)state;
    assert_true(read_words("18k ISOs at $2, 10M shares fully diluted, 5/15/40/40"));
    assert_close(mean(&input.offer.grant[0].shares), 18000, 0);
    assert_close(mean(&input.offer.fully_diluted_shares), 10e6, 0);
    assert_int_equal(input.offer.grant[0].vesting.step_count, 4);
    assert_true(read_words("24,000 NSOs @ $0.50; 24.5 million fully-diluted shares; vesting over four years"));
    assert_close(mean(&input.offer.fully_diluted_shares), 24.5e6, 0);
    assert_int_equal(input.offer.grant[0].vesting.months, 48);
}

static void units_in_money_and_in_percent(void **state)
{
    (void)state;
    assert_false(read_words("$320,000 of RSUs, quarterly over 4 years")); /* of a private company: valued at what? */
    assert_non_null(strstr(input.problems->problem[0].message, "valued_at"));
    assert_true(read_words("0.05% in RSUs, 25/25/25/25"));
    assert_close(mean(&input.offer.grant[0].percent), 0.0005, 1e-12);
}

static void what_is_not_used_is_said(void **state)
{
    (void)state;
    assert_true(read_words("0.2% in RSUs, a lot of pizza"));
    assert_true(noted(input.problems->warning, input.problems->warning_count, "a lot of pizza"));
    assert_false(read_words("a lot of stock"));
    assert_non_null(strstr(input.problems->problem[0].message, "tell no size"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_with_their_strike),
        cmocka_unit_test(counts_with_a_magnitude),
        cmocka_unit_test(units_in_money_and_in_percent),
        cmocka_unit_test(what_is_not_used_is_said),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
