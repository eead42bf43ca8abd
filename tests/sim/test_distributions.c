/* Distributions and their curves against GSL's forward CDFs, scipy's quantiles and closed forms. */
#include "sim/curve_kernel.h"
#include "sim/distribution.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <stdio.h>

enum { STRATA = 1 << 20, MOST_GIVEN = 8 };

static struct arena *arena;

/* "min 1 max 5" */
static bool try_read(const char *kind, const char *text, struct distribution *d, const char **fault)
{
    static char keys[MOST_GIVEN][24];
    struct distribution_argument given[MOST_GIVEN] = {{0}};
    size_t count = 0;
    int used;
    while (sscanf(text, " %23s %lf%n", keys[count], &given[count].number, &used) == 2) {
        given[count].key = keys[count];
        text += used;
        count++;
    }
    *fault = NULL;
    return distribution_kind_named(kind)->read(arena, given, count, d, fault);
}

static struct distribution reading(const char *kind, const char *text)
{
    struct distribution d;
    const char *fault;
    if (!try_read(kind, text, &d, &fault))
        fail_msg("%s %s: %s", kind, text, fault);
    return d;
}

static double curve_at(const struct curve *curve, double u)
{
    double x = 0.0;
    curve_column(curve, &u, &x, 1);
    return x;
}

/* --- against forward CDFs -------------------------------------------------------------------------------------------
 */

static const double *shape; /* of the case under test; GSL's functions take no context */

static double gsl_gamma(double x)
{
    return gsl_cdf_gamma_P(x, shape[0], shape[1]);
}

static double gsl_beta(double x)
{
    return gsl_cdf_beta_P(x, shape[0], shape[1]);
}

static double gsl_normal(double x)
{
    return gsl_cdf_gaussian_P(x - shape[0], shape[1]);
}

static double gsl_lognormal(double x)
{
    return gsl_cdf_lognormal_P(x, shape[0], shape[1]);
}

static double gsl_weibull(double x)
{
    return gsl_cdf_weibull_P(x, shape[1], shape[0]);
}

static double gsl_exponential(double x)
{
    return gsl_cdf_exponential_P(x, shape[0]);
}

static double gsl_pareto(double x)
{
    return gsl_cdf_pareto_P(x, shape[1], shape[0]);
}

static double gsl_flat(double x)
{
    return gsl_cdf_flat_P(x, shape[0], shape[1]);
}

static const struct forward_case {
    const char *kind, *text;
    double shape[2];
    double (*forward)(double x);
    double mean, variance; /* closed forms */
    bool heavy;            /* the sample variance of 2^20 points misses the tail */
} forward_cases[] = {
    {"uniform", "min -3 max 5", {-3, 5}, gsl_flat, 1, 64.0 / 12, false},
    {"normal", "mean 10 sd 3", {10, 3}, gsl_normal, 10, 9, false},
    {"lognormal",
     "median 2 sigma 0.5",
     {0.6931471805599453, 0.5},
     gsl_lognormal,
     2.2662969061336526,
     1.45878341604954665,
     false},
    {"exponential", "mean 2", {2, 0}, gsl_exponential, 2, 4, false},
    {"weibull", "shape 1.5 scale 3", {1.5, 3}, gsl_weibull, 2.70823587885280083, 3.38121256332538802, false},
    {"weibull", "shape 0.7 scale 3", {0.7, 3}, gsl_weibull, 3.79747051817185006, 30.8415199828783864, true},
    {"pareto", "min 15 tail_index 3", {15, 3}, gsl_pareto, 22.5, 168.75, true},
    {"gamma", "shape 0.1 scale 2", {0.1, 2}, gsl_gamma, 0.2, 0.4, false},
    {"gamma", "shape 0.5 scale 2", {0.5, 2}, gsl_gamma, 1, 2, false},
    {"gamma", "shape 4.2 scale 1.5", {4.2, 1.5}, gsl_gamma, 6.3, 9.45, false},
    {"gamma", "shape 300 scale 0.1", {300, 0.1}, gsl_gamma, 30, 3, false},
    {"beta", "alpha 0.1 beta 5", {0.1, 5}, gsl_beta, 0.1 / 5.1, 0.1 * 5 / (5.1 * 5.1 * 6.1), false},
    {"beta", "alpha 0.5 beta 0.5", {0.5, 0.5}, gsl_beta, 0.5, 0.125, false},
    {"beta", "alpha 2 beta 3", {2, 3}, gsl_beta, 0.4, 0.04, false},
    {"beta", "alpha 20 beta 300", {20, 300}, gsl_beta, 0.0625, 20.0 * 300 / (320.0 * 320 * 321), false},
};

static void test_quantile_and_below(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forward_cases / sizeof *forward_cases; i++) {
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

/* 2^20 strata through the curve: Kolmogorov-Smirnov distance to GSL's forward CDF, mean, variance. */
static void test_curves_by_strata(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forward_cases / sizeof *forward_cases; i++) {
        const struct forward_case *c = &forward_cases[i];
        struct distribution d = reading(c->kind, c->text);
        struct curve curve = distribution_prepare(arena, &d);
        double u[LANES], x[LANES], mean = 0.0, square = 0.0, distance = 0.0, last = -HUGE_VAL;
        shape = c->shape;
        for (size_t first = 0; first < STRATA; first += LANES) {
            for (size_t k = 0; k < LANES; k++)
                u[k] = ((double)(first + k) + 0.5) / STRATA;
            curve_column(&curve, u, x, LANES);
            for (size_t k = 0; k < LANES; k++) {
                mean += x[k];
                square += (x[k] - c->mean) * (x[k] - c->mean);
                if ((first / LANES + k) % 16 == 0)
                    distance = fmax(distance, fabs(c->forward(x[k]) - u[k]));
                if (x[k] < last)
                    fail_msg("%s %s falls at u = %.17g", c->kind, c->text, u[k]);
                last = x[k];
            }
        }
        assert_close(distance, 0.0, 1e-9);
        assert_close(mean / STRATA / c->mean, 1.0, c->heavy ? 2e-4 : 1e-5);
        assert_close(square / STRATA / c->variance, 1.0, c->heavy ? 0.1 : 2e-3);
    }
}

/* --- tables ---------------------------------------------------------------------------------------------------------
 */

static const char *const tabulated[][2] = {
    {"gamma", "shape 0.1 scale 1"},
    {"gamma", "shape 0.5 scale 1"},
    {"gamma", "shape 7 scale 100"},
    {"gamma", "shape 5000 scale 1"},
    {"beta", "alpha 0.1 beta 0.1"},
    {"beta", "alpha 0.5 beta 0.1"},
    {"beta", "alpha 2 beta 3 min -5 max 20"},
    {"beta", "alpha 1 beta 1"},
    {"pert", "min 1e9 mode 1e9 max 1000000010"},
    {"pert", "min 0 mode 4 max 5"},
    {"truncated_normal", "mean 0 sd 1 min -1 max 2"},
    {"truncated_normal", "mean 0 sd 1 min 5 max 5.0001"},
    {"truncated_normal", "mean 0 sd 1 min -60 max -50"},
    {"truncated_normal", "mean 0 sd 1 min -40 max 40"},
    {"truncated_normal", "mean 0 sd 1 min -10 max 0.001"},
};

enum { TABULATED = sizeof tabulated / sizeof *tabulated };

static void test_table_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < TABULATED; i++) {
        struct distribution d = reading(tabulated[i][0], tabulated[i][1]);
        struct curve curve = distribution_prepare(arena, &d);
        assert_int_equal(curve.family, CURVE_TABLE);
        double spread = distribution_quantile(&d, 0.75) - distribution_quantile(&d, 0.25);
        for (int k = 0; k < 1500; k++) { /* both tails down to 2^-53, and the middle */
            double w = ldexp(1.0 + (k * 7919 % 1000) / 1000.0, -2 - k % 51), u = k % 3 ? w : 1.0 - w;
            if (k % 7 == 0)
                u = (k + 0.5) / 1500.0;
            double exact = distribution_quantile(&d, u), x = curve_at(&curve, u);
            if (!(fabs(x - exact) <= 1e-9 * fmax(fabs(exact), spread) && isfinite(x)))
                fail_msg("%s %s: %.17g, not %.17g, at %.17g", tabulated[i][0], tabulated[i][1], x, exact, u);
        }
        assert_true(isfinite(curve_at(&curve, 0x1p-53)) && isfinite(curve_at(&curve, 1.0 - 0x1p-53)));
        assert_true(isfinite(curve_at(&curve, 0.5)));
    }
}

/* Where segments meet, a table does not fall by more than rounding. */
static void test_table_is_monotone(void **state)
{
    (void)state;
    for (size_t i = 0; i < TABULATED; i++) {
        struct distribution d = reading(tabulated[i][0], tabulated[i][1]);
        struct curve curve = distribution_prepare(arena, &d);
        for (int octave = 1; octave < 52; octave++) {
            for (int k = 0; k < 1 << curve.count; k++) {
                double w = ldexp(1.0 + ldexp(k, -(int)curve.count), -octave - 1);
                double before = curve_at(&curve, nextafter(w, 0)), at = curve_at(&curve, w);
                double above = curve_at(&curve, 1.0 - w), after = curve_at(&curve, nextafter(1.0 - w, 1));
                double after2 = curve_at(&curve, nextafter(1.0 - w, 0));
                double slack = 4.0 * 2.3e-16 * (fabs(curve.a) + fabs(curve.b) + fabs(above)) + 1e-300;
                if (before > at + slack || above > after + slack || after2 > above + slack)
                    fail_msg("%s %s falls near %.17g", tabulated[i][0], tabulated[i][1], w);
            }
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

/* --- steps, triangle, percentiles -----------------------------------------------------------------------------------
 */

static struct distribution listed(const char *kind, const double *values, const double *probabilities, size_t count)
{
    const struct distribution_argument given[] = {{.key = "values", .count = count, .numbers = values},
                                                  {.key = "probabilities", .count = count, .numbers = probabilities}};
    struct distribution d;
    const char *fault = NULL;
    if (!distribution_kind_named(kind)->read(arena, given, probabilities ? 2 : 1, &d, &fault))
        fail_msg("%s: %s", kind, fault);
    return d;
}

static void test_steps(void **state) /* Q(u) is the smallest value with F >= u */
{
    (void)state;
    struct distribution d =
        listed("discrete", (const double[]){7, 3, 5, 3, 9}, (const double[]){.25, .25, .25, .25, 0}, 5);
    struct curve curve = distribution_prepare(arena, &d);
    const double u[] = {0x1p-53, 0.25, 0.5, 0.5 + 1e-12, 0.75, 0.76, 1 - 0x1p-53}, x[] = {3, 3, 3, 5, 5, 7, 7};
    for (size_t k = 0; k < sizeof u / sizeof *u; k++) {
        assert_true(curve_at(&curve, u[k]) == x[k]);
        assert_true(distribution_quantile(&d, u[k]) == x[k]);
    }
    assert_close(distribution_mean(&d), 4.5, 1e-15);
    assert_close(d.kind->below(&d, 5), 0.75, 0);

    double numbers[1000];
    for (int i = 0; i < 1000; i++)
        numbers[i] = (i * 617) % 1000;
    struct distribution sample = listed("empirical", numbers, NULL, 1000);
    struct curve steps = distribution_prepare(arena, &sample);
    assert_close(distribution_mean(&sample), 499.5, 1e-10);
    for (int i = 0; i < 4000; i++) {
        double at = (i + 0.5) / 4000;
        assert_true(curve_at(&steps, at) == floor(at * 1000) && distribution_quantile(&sample, at) == floor(at * 1000));
    }
    assert_true(curve_at(&steps, 0.5) == 499 && curve_at(&steps, 1 - 0x1p-53) == 999);
}

static void test_many_steps_are_searched(void **state) /* more than are counted one by one */
{
    (void)state;
    double values[97], probabilities[97];
    for (int i = 0; i < 97; i++) {
        values[i] = i;
        probabilities[i] = 1.0 / 97;
    }
    struct distribution d = listed("discrete", values, probabilities, 97);
    struct curve curve = distribution_prepare(arena, &d);
    for (int i = 0; i < 97 * 8; i++)
        assert_true(curve_at(&curve, (i + 0.5) / (97 * 8)) == i / 8);
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
        {"gamma", "shape 1 scale -1", "shape and scale must be above 0"},
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

/* --- the same bits --------------------------------------------------------------------------------------------------
 */

static uint64_t hash_of(const struct curve *curve)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a over the bytes, low byte first */
    double u[LANES], x[LANES];
    for (uint64_t block = 0; block < 64; block++) {
        for (uint64_t k = 0; k < LANES; k++) {
            uint64_t bits = (block * LANES + k + 1) * 0x9e3779b97f4a7c15u;
            u[k] = ((double)(bits >> 12) + 0.5) * 0x1p-52;
            if (k % 8 == 0) /* tails */
                u[k] = ldexp(u[k], -(int)(block % 50));
        }
        curve_column(curve, u, x, LANES);
        for (size_t k = 0; k < LANES; k++)
            for (unsigned byte = 0; byte < 64; byte += 8)
                hash = (hash ^ ((numeric_bits(x[k]) >> byte) & 0xff)) * 0x100000001b3u;
    }
    return hash;
}

static void test_bits(void **state) /* golden: any compiler, level and instruction set */
{
    (void)state;
    static const struct {
        const char *kind, *text;
        uint64_t hash;
    } cases[] = {
        {"uniform", "min 74000 max 105000", 0x555aa1ada1721234},
        {"exponential", "mean 2", 0xd4a9cfd777e803d1},
        {"weibull", "shape 1.5 scale 3", 0xa57d7f5ff707bfd6},
        {"pareto", "min 15e9 tail_index 3", 0xc245d74e98cea342},
        {"normal", "mean 10 sd 3", 0x1ddca8e0f4173407},
        {"lognormal", "p5 6e9 p95 9e9", 0x5de08306d3095ccc},
        {"triangular", "min 2 mode 4 max 10", 0xc6a0cd37ffe8ecd6},
        {"quantiles", "p5 1 p50 4 p95 12", 0x00cdb244cf80512b},
        {"pert", "min 1 mode 2 max 5", 0x385e0434347dcef9},
        {"gamma", "shape 0.5 scale 2", 0xfc416aeeb10348ec},
        {"truncated_normal", "mean 100 sd 20 min 70 max 150", 0x55418a411d84cc13},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct distribution d = reading(cases[i].kind, cases[i].text);
        struct curve curve = distribution_prepare(arena, &d);
        uint64_t hash = hash_of(&curve);
        if (hash != cases[i].hash)
            fail_msg("%s: 0x%016llx", cases[i].kind, (unsigned long long)hash);
    }
    double numbers[1000];
    for (int i = 0; i < 1000; i++)
        numbers[i] = sqrt(i);
    struct distribution sample = listed("empirical", numbers, NULL, 1000);
    struct curve steps = distribution_prepare(arena, &sample);
    assert_true(hash_of(&steps) == 0x8d808f72403c87d2);
}

static int open_arena(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    arena = arena_create();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantile_and_below),
        cmocka_unit_test(test_curves_by_strata),
        cmocka_unit_test(test_table_error),
        cmocka_unit_test(test_table_is_monotone),
        cmocka_unit_test(test_scipy_quantiles),
        cmocka_unit_test(test_quantiles_as_pchip),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_many_steps_are_searched),
        cmocka_unit_test(test_triangular),
        cmocka_unit_test(test_percentiles),
        cmocka_unit_test(test_shorthands),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_bits),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
