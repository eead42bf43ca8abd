#include "models/calendar.h"
#include "tests/support/assert_close.h"

static void is_later(struct calendar_date from, int months, int year, int month, int day)
{
    struct calendar_date later = calendar_months_later(from, months);
    assert_int_equal(later.year, year);
    assert_int_equal(later.month, month);
    assert_int_equal(later.day, day);
}

static void anniversaries_keep_the_day_or_take_the_last(void **state)
{
    (void)state;
    is_later((struct calendar_date){2024, 2, 29}, 12, 2025, 2, 28);
    is_later((struct calendar_date){2024, 2, 29}, 48, 2028, 2, 29);
    is_later((struct calendar_date){2025, 3, 31}, 3, 2025, 6, 30);
    is_later((struct calendar_date){2025, 11, 30}, 3, 2026, 2, 28);
    is_later((struct calendar_date){2025, 12, 15}, 1, 2026, 1, 15);
    is_later((struct calendar_date){2025, 12, 15}, 0, 2025, 12, 15);
}

static void days_compare(void **state)
{
    (void)state;
    struct calendar_date day = {2025, 7, 4};
    assert_int_equal(calendar_compare(day, day), 0);
    assert_true(calendar_compare(day, (struct calendar_date){2025, 7, 5}) < 0);
    assert_true(calendar_compare(day, (struct calendar_date){2025, 6, 30}) > 0);
    assert_true(calendar_compare(day, (struct calendar_date){2024, 12, 31}) > 0);
}

static void days_that_there_are_not(void **state)
{
    (void)state;
    assert_true(calendar_valid((struct calendar_date){2024, 2, 29}));
    assert_false(calendar_valid((struct calendar_date){2025, 2, 29}));
    assert_false(calendar_valid((struct calendar_date){1900, 2, 29}));
    assert_true(calendar_valid((struct calendar_date){2000, 2, 29}));
    assert_false(calendar_valid((struct calendar_date){2025, 13, 1}));
    assert_false(calendar_valid((struct calendar_date){2025, 0, 1}));
    assert_false(calendar_valid((struct calendar_date){2025, 4, 31}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(anniversaries_keep_the_day_or_take_the_last),
        cmocka_unit_test(days_compare),
        cmocka_unit_test(days_that_there_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
