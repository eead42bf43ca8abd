/* Above, below, even, or not told by so many paths. */
#include "sim/statistics.h"
#include "sim/verdict.h"
#include "tests/support/assert_close.h"

static struct figure between(double low, double high)
{
    return (struct figure){.estimate = (low + high) / 2, .ci_low = low, .ci_high = high};
}

static void sides(void **state)
{
    static const struct {
        double low, high;
        enum verdict_side side;
    } of_zero_within_ten[] = {{1, 3, VERDICT_ABOVE},       {-3, -1, VERDICT_BELOW}, {-3, 1, VERDICT_EVEN},
                              {0, 0, VERDICT_EVEN},        {-10, 10, VERDICT_EVEN}, {-11, 9, VERDICT_UNRESOLVED},
                              {0, 40, VERDICT_UNRESOLVED}, {12, 40, VERDICT_ABOVE}};
    (void)state;
    for (size_t i = 0; i < sizeof of_zero_within_ten / sizeof *of_zero_within_ten; i++) {
        struct figure figure = between(of_zero_within_ten[i].low, of_zero_within_ten[i].high);
        assert_int_equal(verdict_of(&figure, 0, 10, 4096).side, of_zero_within_ten[i].side);
    }
    struct figure unknown = figure_without_interval(5);
    assert_int_equal(verdict_of(&unknown, 0, 10, 4096).side, VERDICT_UNRESOLVED);
    assert_true(isnan(verdict_of(&unknown, 0, 10, 4096).paths));
}

/* 20 +- 40: half as wide, the interval ends at the level; 4 times the paths, which are a power of two already. */
static void paths_that_would_tell(void **state)
{
    struct figure twice = between(-20, 60), barely = between(-21, 61), close = between(-40, 40);
    (void)state;
    assert_close(verdict_of(&twice, 0, 0, 4096).paths, 4 * 4096, 0);
    assert_close(verdict_of(&barely, 0, 0, 4096).paths, 8 * 4096, 0);
    assert_close(verdict_of(&close, 0, 10, 4096).paths, 16 * 4096, 0); /* even, once it is within 10 of 0 */
    assert_true(isnan(verdict_of(&close, 0, 0, 4096).paths));          /* no number tells 0 from 0 */
    assert_close(verdict_paths(1000, 1), 1024, 0);
    assert_true(isnan(verdict_paths(0x1p30, 64)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sides), cmocka_unit_test(paths_that_would_tell)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
