/* Curves, the prepared form of distributions: error, order, steps, and the same bits everywhere. */
#include "tests/sim/forward_cases.h"
#include "tests/sim/read_distribution.h"

enum { STRATA = 1 << 20 };

/* 2^20 strata through the curve: Kolmogorov-Smirnov distance to GSL's forward CDF, mean, variance. */
static void test_curves_by_strata(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORWARD_CASES; i++) {
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

/* Shapes so small that most of a beta is at its ends and most of a gamma at 0: every value is a number, and moments
 * hold.
 */
static void test_small_shapes(void **state)
{
    static const double shapes[] = {0.1, 0.03, 0.01, 0.003, 0.001};
    (void)state;
    for (size_t i = 0; i < 2 * sizeof shapes / sizeof *shapes; i++) {
        double shape_here = shapes[i / 2], largest = i % 2 ? 1e6 : HUGE_VAL, mean = 0, square = 0;
        struct distribution d =
            i % 2 ? reading("beta", arena_text(arena, "alpha %g beta %g min 0 max 1e6", shape_here, shape_here))
                  : reading("gamma", arena_text(arena, "shape %g scale 1", shape_here));
        struct curve curve = distribution_prepare(arena, &d);
        for (size_t k = 0; k < STRATA; k++) {
            double x = curve_at(&curve, ((double)k + 0.5) / STRATA);
            if (!(x >= -1e-300 && x <= largest))
                fail_msg("shape %g: %.17g at %zu", shape_here, x, k);
            mean += x / STRATA;
            square += x * x / STRATA;
        }
        double square_of = i % 2 ? 0.25e12 * (1 + 1 / (2 * shape_here + 1)) : shape_here * (1 + shape_here);
        assert_close(mean / distribution_mean(&d), 1, 1e-3);
        assert_close(square / square_of, 1, 1e-2);
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

/* --- steps ---------------------------------------------------------------------------------------------------- */

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_curves_by_strata),
        cmocka_unit_test(test_table_error),
        cmocka_unit_test(test_small_shapes),
        cmocka_unit_test(test_table_is_monotone),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_many_steps_are_searched),
        cmocka_unit_test(test_bits),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
