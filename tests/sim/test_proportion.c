/* Proportions, ranks of quantiles and critical values, against published ones. */
#include "sim/critical.h"
#include "sim/proportion.h"
#include "sim/statistics.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_errno.h>

static void critical_values(void **state)
{
    (void)state;
    assert_close(critical_normal(0.95), 1.959963984540054, 1e-11);
    assert_close(critical_normal(0.99), 2.5758293035489004, 1e-11);
    assert_close(critical_t(0.95, 15), 2.131449545559323, 1e-11);
    assert_close(critical_t(0.95, 7), 2.3646242515927827, 1e-11);
    assert_close(critical_rounded(0.1), 0.1, 0.1 * 0x1p-40);
    assert_close(critical_rounded(critical_rounded(0.1)), critical_rounded(0.1), 0);
}

static void proportions_of_the_literature(void **state)
{
    (void)state;
    static const struct {
        double hits, paths, wilson[2], exact[2];
    } cases[] = {
        {81, 263, {0.255289, 0.36621}, {0.252737, 0.367622}},
        {15, 148, {0.062386, 0.160487}, {0.057844, 0.16165}},
        {0, 20, {0, 0.161125}, {0, 0.168433}},
        {1, 29, {0.006113, 0.171755}, {0.000873, 0.177644}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct proportion_bounds wilson = proportion_wilson(cases[i].hits, cases[i].paths, 0.95);
        struct proportion_bounds exact = proportion_clopper_pearson(cases[i].hits, cases[i].paths, 0.95);
        assert_close(wilson.low, cases[i].wilson[0], 6e-7);
        assert_close(wilson.high, cases[i].wilson[1], 6e-7);
        assert_close(exact.low, cases[i].exact[0], 6e-7);
        assert_close(exact.high, cases[i].exact[1], 6e-7);
        struct proportion_bounds misses =
            proportion_clopper_pearson(cases[i].paths - cases[i].hits, cases[i].paths, 0.95);
        assert_close(misses.low, 1 - exact.high, 1e-11);
        assert_close(misses.high, 1 - exact.low, 1e-11);
    }
}

/* The bounds hold the share, in order, for any hits, paths and level that doubles allow. */
static void bounds_are_in_order(void **state)
{
    (void)state;
    static const double levels[] = {1e-9, 1e-3, 0.5, 0.95, 0.999999};
    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++)
        for (double paths = 10; paths < 1e19; paths = floor(1.7 * paths)) {
            const double counts[] = {0, 0.5, 1, 4, 1e-9 * paths, floor(0.3 * paths), paths / 2, paths - 1, paths};
            for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
                double share = counts[i] / paths;
                struct proportion_bounds exact = proportion_clopper_pearson(counts[i], paths, levels[l]);
                struct proportion_bounds wilson = proportion_wilson(counts[i], paths, levels[l]);
                assert_true(0 <= exact.low && exact.low <= share * (1 + 1e-6) && share <= exact.high * (1 + 1e-6));
                assert_true(exact.low <= exact.high && exact.high <= 1);
                assert_true(0 <= wilson.low && wilson.low <= share * (1 + 1e-6) && share <= wilson.high * (1 + 1e-6));
                assert_true(wilson.low <= wilson.high && wilson.high <= 1);
            }
        }
}

/* Rare events among very many paths: the Poisson limit, from scipy.stats.chi2. */
static void rare_events_of_many_paths(void **state)
{
    (void)state;
    static const double low[] = {0, 0.025317807984289876, 0.24220927854396496, 0.6186721228956014, 1.0898653736263249},
                        high[] = {3.6888794541139354, 5.571643390938898, 7.22468766772396, 8.767273069742323,
                                  10.241588675403694};
    for (int hits = 0; hits < 5; hits++)
        for (double paths = 1e6; paths < 1e11; paths *= 10) {
            struct figure figure = figure_of_proportion(hits, paths, 0.95);
            assert_string_equal(figure.method, "clopper-pearson");
            assert_close(figure.ci_low * paths, low[hits], 100 / paths + 1e-8);
            assert_close(figure.ci_high * paths, high[hits], 100 / paths + 1e-8);
            assert_close(figure.std_error, sqrt(hits / paths * (1 - hits / paths) / paths), 1e-18);
        }
    struct figure none = figure_of_proportion(0, 1000, 0.95);
    assert_close(none.ci_high, 1 - pow(0.025, 1.0 / 1000), 1e-12);
    assert_string_equal(figure_of_proportion(5, 1000, 0.95).method, "wilson");
    assert_string_equal(figure_of_proportion(996, 1000, 0.95).method, "clopper-pearson");
}

static void ranks_of_quantiles(void **state)
{
    (void)state;
    static const struct {
        double paths, p, low, high;
    } cases[] = {{1000, 0.05, 37, 65}, {1000, 0.95, 936, 964}, {10000, 0.95, 9457, 9543}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct quantile_ranks ranks = quantile_ranks(cases[i].paths, cases[i].p, 0.95);
        assert_close(ranks.low, cases[i].low, 0);
        assert_close(ranks.high, cases[i].high, 0);
    }
    /* scipy.stats.binom.ppf at sizes where a series takes over */
    static const struct {
        double paths, p, low, high;
    } large[] = {{2000000, 0.05, 99396, 100606},
                 {16777216, 0.01, 166974, 168572},
                 {16777216, 0.5, 8384594, 8392623},
                 {1000000000, 0.99, 989993833, 990006167},
                 {1000000000, 0.001, 998041, 1001960}};
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        struct quantile_ranks ranks = quantile_ranks(large[i].paths, large[i].p, 0.95);
        assert_close(ranks.low, large[i].low, 1);
        assert_close(ranks.high, large[i].high, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(critical_values),     cmocka_unit_test(proportions_of_the_literature),
        cmocka_unit_test(bounds_are_in_order), cmocka_unit_test(rare_events_of_many_paths),
        cmocka_unit_test(ranks_of_quantiles),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
