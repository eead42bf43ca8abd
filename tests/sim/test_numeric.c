/* Own arithmetic against 80-bit libm and mpmath. */
#include "sim/numeric.h"
#include "tests/support/assert_close.h"

#include <float.h>

enum { POINTS = 200000 };

static double relative(double actual, long double expected)
{
    return (double)fabsl(((long double)actual - expected) / expected);
}

/* Pseudo-random but fixed fractions. */
static double fraction(uint64_t i)
{
    uint64_t bits = (i + 1) * 0x9e3779b97f4a7c15u;
    bits ^= bits >> 29;
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

static void test_log(void **state)
{
    (void)state;
    double worst = 0.0;
    for (uint64_t i = 0; i < POINTS; i++) {
        double wide = ldexp(1.0 + fraction(i), (int)(i % 2090) - 1070), near = 0.5 + 1.5 * fraction(i);
        worst = fmax(worst, relative(numeric_log(wide), logl((long double)wide)));
        worst = fmax(worst, relative(numeric_log(near), logl((long double)near)));
    }
    assert_close(worst, 0.0, DBL_EPSILON);
    assert_close(numeric_log(4.9406564584124654e-324), -744.44007192138127, 1e-12);
    assert_true(numeric_log(1.0) == 0.0);
    assert_true(numeric_log(0.0) == -HUGE_VAL && numeric_log(HUGE_VAL) == HUGE_VAL);
    assert_true(isnan(numeric_log(-1.0)) && isnan(numeric_log((double)NAN)));
}

static void test_exp(void **state)
{
    (void)state;
    double worst = 0.0;
    for (uint64_t i = 0; i < POINTS; i++) {
        double wide = -708.0 + 1417.0 * fraction(i), near = fraction(i) - 0.5;
        worst = fmax(worst, relative(numeric_exp(wide), expl((long double)wide)));
        worst = fmax(worst, relative(numeric_exp(near), expl((long double)near)));
    }
    assert_close(worst, 0.0, DBL_EPSILON);
    assert_true(numeric_exp(0.0) == 1.0);
    assert_true(numeric_exp(709.78) < HUGE_VAL && numeric_exp(709.79) == HUGE_VAL && numeric_exp(HUGE_VAL) == HUGE_VAL);
    assert_true(numeric_exp(-745.1) > 0.0 && numeric_exp(-746.0) == 0.0 && numeric_exp(-HUGE_VAL) == 0.0);
    assert_close(numeric_exp(-740.0) / exp(-740.0), 1.0, 1e-1);
    assert_true(isnan(numeric_exp((double)NAN)));
}

static void test_expm1_and_log1p(void **state)
{
    (void)state;
    double worst = 0.0;
    for (uint64_t i = 0; i < POINTS; i++) {
        double tiny = ldexp(fraction(i) - 0.5, -(int)(i % 60)), x = 80.0 * (fraction(i) - 0.5);
        worst = fmax(worst, relative(numeric_expm1(tiny), expm1l((long double)tiny)));
        worst = fmax(worst, relative(numeric_expm1(x), expm1l((long double)x)));
        worst = fmax(worst, relative(numeric_log1p(tiny), log1pl((long double)tiny)));
        worst = fmax(worst, relative(numeric_log1p(fabs(x)), log1pl((long double)fabs(x))));
    }
    assert_close(worst, 0.0, 2.0 * DBL_EPSILON);
    assert_true(numeric_expm1(-800.0) == -1.0 && numeric_expm1(720.0) == HUGE_VAL);
    assert_true(numeric_log1p(-1.0) == -HUGE_VAL && isnan(numeric_log1p(-1.5)));
}

static void test_exponential_inverse(void **state)
{
    (void)state;
    double worst = 0.0;
    for (uint64_t i = 0; i < POINTS; i++) { /* off the grid, tiny, and near 1 */
        double u = ldexp(fraction(i), -(int)(i % 60)), high = 1.0 - ldexp(1.0, -1 - (int)(i % 53));
        worst = fmax(worst, relative(numeric_exponential_inverse(u), -log1pl(-(long double)u)));
        worst = fmax(worst, relative(numeric_exponential_inverse(high), -log1pl(-(long double)high)));
    }
    assert_close(worst, 0.0, 2.0 * DBL_EPSILON);
    assert_close(worst, 0.0, 1e-14);
}

static void test_power(void **state)
{
    (void)state;
    double worst = 0.0;
    for (uint64_t i = 0; i < POINTS; i++) {
        double x = 20.0 * fraction(i), y = 8.0 * (fraction(3 * i) - 0.5);
        worst = fmax(worst, relative(numeric_power(x, y), powl((long double)x, (long double)y)));
    }
    assert_close(worst, 0.0, 1e-14);
    assert_true(numeric_power(0.0, 2.5) == 0.0);
}

static void test_normal_cdf(void **state)
{
    (void)state;
    double worst = 0.0, worst_near = 0.0;
    for (uint64_t i = 0; i < POINTS; i++) {
        double z = -37.0 + 45.0 * fraction(i), near = 10.0 * fraction(i) - 5.0;
        long double root = sqrtl(2.0L);
        worst = fmax(worst, relative(numeric_normal_cdf(z), erfcl(-(long double)z / root) / 2.0L));
        worst_near = fmax(worst_near, relative(numeric_normal_cdf(near), erfcl(-(long double)near / root) / 2.0L));
    }
    assert_close(worst, 0.0, 1e-13);
    assert_close(worst_near, 0.0, 2e-15);
    assert_true(numeric_normal_cdf(0.0) == 0.5 && numeric_normal_cdf(9.0) == 1.0 && numeric_normal_cdf(-60.0) < 1e-320);
}

static void test_normal_inverse(void **state)
{
    (void)state;
    /* mpmath, 30 digits */
    const double power[] = {10, 20, 33, 53, 80, 110};
    const double z[] = {-3.0972690781987844624, -4.763001034267813957,  -6.3379577545537892525,
                        -8.2095361516013868556, -10.217569935312588767, -12.068957155129600282};
    for (size_t i = 0; i < sizeof z / sizeof *z; i++)
        assert_close(numeric_normal_inverse(ldexp(1.0, -(int)power[i])) / z[i], 1.0, 2e-15);
    assert_close(numeric_normal_inverse(0.3), -0.52440051270804078404, 1e-15);
    assert_close(numeric_normal_inverse(0.01), -2.3263478740408411009, 4e-15);
    assert_true(numeric_normal_inverse(0.5) == 0.0);
    double worst = 0.0, last = -HUGE_VAL;
    for (int i = 0; i < POINTS; i++) { /* forward in 80 bits: dz = (Phi(z) - u)/phi(z) */
        double u = (i + 0.5) / POINTS;
        long double x = (long double)numeric_normal_inverse(u);
        long double forward = u < 0.5 ? erfcl(-x / sqrtl(2.0L)) / 2.0L - (long double)u
                                      : (1.0L - (long double)u) - erfcl(x / sqrtl(2.0L)) / 2.0L;
        long double error = forward / (expl(-x * x / 2.0L) / sqrtl(2.0L * acosl(-1.0L)));
        worst = fmax(worst, (double)fabsl(error / x));
        assert_true((double)x >= last);
        last = (double)x;
    }
    assert_close(worst, 0.0, 2e-15);
    /* The halves mirror each other exactly. */
    for (int i = 1; i < 4096; i++)
        assert_true(numeric_normal_inverse(i / 8192.0) == -numeric_normal_inverse(1.0 - i / 8192.0));
}

static void test_lgamma(void **state)
{
    (void)state;
    double worst = 0.0;
    for (int i = 0; i < 4000; i++) {
        double x = ldexp(1.0 + fraction((uint64_t)i), i % 50 - 20);
        double exact = (double)lgammal((long double)x);
        worst = fmax(worst, fabs(numeric_lgamma(x) - exact) / fmax(1.0, fabs(exact)));
    }
    assert_close(worst, 0.0, 1e-14);
}

static void check_tails(struct numeric_tails tails, double lower, double upper, double tolerance)
{
    assert_close(tails.lower / lower, 1.0, tolerance);
    assert_close(tails.upper / upper, 1.0, tolerance);
}

static void test_gamma_tails(void **state) /* mpmath.gammainc, 40 digits */
{
    (void)state;
    check_tails(numeric_gamma_tails(0.1, 0.5), 0.9414024458901334, 0.058597554109866466, 1e-13);
    check_tails(numeric_gamma_tails(0.5, 2), 0.9544997361036415, 0.045500263896358414401, 2e-14);
    check_tails(numeric_gamma_tails(3, 0.2), 0.0011484812448621328, 0.9988515187551379, 2e-14);
    check_tails(numeric_gamma_tails(30, 55), 0.9999114521695294, 8.8547830470678410636e-05, 5e-14);
    check_tails(numeric_gamma_tails(30, 12), 8.8701387991446941239e-6, 0.9999911298612009, 5e-14);
    check_tails(numeric_gamma_tails(1000, 1100), 0.9989406767460701, 0.0010593232539299773489, 1e-13);
}

static void test_beta_tails(void **state) /* mpmath.betainc, 40 digits */
{
    (void)state;
    check_tails(numeric_beta_tails(0.5, 0.5, 0.1, 0.9), 0.2048327646991335, 0.7951672353008662, 2e-14);
    check_tails(numeric_beta_tails(2, 3, 0.4, 0.6), 0.5248, 0.4752, 2e-14);
    check_tails(numeric_beta_tails(20, 300, 0.1, 0.9), 0.99283451019064131663, 0.0071654898093586833747, 1e-13);
    check_tails(numeric_beta_tails(0.1, 5, 1e-8, 1 - 1e-8), 0.19388592687819992, 1 - 0.19388592687819992, 2e-14);
    check_tails(numeric_beta_tails(400, 500, 0.5, 0.5), 0.99957858270971898705, 0.00042141729028101294583, 1e-13);
}

/* Where series hand over to panels, both must agree: P(a + 1, x) = P(a, x) - x^a e^-x / Gamma(a + 1), and the slope of
 * a is a times that term. */
static void test_large_shapes_by_recurrence(void **state)
{
    (void)state;
    for (double shape = 29999.2; shape < 30002.0; shape += 0.5) {
        for (double z = -3.0; z <= 3.0; z += 1.5) {
            double x = shape + z * sqrt(shape);
            struct numeric_tails at = numeric_gamma_tails(shape, x), next = numeric_gamma_tails(shape + 1.0, x);
            assert_close(next.lower, at.lower - at.slope / shape, 1e-13);
        }
    }
    /* I_1/2(a, a) = 1/2; Poisson and binomial symmetry otherwise. */
    assert_close(numeric_beta_tails(1e5, 1e5, 0.5, 0.5).lower, 0.5, 1e-12);
}

static void test_normal_between(void **state)
{
    (void)state;
    struct numeric_tails far = numeric_normal_between(50.0, 51.0, 50.02); /* 1 - exp(-1) roughly: exponential tail */
    assert_close(far.lower + far.upper, 1.0, 1e-13);
    assert_close(far.lower, 0.63212055882855767 - 2e-4, 5e-4);
    struct numeric_tails narrow = numeric_normal_between(5.0, 5.0 + 1e-6, 5.0 + 2.5e-7);
    assert_close(narrow.lower, 0.25 + 0.5 * 5e-6 * 0.25 * 0.75, 1e-9);
    struct numeric_tails mirrored = numeric_normal_between(-51.0, -50.0, -50.02);
    assert_close(mirrored.upper, far.lower, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log),         cmocka_unit_test(test_exp),
        cmocka_unit_test(test_power),       cmocka_unit_test(test_expm1_and_log1p),
        cmocka_unit_test(test_normal_cdf),  cmocka_unit_test(test_exponential_inverse),
        cmocka_unit_test(test_lgamma),      cmocka_unit_test(test_normal_inverse),
        cmocka_unit_test(test_gamma_tails), cmocka_unit_test(test_large_shapes_by_recurrence),
        cmocka_unit_test(test_beta_tails),  cmocka_unit_test(test_normal_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
