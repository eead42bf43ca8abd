/* Sorted by digits as by comparing. */
#include "sim/ascending.h"
#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 5000 };

static void assert_sorts(struct arena *arena, const double *given, size_t count)
{
    double sorted[MOST], compared[MOST];
    memcpy(sorted, given, count * sizeof *given);
    memcpy(compared, given, count * sizeof *given);
    ascending(arena, sorted, count);
    qsort(compared, count, sizeof *compared, made_order);
    for (size_t i = 0; i < count; i++)
        assert_true(sorted[i] == compared[i]);
}

static void sorts_any_numbers(void **state)
{
    struct arena *arena = arena_create();
    uint64_t random = 42;
    double value[MOST];
    (void)state;
    for (size_t i = 0; i < MOST; i++)
        value[i] = made_normal(&random) * exp(100 * made_normal(&random));
    for (size_t i = 0; i < MOST; i += 7)
        value[i] = value[0]; /* the same number often */
    for (size_t count = 0; count < 40; count++)
        assert_sorts(arena, value + count, count);
    assert_sorts(arena, value, MOST);
    arena_destroy(arena);
}

static void sorts_the_ends_of_the_line(void **state)
{
    struct arena *arena = arena_create();
    double value[] = {0.0, HUGE_VAL, -5e-324, 1, -HUGE_VAL, 5e-324, -0.0, -1, 1.7e308, -1.7e308};
    size_t count = sizeof value / sizeof *value;
    (void)state;
    assert_sorts(arena, value, count);
    ascending(arena, value, count);
    assert_true(signbit(value[4]) && value[4] == 0); /* -0 before 0 */
    assert_true(!signbit(value[5]) && value[5] == 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sorts_any_numbers),
                                       cmocka_unit_test(sorts_the_ends_of_the_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
