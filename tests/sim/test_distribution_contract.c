/* What every line of sim/distributions.def promises: the quantile function inverts P(X <= x), does not fall, is finite
 * at the ends of a 53-bit uniform, has the mean that is told, and is what the prepared curve draws. A distribution
 * without an example here fails. */
#include "tests/sim/read_distribution.h"

#include <string.h>

enum { LEVELS = 4096 };

static const double faces[] = {3, 1, 4, 1, 5}, weights[] = {0.1, 0.2, 0.3, 0.2, 0.2};

static const struct example {
    const char *kind, *text; /* NULL: of `faces`, with `weights` where `weighted` */
    bool weighted;
} examples[] = {
    {"point", "value 7", false},
    {"uniform", "min -3 max 5", false},
    {"triangular", "min 2 mode 4 max 10", false},
    {"pert", "min 1 mode 2 max 5", false},
    {"normal", "mean 10 sd 3", false},
    {"lognormal", "p5 6 p95 9", false},
    {"truncated_normal", "mean 100 sd 20 min 70 max 150", false},
    {"beta", "alpha 2 beta 3 min -5 max 20", false},
    {"gamma", "shape 0.5 scale 2", false},
    {"weibull", "shape 1.5 scale 3", false},
    {"exponential", "mean 2", false},
    {"pareto", "min 15 tail_index 3", false},
    {"discrete", NULL, true},
    {"empirical", NULL, false},
    {"quantiles", "p0 0 p10 1 p25 1 p50 3 p90 10 p100 11", false},
};

/* The example of a kind, read; its number in `examples` is past the end when there is none. */
static struct distribution example_of(const struct distribution_kind *kind)
{
    size_t i = 0;
    while (i < sizeof examples / sizeof *examples && strcmp(examples[i].kind, kind->name) != 0) {
        i++;
    }
    if (i == sizeof examples / sizeof *examples) {
        fail_msg("no example of the distribution %s in tests/sim/test_distribution_contract.c", kind->name);
    }
    return examples[i].text ? reading(kind->name, examples[i].text)
                            : listed(kind->name, faces, examples[i].weighted ? weights : NULL, 5);
}

static double spread_of(const struct distribution *d)
{
    return fmax(distribution_quantile(d, 0.99) - distribution_quantile(d, 0.01), 1e-9);
}

static void test_inverts_its_cdf(void **state)
{
    (void)state;
    for (size_t i = 0; distribution_kinds[i]; i++) {
        struct distribution d = example_of(distribution_kinds[i]);
        for (int k = 0; k < LEVELS && d.kind->below; k++) {
            double u = (k + 0.5) / LEVELS, x = distribution_quantile(&d, u);
            double at = d.kind->below(&d, x), before = d.kind->below(&d, x - 1e-9 * fmax(fabs(x), 1));
            /* The smallest value whose probability of not being exceeded reaches u. */
            if (!(at >= u - 1e-9 && before <= u + 1e-9)) {
                fail_msg("%s: P(X <= %.17g) is %.17g at u = %.17g, %.17g just below", d.kind->name, x, at, u, before);
            }
        }
    }
}

static void test_does_not_fall_and_ends_finite(void **state)
{
    (void)state;
    for (size_t i = 0; distribution_kinds[i]; i++) {
        struct distribution d = example_of(distribution_kinds[i]);
        struct curve curve = distribution_prepare(arena, &d);
        double last = distribution_quantile(&d, 0x1p-53), top = distribution_quantile(&d, 1 - 0x1p-53);
        assert_true(isfinite(last) && isfinite(top));
        assert_true(isfinite(curve_at(&curve, 0x1p-53)) && isfinite(curve_at(&curve, 1 - 0x1p-53)));
        for (int k = 0; k < LEVELS; k++) {
            double x = distribution_quantile(&d, (k + 0.5) / LEVELS);
            if (!(x >= last)) {
                fail_msg("%s falls from %.17g to %.17g at u = %.17g", d.kind->name, last, x, (k + 0.5) / LEVELS);
            }
            last = x;
        }
        assert_true(top >= last);
    }
}

static void test_curve_draws_it(void **state)
{
    (void)state;
    for (size_t i = 0; distribution_kinds[i]; i++) {
        struct distribution d = example_of(distribution_kinds[i]);
        struct curve curve = distribution_prepare(arena, &d);
        double sum = 0, spread = spread_of(&d);
        for (int k = 0; k < LEVELS; k++) {
            double u = (k + 0.5) / LEVELS, exact = distribution_quantile(&d, u), x = curve_at(&curve, u);
            if (!(fabs(x - exact) <= 1e-9 * fmax(fabs(exact), spread))) {
                fail_msg("%s draws %.17g, not %.17g, at u = %.17g", d.kind->name, x, exact, u);
            }
            sum += x;
        }
        assert_close(sum / LEVELS, distribution_mean(&d), 2e-3 * spread);
    }
}

static void test_says_what_it_is(void **state)
{
    (void)state;
    for (size_t i = 0; distribution_kinds[i]; i++) {
        const struct distribution_kind *kind = distribution_kinds[i];
        struct distribution d;
        const char *fault = NULL;
        assert_ptr_equal(distribution_kind_named(kind->name), kind);
        assert_true(kind->summary && *kind->summary);
        for (const struct distribution_key *key = kind->keys; key->name; key++) {
            assert_true(key->meaning && *key->meaning);
        }
        assert_false(kind->read(arena, NULL, 0, &d, &fault));
        assert_true(fault && strncmp(fault, "needs ", 6) == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inverts_its_cdf),
        cmocka_unit_test(test_does_not_fall_and_ends_finite),
        cmocka_unit_test(test_curve_draws_it),
        cmocka_unit_test(test_says_what_it_is),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
