/* Rounding as people round: the words of the answer page, computed by hand. */
#include "outputs/people.h"

#include "tests/support/assert_close.h"

static struct figure within(double estimate, double half)
{
    return (struct figure){estimate, half / 2, estimate - half, estimate + half, 0.95, "", "ok", NULL};
}

static void sizes(void **state)
{
    static const struct {
        double estimate, half;
        int digits;
        const char *size, *with_sign;
    } cases[] = {{-41283, 200, 2, "$41K", "-$41K"},  {6380.4, 90, 2, "$6K", "+$6K"},
                 {6380.4, 40, 2, "$6.4K", "+$6.4K"}, {149833, 95, 2, "$150K", "+$150K"},
                 {149833, 95, 3, "$150K", "+$150K"}, {100800, 0, 3, "$101K", "+$101K"},
                 {-57812, 9000, 2, "$60K", "-$60K"}, {0, 0, 2, "$0", "$0"},
                 {1.26e6, 0, 2, "$1.3M", "+$1.3M"},  {999600, 0, 2, "$1M", "+$1M"},
                 {95, 0, 2, "$95", "+$95"}};
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct figure figure = within(cases[i].estimate, cases[i].half);
        assert_string_equal(people_size(arena, &figure, "USD", cases[i].digits), cases[i].size);
        assert_string_equal(people_signed(arena, &figure, "USD", cases[i].digits), cases[i].with_sign);
    }
    arena_destroy(arena);
}

static void chances(void **state)
{
    static const struct {
        double share;
        const char *odds, *futures, *percent;
    } cases[] = {{0.28802, "3 in 10", "29 of 100 futures", "29%"},
                 {0.45, "45 in 100", "45 of 100 futures", "45%"},
                 {0.70244, "7 in 10", "70 of 100 futures", "70%"},
                 {0.0996, "1 in 10", "10 of 100 futures", "10%"},
                 {0.052, "5 in 100", "5 of 100 futures", "5.2%"},
                 {0.0779, "8 in 100", "8 of 100 futures", "7.8%"},
                 {0.184, "2 in 10", "18 of 100 futures", "18%"},
                 {0.0042, "4 in 1,000", "4 of 1,000 futures", "0.4%"},
                 {0.0003, "fewer than 1 in 1,000", "fewer than 1 of 1,000 futures", "under 0.1%"},
                 {0.9968, "997 in 1,000", "997 of 1,000 futures", "99.7%"},
                 {0.9997, "more than 999 in 1,000", "all but a few of 1,000 futures", "over 99.9%"},
                 {0, "no", "no future", "0%"},
                 {1, "all", "all futures", "100%"}};
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(people_odds(arena, cases[i].share), cases[i].odds);
        assert_string_equal(people_futures(arena, cases[i].share), cases[i].futures);
        assert_string_equal(people_percent(arena, cases[i].share), cases[i].percent);
    }
    arena_destroy(arena);
}

static void times(void **state)
{
    struct arena *arena = arena_create();
    (void)state;
    assert_string_equal(people_time(arena, 1.502), "1 year 6 months");
    assert_string_equal(people_time(arena, 2), "2 years");
    assert_string_equal(people_time(arena, 0.41), "5 months");
    assert_string_equal(people_time(arena, 0.08), "1 month");
    assert_string_equal(people_time(arena, 0.01), "4 days");
    assert_string_equal(people_time(arena, 0.999), "1 year");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sizes), cmocka_unit_test(chances), cmocka_unit_test(times)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
