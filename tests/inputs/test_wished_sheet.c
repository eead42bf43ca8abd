/* --sheet: a workbook with two sheets of pay, two of exits and a hidden one; one with two cap tables. */
#include "inputs/offer_variant.h"
#include "inputs/scenario_table.h"
#include "tests/support/assert_close.h"
#include "tests/support/test_arena.h"

#include <string.h>

#define BOOKS SOURCE_DIR "/tests/cases/workbooks/"
#define CHOOSE BOOKS "choose.xlsx"
#define CAPS BOOKS "caps.xlsx"

static struct offer_input input;

static bool read_with(const char *book, const char *sheet)
{
    struct offer_input *base = arena_alloc(arena, 1, sizeof *base);
    if (!offer_variant_open(arena, book, NULL, (struct reading_wishes){.sheet = sheet}, base)) {
        input = *base;
        return false;
    }
    return offer_variant_check(arena, base, NULL, 0, &input);
}

static bool asks(const char *text, const char *help)
{
    for (size_t i = 0; i < input.problems->count && i < PROBLEMS_SHOWN; i++)
        if (strstr(input.problems->problem[i].message, text) && input.problems->problem[i].help &&
            strstr(input.problems->problem[i].help, help))
            return true;
    return false;
}

static void two_candidates_are_a_question(void **state)
{
    (void)state;
    assert_false(read_with(CHOOSE, NULL));
    assert_true(asks("a second table of exits", "--sheet \"Exits A\" or --sheet \"Exits B\""));
    assert_false(read_with(CAPS, NULL));
    assert_true(asks("two cap tables tell the shares of \"Common\"", "--sheet \"Cap 2024\" or --sheet \"Cap 2025\""));
}

static void the_wished_one_is_read(void **state)
{
    (void)state;
    assert_true(read_with(CHOOSE, "exits b"));
    assert_close(distribution_mean(&input.offer.exit[0].probability.distribution), 0.10, 1e-15);
    assert_true(read_with(CAPS, "Cap 2025"));
    assert_close(distribution_mean(&input.offer.capital[0].shares.distribution), 9e6, 0);
    assert_false(read_with(CHOOSE, "Pay new")); /* the exits are still in doubt */
    assert_true(asks("a second table of exits", "--sheet"));
}

static void a_hidden_sheet_is_read_by_its_name(void **state)
{
    (void)state;
    assert_true(read_with(CHOOSE, "Draft"));
    assert_close(distribution_mean(&input.offer.exit[0].probability.distribution), 0.40, 1e-15);
}

static void an_unknown_sheet_is_told_with_the_nearest(void **state)
{
    (void)state;
    assert_false(read_with(CHOOSE, "Exist A"));
    assert_int_equal(input.problems->status, STATUS_USAGE);
    assert_non_null(strstr(input.problems->problem[0].help, "--sheet \"Exits A\""));
}

static void scenarios_have_a_sheet_too(void **state)
{
    (void)state;
    struct vary vary;
    struct problems *problems = problems_create(arena);
    assert_null(scenario_table_read(arena, BOOKS "scenarios.xlsx", problems, &vary));
    assert_non_null(strstr(problems->problem[0].help, "--sheet \"First\" or --sheet \"Second\""));
    problems = problems_create(arena);
    problems->wishes.sheet = "Second";
    assert_non_null(scenario_table_read(arena, BOOKS "scenarios.xlsx", problems, &vary));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_candidates_are_a_question, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_wished_one_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hidden_sheet_is_read_by_its_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_sheet_is_told_with_the_nearest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(scenarios_have_a_sheet_too, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
