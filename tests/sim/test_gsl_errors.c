/* What is asked of GSL cannot fail: its handler, which belongs to whoever uses the library, is never called, over all
 * levels, counts of paths and shares, from end to end. */
#include "sim/critical.h"
#include "sim/proportion.h"
#include "sim/sample.h"
#include "sim/statistics.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static void fail_on_error(const char *reason, const char *file, int line, int number)
{
    (void)line;
    fail_msg("GSL: %s (%s, %s)", reason, file, gsl_strerror(number));
}

static const double levels[] = {1e-9, 0.001, 0.5, 0.9, 0.95, 0.99, 0.999999, 1 - 1e-9, 1 - 1e-15};
enum { LEVELS = sizeof levels / sizeof *levels };

static void critical_values(void **state)
{
    (void)state;
    gsl_set_error_handler(fail_on_error);
    for (size_t i = 0; i < LEVELS; i++) {
        assert_true(isfinite(critical_normal(levels[i])));
        for (double degrees = 1; degrees < 1e9; degrees *= 3)
            assert_true(critical_t(levels[i], degrees) > 0);
    }
}

static void proportions(void **state)
{
    (void)state;
    gsl_set_error_handler(fail_on_error);
    for (size_t i = 0; i < LEVELS; i++)
        for (double paths = 1; paths < 1e13; paths *= 7) {
            const double hits[] = {0, 1, 9, floor(sqrt(paths)), floor(paths / 3), floor(paths / 2), paths - 1, paths};
            for (size_t h = 0; h < sizeof hits / sizeof *hits; h++) {
                if (hits[h] < 0 || hits[h] > paths)
                    continue;
                struct proportion_bounds bounds = proportion_clopper_pearson(hits[h], paths, levels[i]);
                assert_true(bounds.low >= 0 && bounds.low <= 1 && bounds.high >= 0 && bounds.high <= 1);
            }
        }
}

static void ranks_of_quantiles(void **state)
{
    (void)state;
    static const double shares[] = {1e-12, 1e-6, 0.01, 0.05, 0.5, 0.95, 0.99, 1 - 1e-6, 1 - 1e-12};
    gsl_set_error_handler(fail_on_error);
    for (size_t i = 0; i < LEVELS; i++)
        for (double paths = 1; paths < 1e12; paths *= 9)
            for (size_t s = 0; s < sizeof shares / sizeof *shares; s++) {
                struct quantile_ranks ranks = quantile_ranks(floor(paths), shares[s], levels[i]);
                assert_true(ranks.low >= 0 && ranks.low <= ranks.high && ranks.high <= paths + 1);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(critical_values), cmocka_unit_test(proportions),
                                       cmocka_unit_test(ranks_of_quantiles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
