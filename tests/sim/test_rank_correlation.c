/* Spearman's rank correlation against scipy.stats.spearmanr 1.10, against theory, and its interval's coverage. */
#include "sim/rank_correlation.h"

#include "sim/numeric.h"
#include "sim/threefry.h"
#include "tests/support/assert_close.h"

enum { UNITS = 16, EACH = 128 };

static struct figure correlate(const double *x, const double *y, size_t count, size_t units)
{
    struct arena *arena = arena_create();
    struct ranks left = ranks_of(arena, x, count), right = ranks_of(arena, y, count);
    struct figure figure = rank_correlation(arena, &left, &right, units, 0.95);
    arena_destroy(arena);
    return figure;
}

static void test_scipy(void **state)
{
    static const double x[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8}, y[] = {2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5};
    static const double a[] = {1, 2, 3, 4, 5, 6, 7, 8}, b[] = {2, 1, 4, 3, 6, 5, 8, 7};
    (void)state;
    assert_close(correlate(x, y, 12, 4).estimate, 0.1415796863640157, 1e-12);
    assert_close(correlate(a, b, 8, 4).estimate, 0.9047619047619048, 1e-12);
    assert_close(correlate(a, a, 8, 4).estimate, 1, 1e-12);
}

static void test_constant(void **state)
{
    static const double x[] = {1, 2, 3, 4}, y[] = {7, 7, 7, 7};
    (void)state;
    struct figure figure = correlate(x, y, 4, 2);
    assert_true(isnan(figure.estimate));
    assert_string_equal(figure.status, "does not vary");
}

static double uniform(uint64_t word)
{
    return ((double)(word >> 12) + 0.5) / 4503599627370496.0;
}

/* Normals with correlation r: rho = 6/pi asin(r/2). With `tied`, y is cut to a few values, as an outcome with atoms is;
 * then rho has no such formula and the long-run value of the estimator itself serves. */
static struct figure one(uint64_t seed, size_t each, double r, int tied)
{
    struct arena *arena = arena_create();
    size_t count = UNITS * each;
    double *x = arena_alloc(arena, count, sizeof *x), *y = arena_alloc(arena, count, sizeof *y);
    const struct threefry_key key = threefry_key(seed, 4, 5, 6);
    for (size_t i = 0; i < count; i++) {
        uint64_t word[4] = {i, 0, 0, 0};
        threefry4x64(&key, word);
        x[i] = numeric_normal_inverse(uniform(word[0]));
        y[i] = r * x[i] + sqrt(1 - r * r) * numeric_normal_inverse(uniform(word[1]));
        y[i] = tied && y[i] < 0.3 ? 0 : y[i];
    }
    struct figure figure = correlate(x, y, count, UNITS);
    arena_destroy(arena);
    return figure;
}

static void test_normals(void **state)
{
    (void)state;
    double pi = 3.14159265358979323846, exact = 6 / pi * asin(0.3);
    struct figure figure = one(1, 8192, 0.6, 0);
    assert_close(figure.estimate, exact, 4.5 * figure.std_error);
    /* Asymptotic sd of sqrt(n) rho at independence is 1. */
    figure = one(2, 8192, 0, 0);
    assert_close(figure.std_error * sqrt(16.0 * 8192), 1, 0.7);
}

static void test_coverage(void **state)
{
    (void)state;
    for (int tied = 0; tied < 2; tied++) {
        double truth = 0, covered = 0;
        for (uint64_t seed = 0; seed < 4; seed++)
            truth += one(1000 + seed, 8192, 0.6, tied).estimate / 4;
        for (uint64_t seed = 0; seed < 200; seed++) {
            struct figure figure = one(seed, EACH, 0.6, tied);
            covered += figure.ci_low <= truth && truth <= figure.ci_high;
        }
        assert_true(covered >= 179); /* 0.001 quantile of the binomial at 95% */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scipy),
        cmocka_unit_test(test_constant),
        cmocka_unit_test(test_normals),
        cmocka_unit_test(test_coverage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
