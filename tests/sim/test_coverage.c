#include "sim/coverage.h"
#include "sim/statistics.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_errno.h>

static struct figure around(double estimate, double std_error, double low, double high)
{
    return (struct figure){estimate, std_error, low, high, 0.95, "normal", "ok", NULL};
}

static void counts_each_side(void **state)
{
    (void)state;
    struct coverage coverage = {0};
    struct figure figures[] = {around(1, 1, 0, 2),   around(3, 1, 2.5, 3.5), around(-1, 1, -2, 0.5),
                               around(0, 1, NAN, 2), around(5, 1, 3, NAN),   figure_unknown("no paths")};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        coverage_add(&coverage, &figures[i], 1);
    assert_int_equal(coverage.repeats, 6);
    assert_int_equal(coverage.intervals, 5);
    assert_int_equal(coverage.covered, 2);
    assert_int_equal(coverage.above, 2);
    assert_int_equal(coverage.below, 1);
    assert_int_equal(coverage.errors, 5);
    assert_close(coverage_share(&coverage, 0.95).estimate, 0.4, 0);
}

static void an_atom_covers_itself_alone(void **state)
{
    (void)state;
    struct coverage coverage = {0};
    struct figure atom = around(0.1, 0, 0.1, 0.1);
    coverage_add(&coverage, &atom, 0.1);
    coverage_add(&coverage, &atom, nextafter(0.1, 1));
    coverage_add(&coverage, &atom, nextafter(0.1, 0));
    assert_int_equal(coverage.covered, 1);
}

/* Errors -1, 2, 2 against printed ones of 1: rms error sqrt(3), bias 1. */
static void compares_printed_with_true_errors(void **state)
{
    (void)state;
    struct coverage coverage = {0};
    struct figure figures[] = {around(9, 1, 7, 11), around(12, 1, 10, 14), around(12, 1, 10, 14)};
    for (size_t i = 0; i < 3; i++)
        coverage_add(&coverage, &figures[i], 10);
    assert_close(coverage_error_ratio(&coverage), 1 / sqrt(3), 1e-15);
    assert_close(coverage_bias(&coverage, 0.95).estimate, 1, 1e-15);
    assert_close(coverage_bias(&coverage, 0.95).std_error, sqrt(2.0 / 3), 1e-15);
    struct coverage none = {0};
    assert_true(isnan(coverage_error_ratio(&none)));
    assert_true(isnan(coverage_share(&none, 0.95).estimate));
}

/* scipy.stats.binom(1000, .95).ppf([.0005, .9995]) = 926, 971; binom(100, .9): 79, 98. */
static void chance_has_a_band(void **state)
{
    (void)state;
    struct coverage_band band = coverage_band(1000, 0.95);
    assert_close(band.low, 0.926, 1e-12);
    assert_close(band.high, 0.971, 1e-12);
    band = coverage_band(100, 0.9);
    assert_close(band.low, 0.79, 1e-12);
    assert_close(band.high, 0.98, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_each_side), cmocka_unit_test(an_atom_covers_itself_alone),
        cmocka_unit_test(compares_printed_with_true_errors), cmocka_unit_test(chance_has_a_band)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
