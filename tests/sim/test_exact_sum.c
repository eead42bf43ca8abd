#include "sim/exact_sum.h"
#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

#include <float.h>

static double sum_of(const double *values, size_t n)
{
    struct exact_sum sum = {{0}};
    for (size_t i = 0; i < n; i++)
        exact_sum_add(&sum, values[i]);
    return exact_sum_value(&sum);
}

#define assert_sum(expected, ...)                                                                                      \
    assert_close(sum_of((const double[]){__VA_ARGS__}, sizeof(double[]){__VA_ARGS__} / sizeof(double)), expected, 0)

/* Expected values are those of Python's math.fsum, which rounds the exact sum once. */
static void known_sums(void **state)
{
    (void)state;
    assert_sum(0.0, 0.0);
    assert_sum(2.0, 1e100, 1.0, -1e100, 1.0);
    assert_sum(1.0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    assert_sum(9007199254740992.0, 9007199254740992.0, 1.0);
    assert_sum(9007199254740996.0, 9007199254740992.0, 3.0);
    assert_sum(9007199254740994.0, 9007199254740992.0, 1.0, 0x1p-1074);
    assert_sum(-9007199254740994.0, -9007199254740992.0, -1.0, -0x1p-1074);
    assert_sum(9007199254740990.0, 9007199254740991.0, -1.0);
    assert_sum(0x1p-1074, 1e300, 0x1p-1074, -1e300);
    assert_sum(-0x1.8p-1022, -0x1p-1022, -0x1p-1023);
    assert_sum(DBL_MAX, DBL_MAX, DBL_MAX, -DBL_MAX);
    assert_sum(3.4999999999999996e45, 1.25e45, 2.25e45);
    assert_sum(-2.220446049250313e-16, 1.0, -1.0000000000000002);
}

static void beyond_the_doubles_is_infinite(void **state)
{
    (void)state;
    const double large[] = {DBL_MAX, DBL_MAX};
    const double small[] = {-DBL_MAX, -DBL_MAX};
    assert_true(isinf(sum_of(large, 2)) && sum_of(large, 2) > 0);
    assert_true(isinf(sum_of(small, 2)) && sum_of(small, 2) < 0);
}

enum { VALUES = 2000 };

static void make_values(double *values, uint64_t seed)
{
    for (size_t i = 0; i < VALUES; i++)
        values[i] = ldexp(made_uniform(&seed) - 0.5, (int)(made_uniform(&seed) * 2000) - 1000);
}

static void any_order_gives_the_same_bytes(void **state)
{
    (void)state;
    double values[VALUES];
    make_values(values, 11);
    struct exact_sum first = {{0}};
    for (size_t i = 0; i < VALUES; i++)
        exact_sum_add(&first, values[i]);
    uint64_t seed = 5;
    for (int round = 0; round < 20; round++) {
        for (size_t i = VALUES - 1; i > 0; i--) {
            size_t j = (size_t)(made_uniform(&seed) * (double)(i + 1));
            double kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
        struct exact_sum parts[7] = {{{0}}};
        for (size_t i = 0; i < VALUES; i++)
            exact_sum_add(&parts[(size_t)(made_uniform(&seed) * 7)], values[i]);
        struct exact_sum whole = {{0}};
        for (int p = 0; p < 7; p++)
            exact_sum_merge(&whole, &parts[p]);
        assert_memory_equal(&whole, &first, sizeof whole);
    }
}

static void what_was_added_can_be_taken_away(void **state)
{
    (void)state;
    double values[VALUES];
    make_values(values, 3);
    struct exact_sum sum = {{0}};
    for (size_t i = 0; i < VALUES; i++)
        exact_sum_add(&sum, values[i]);
    assert_false(exact_sum_is_zero(&sum));
    for (size_t i = VALUES; i-- > 0;)
        exact_sum_add(&sum, -values[i]);
    assert_true(exact_sum_is_zero(&sum));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_sums),
        cmocka_unit_test(beyond_the_doubles_is_infinite),
        cmocka_unit_test(any_order_gives_the_same_bytes),
        cmocka_unit_test(what_was_added_can_be_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
