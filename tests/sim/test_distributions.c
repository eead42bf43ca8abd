/* Distributions against GSL's forward CDFs, scipy's quantiles and closed forms. */
#include "tests/sim/forward_cases.h"
#include "tests/sim/read_distribution.h"

static void test_quantile_and_below(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORWARD_CASES; i++) {
        const struct forward_case *c = &forward_cases[i];
        struct distribution d = reading(c->kind, c->text);
        shape = c->shape;
        assert_close(distribution_mean(&d) / c->mean, 1.0, 1e-9);
        for (int k = 1; k < 200; k++) {
            double u = k < 100 ? k / 100.0 : ldexp(1.0, -(k - 99) % 30 - 1), x = distribution_quantile(&d, u);
            assert_close(c->forward(x), u, 1e-9);
            assert_close(d.kind->below(&d, x), u, 1e-12);
        }
    }
}

/* --- against scipy --------------------------------------------------------------------------------------------------
 */

enum { LEVELS = 6 };

static void test_scipy_quantiles(void **state) /* scipy.stats.truncnorm, scipy.stats.beta */
{
    (void)state;
    static const double u[LEVELS] = {1e-9, 0.01, 0.25, 0.5, 0.9, 0.999};
    static const struct {
        const char *kind, *text;
        double x[LEVELS], mean;
    } cases[] = {
        {"truncated_normal",
         "mean 100 sd 20 min 70 max 150",
         {70.00000014314396, 71.36071586477817, 89.4286632199643, 101.5204181623629, 125.75597903248371,
          149.0062151658064},
         102.41620998563198},
        {"truncated_normal",
         "mean 0 sd 1 min 5 max 6",
         {5.000000000192144, 5.001930735668297, 5.054964580371362, 5.131371763283919, 5.421484350937918,
          5.958572650387237},
         5.183147090477182},
        {"truncated_normal",
         "mean 2 sd 0.5 min -1 max 1.5",
         {-0.9878698145170546, 0.5247746613628352, 1.1226996406341327, 1.2951956470229649, 1.466065333133626,
          1.4996720526813931},
         1.2374323763255974},
        {"pert",
         "min 1 mode 2 max 5",
         {1.000040000400007, 1.1307284488024116, 1.7750544382158846, 2.25524068182279, 3.335561498478116,
          4.511944681554086},
         7.0 / 3.0},
        {"pert",
         "min 0 mode 0 max 10",
         {2.0000000008e-09, 0.020080483385741997, 0.5591248870509802, 1.2944943670387585, 3.6904265551980675,
          7.488113568490419},
         5.0 / 3.0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct distribution d = reading(cases[i].kind, cases[i].text);
        struct curve curve = distribution_prepare(arena, &d);
        assert_close(distribution_mean(&d), cases[i].mean, 1e-11 * cases[i].mean);
        for (size_t k = 0; k < LEVELS; k++) {
            assert_close(distribution_quantile(&d, u[k]), cases[i].x[k], 1e-11 * fabs(cases[i].x[k]));
            assert_close(curve_at(&curve, u[k]), cases[i].x[k], 1e-9 * fmax(1.0, fabs(cases[i].x[k])));
        }
    }
}

static void test_quantiles_as_pchip(void **state) /* scipy.interpolate.PchipInterpolator, linear outside */
{
    (void)state;
    static const double u[] = {0.001, 0.03, 0.1, 0.2, 0.3, 0.6, 0.93, 0.97, 0.9999};
    static const double skewed[] = {0.9455555555555556, 0.9777777777777777, 1.098890135927173,
                                    1.5286195286195288, 2.2052625015587974, 5.192916822546452,
                                    11.536126699089664, 12.466666666666667, 13.164333333333335};
    static const double flat[] = {0.0140194,
                                  0.4218,
                                  1.0,
                                  1.0,
                                  1.1226041055718476,
                                  4.467896779249671,
                                  10.339863793103449,
                                  10.735084482758621,
                                  10.999149906839657};
    struct distribution a = reading("quantiles", "p50 4 p5 1 p95 12");
    struct distribution b = reading("quantiles", "p0 0 p10 1 p25 1 p50 3 p90 10 p100 11");
    struct curve curve_a = distribution_prepare(arena, &a), curve_b = distribution_prepare(arena, &b);
    for (size_t k = 0; k < sizeof u / sizeof *u; k++) {
        assert_close(distribution_quantile(&a, u[k]), skewed[k], 1e-13 * 12);
        assert_close(distribution_quantile(&b, u[k]), flat[k], 1e-13 * 12);
        assert_close(curve_at(&curve_a, u[k]), skewed[k], 1e-13 * 12);
        assert_close(curve_at(&curve_b, u[k]), flat[k], 1e-13 * 12);
    }
    assert_close(distribution_mean(&a), 5.027777777777778, 1e-13);
    assert_close(distribution_mean(&b), 4.290451469646409, 1e-13);
}

static void test_triangular(void **state) /* closed forms: Evans, Hastings & Peacock */
{
    (void)state;
    struct distribution d = reading("triangular", "min 2 mode 4 max 10");
    struct curve curve = distribution_prepare(arena, &d);
    assert_close(distribution_mean(&d), 16.0 / 3.0, 1e-15);
    assert_close(curve_at(&curve, 0.25), 4.0, 1e-15);
    assert_close(curve_at(&curve, 0.0625), 3.0, 1e-15);
    assert_close(curve_at(&curve, 0.8125), 7.0, 1e-15);
    struct distribution edge = reading("triangular", "min 2 mode 2 max 3");
    curve = distribution_prepare(arena, &edge);
    for (int k = 1; k < 100; k++) {
        assert_close(d.kind->below(&d, distribution_quantile(&d, k / 100.0)), k / 100.0, 1e-14);
        assert_close(curve_at(&curve, k / 100.0), 3.0 - sqrt(1.0 - k / 100.0), 1e-14);
    }
}

static void test_percentiles(void **state)
{
    (void)state;
    struct distribution d = reading("lognormal", "p95 9e9 p5 6e9");
    assert_close(distribution_quantile(&d, 0.05), 6e9, 1e-4);
    assert_close(distribution_quantile(&d, 0.95), 9e9, 1e-4);
    struct distribution same = distribution_lognormal_percentiles(6e9, 9e9);
    assert_true(same.kind == d.kind && same.parameter[0] == d.parameter[0] && same.parameter[1] == d.parameter[1]);
    d = reading("normal", "p2.5 -1 p50 4");
    assert_close(distribution_mean(&d), 4.0, 1e-14);
    assert_close(d.parameter[1], 5.0 / 1.9599639845400545, 1e-14); /* z(97.5%) */
    d = reading("lognormal", "mean 100 sd 50");
    assert_close(distribution_mean(&d), 100.0, 1e-12);
    assert_close(d.parameter[1] * d.parameter[1], 0.22314355131420976, 1e-15); /* ln 1.25 */
    const struct distribution_key *pattern = reading("quantiles", "p1 1 p2 2 p3 3").kind->keys;
    assert_true(distribution_key_matches(pattern, "p2.5") && distribution_key_matches(pattern, "p100"));
    assert_false(distribution_key_matches(pattern, "p101") || distribution_key_matches(pattern, "p") ||
                 distribution_key_matches(pattern, "p5x") || distribution_key_matches(pattern, "5"));
}

static void test_shorthands(void **state)
{
    (void)state;
    double value;
    struct distribution point = distribution_point(7), flat = distribution_uniform(3, 3),
                        wide = distribution_uniform(3, 4);
    struct distribution late = distribution_shifted_exponential(2.5, 2), open = distribution_pareto(15e9, 3);
    assert_true(distribution_is_point(&point, &value) && value == 7);
    assert_true(distribution_is_point(&flat, &value) && value == 3);
    assert_false(distribution_is_point(&wide, &value) || distribution_is_point(&open, &value));
    assert_close(distribution_mean(&late), 4.5, 0);
    struct curve curve = distribution_prepare(arena, &late);
    assert_close(curve_at(&curve, 1 - 0.36787944117144233), 4.5, 1e-14); /* 1 - 1/e */
    assert_close(distribution_mean(&open), 22.5e9, 1e-4);
    struct distribution hump = distribution_pert(1, 2, 5);
    assert_close(distribution_mean(&hump), 7.0 / 3.0, 1e-15);
    assert_null(distribution_caution(&open));
    open = distribution_pareto(1, 2);
    assert_string_equal(distribution_caution(&open),
                        "a tail index of 2 or less has no variance: intervals of the mean can't be trusted");
    open = distribution_pareto(1, 1);
    assert_non_null(strstr(distribution_caution(&open), "no mean"));
    assert_true(distribution_mean(&open) == HUGE_VAL);
}

/* --- faults ---------------------------------------------------------------------------------------------------------
 */

static void test_faults(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"point", "", "needs value; value is missing"},
        {"uniform", "min 1", "needs min and max; max is missing"},
        {"uniform", "min 2 max 1", "min must not be above max"},
        {"uniform", "min 2 max inf", "max must be one finite number"},
        {"triangular", "min 1 mode 0 max 2", "mode must lie between min and max"},
        {"pert", "min 3 mode 3 max 3", "min must be below max"},
        {"normal", "mean 3 sd 0", "sd must be above 0"},
        {"normal", "mean 3", "needs mean and sd, or two percentiles such as p5 and p95"},
        {"normal", "mean 3 sd 1 p5 1", "needs mean and sd, or two percentiles such as p5 and p95"},
        {"normal", "p5 3 p95 2", "a higher percentile must not have a lower value"},
        {"normal", "p0 3 p95 4", "p0 and p100 of a normal or lognormal are not finite; give p1 to p99"},
        {"lognormal", "p5 -3 p95 2", "a lognormal is above 0, so its percentiles must be above 0"},
        {"lognormal", "median 2", "needs mean and sd, or two percentiles such as p5 and p95, or median and sigma"},
        {"lognormal", "p5 2 p95 2", "the two percentiles must have different values"},
        {"lognormal", "p5 2 p5.0 3", "one percentile is given twice"},
        {"truncated_normal", "mean 0 sd 1 min 2 max 1", "min must be below max"},
        {"truncated_normal", "mean 0 sd 1 min 2", "needs mean, sd, min and max; max is missing"},
        {"beta", "alpha 0 beta 1", "alpha and beta must be above 0"},
        {"beta", "alpha 1 beta 1 min 2", "needs min and max; max is missing"},
        {"beta", "alpha 1 beta 0.0009", "alpha and beta must be at least 0.001"},
        {"gamma", "shape 1 scale -1", "shape and scale must be above 0"},
        {"gamma", "shape 0.0009 scale 1", "shape must be at least 0.001"},
        {"weibull", "shape 0 scale 1", "shape and scale must be above 0"},
        {"exponential", "mean 0", "mean must be above 0"},
        {"pareto", "min 0 tail_index 3", "min and tail_index must be above 0"},
        {"quantiles", "p5 1 p95 2", "needs three percentiles or more, such as p5, p50 and p95"},
        {"discrete", "values 1 probabilities 1", "needs two lists, values and probabilities"},
        {"empirical", "", "needs file and column"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct distribution d;
        const char *fault;
        assert_false(try_read(cases[i][0], cases[i][1], &d, &fault));
        assert_string_equal(fault, cases[i][2]);
    }
    const double values[] = {1, 2}, wrong[] = {0.5, 0.6};
    const struct distribution_argument given[] = {{.key = "values", .count = 2, .numbers = values},
                                                  {.key = "probabilities", .count = 2, .numbers = wrong}};
    struct distribution d;
    const char *fault;
    assert_false(distribution_kind_named("discrete")->read(arena, given, 2, &d, &fault));
    assert_string_equal(fault, "the probabilities sum to 110%, not 100%");
    assert_null(distribution_kind_named("cauchy"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantile_and_below),
        cmocka_unit_test(test_scipy_quantiles),
        cmocka_unit_test(test_quantiles_as_pchip),
        cmocka_unit_test(test_triangular),
        cmocka_unit_test(test_percentiles),
        cmocka_unit_test(test_shorthands),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
