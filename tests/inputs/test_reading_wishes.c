/* --value-column and --decimals: one flag for what a whole file leaves in doubt. The numbers stand in the files. */
#include "inputs/offer_variant.h"
#include "tests/support/assert_close.h"
#include "tests/support/temporary_offer.h"
#include "tests/support/test_arena.h"

#include <string.h>

#define CORPUS SOURCE_DIR "/tests/cases/corpus/"

static struct offer_input input;

static bool read_with(const char *file, struct reading_wishes wishes)
{
    struct offer_input *base = arena_alloc(arena, 1, sizeof *base);
    if (!offer_variant_open(arena, file, NULL, wishes, base)) {
        input = *base;
        return false;
    }
    return offer_variant_check(arena, base, NULL, 0, &input);
}

static double value_of(size_t exit)
{
    return distribution_mean(&input.offer.exit[exit].valuation.value[0].distribution);
}

static void the_column_with_the_value_may_be_said(void **state)
{
    (void)state;
    static const char two[] = CORPUS "exits-two-values.md", weighted[] = CORPUS "exits-only-weighted.md",
                      rounds[] = CORPUS "exits-pre-and-post-money.md";
    assert_false(read_with(two, (struct reading_wishes){.sheet = NULL}));
    assert_non_null(strstr(input.problems->problem[0].help, "--value-column 'Valuation @ 5x' (or 'Valuation @ 10x')"));
    assert_true(read_with(two, (struct reading_wishes){.value_column = "Valuation @ 5x"}));
    assert_close(value_of(0), 1e9, 0);
    assert_true(read_with(two, (struct reading_wishes){.value_column = "valuation @ 10x"}));
    assert_close(value_of(1), 600e6, 0);
    assert_true(read_with(weighted, (struct reading_wishes){.value_column = "Probability-weighted value"}));
    assert_close(value_of(0), 300e6, 0);
    assert_true(read_with(rounds, (struct reading_wishes){.value_column = "Post-money valuation"}));
    assert_close(value_of(0), 4.5e9, 0);
    assert_false(read_with(two, (struct reading_wishes){.value_column = "Worth"}));
    assert_int_equal(input.problems->warning_count, 1);
    assert_non_null(strstr(input.problems->warning[0].text, "--value-column Worth chooses nothing here"));
}

static void the_style_of_numbers_may_be_said(void **state)
{
    (void)state;
    static const char pay[] = CORPUS "pay-with-dots.md";
    assert_false(read_with(pay, (struct reading_wishes){.sheet = NULL}));
    assert_true(read_with(pay, (struct reading_wishes){.decimals = "comma"}));
    assert_close(distribution_mean(&input.offer.pay_offer.salary.distribution), 62000, 0);
    assert_close(distribution_mean(&input.offer.pay_market.bonus.distribution), 0.1, 1e-15); /* 8.000 € of 80.000 € */
    assert_true(read_with(pay, (struct reading_wishes){.decimals = "point"}));
    assert_close(distribution_mean(&input.offer.pay_offer.salary.distribution), 62, 0);
    static const char exits[] = CORPUS "exits-dots-in-doubt.md";
    assert_true(read_with(exits, (struct reading_wishes){.decimals = "comma"}));
    assert_close(value_of(0), 62000, 0);
    static const char offer[] = SOURCE_DIR "/tests/cases/wild/04-dot-thousands-salary-json/offer.json";
    assert_true(read_with(offer, (struct reading_wishes){.decimals = "comma"}));
    assert_close(distribution_mean(&input.offer.pay_offer.salary.distribution), 62000, 0);
}

static const char *first_exit(const char *rows)
{
    return arena_text(arena,
                      "# R\n\nReport date: 5 January 2026\n\n| Exit | Probability | Value | When |\n|---|---|---|"
                      "---|\n| IPO | 50%% | $1B | 03/04/2029 |\n%s",
                      rows);
}

static double when(void)
{
    return distribution_mean(&input.offer.exit[0].timeline.distribution);
}

/* 3 April 2029 is 1184 days after 5 January 2026, 4 March 2029 is 1154. */
static void the_order_of_dates_is_that_of_the_document_or_said(void **state)
{
    (void)state;
    assert_true(temporary_offer_read(arena, "r.md", first_exit("| Sale | 50% | $1M | 25/12/2027 |\n"), NULL, &input));
    assert_close(when(), 1184 / 365.25, 1e-12);
    assert_true(temporary_offer_read(arena, "r.md", first_exit("| Sale | 50% | $1M | 12/25/2027 |\n"), NULL, &input));
    assert_close(when(), 1154 / 365.25, 1e-12);
    assert_false(temporary_offer_read(arena, "r.md", first_exit("| Sale | 50% | $1M | 2027 |\n"), NULL, &input));
    assert_non_null(strstr(input.problems->problem[0].help, "--date-order day-first"));
    static const char doubtful[] = CORPUS "exits-dates-in-doubt.md";
    assert_true(read_with(doubtful, (struct reading_wishes){.dates = "day-first"}));
    assert_close(when(), 1278 / 365.25, 1e-12); /* 6 July 2029 */
    assert_true(read_with(doubtful, (struct reading_wishes){.dates = "month-first"}));
    assert_close(when(), 1249 / 365.25, 1e-12); /* 7 June 2029 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_column_with_the_value_may_be_said),
        cmocka_unit_test(the_style_of_numbers_may_be_said),
        cmocka_unit_test(the_order_of_dates_is_that_of_the_document_or_said),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
