/* How heavy the tails of a sample are, by the generalized Pareto shape of their excesses. */
#include "sim/statistics.h"
#include "tests/sim/made_sample.h"
#include "tests/support/state_arena.h"

#include <gsl/gsl_errno.h>

enum { MANY = 1000000 };

static double *values; /* MANY of them, filled anew by each test */

static void tail_shapes(void **state)
{
    static const double shape[] = {0.8, 0.5, 0.33, 0, -1}; /* Pareto, exponential, uniform */
    for (size_t k = 0; k < sizeof shape / sizeof *shape; k++) {
        uint64_t seed = 17 + k;
        for (size_t i = 0; i < MANY; i++) {
            double u = made_uniform(&seed);
            values[i] = 1e5 * (shape[k] > 0 ? pow(u, -shape[k]) : shape[k] < 0 ? u : -log(u));
        }
        struct sample s = made_sample(*state, values, MANY, 1, 0.95);
        struct tail_diagnosis tails = sample_tails(&s, 0);
        assert_int_equal(tails.paths_in_tail, 3000);
        assert_close(tails.k_high, shape[k], 5 * fmax(1 + shape[k], 0.2) / sqrt(3000) + 0.005);
        if (shape[k] > 0) { /* top share of a Pareto with shape k: 0.01^(1-k) */
            assert_close(sample_top_share(&s, 0), pow(0.01, 1 - shape[k]), shape[k] > 0.7 ? 0.2 : 0.02);
        }
    }
    for (size_t i = 0; i < MANY; i++)
        values[i] = fmax(values[i] - 5e4, 0);
    struct sample s = made_sample(*state, values, MANY, 1, 0.95);
    assert_true(isnan(sample_tails(&s, 0).k_low));
    assert_true(isfinite(sample_tails(&s, 0).k_high));
}

/* Against the fit of arviz (gpdfit, with its prior) to the same 94 excesses, computed with numpy. */
static void tail_shape_of_few_paths(void **state)
{
    for (size_t i = 0; i < 1000; i++)
        values[i] = pow(1 - ((double)i + 0.5) / 1000, -0.4);
    struct sample s = made_sample(*state, values, 1000, 1, 0.95);
    assert_int_equal(sample_tails(&s, 0).paths_in_tail, 94);
    assert_close(sample_tails(&s, 0).k_high, 0.41002017085, 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_arena(tail_shapes),
        with_arena(tail_shape_of_few_paths),
    };
    gsl_set_error_handler_off();
    values = malloc(MANY * sizeof *values);
    int failed = values ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    free(values);
    return failed;
}
