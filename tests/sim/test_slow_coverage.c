/* How often the 95% intervals cover the truth, over many samples of a distribution like a payoff: a share of zeros and
 * a lognormal part less a fixed cost. Each count of hits must be within 4.5 standard errors of 95%. */
#include "tests/sim/made_sample.h"
#include "tests/support/assert_close.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <stdio.h>

enum { PATHS = 8192, REPETITIONS = 600, FIGURES = 7 };

static const double zero_share = 0.3, cost = 2, sigma = 0.5;

static double payoff(uint64_t *seed)
{
    return made_uniform(seed) < zero_share ? -cost : exp(1 + sigma * made_normal(seed)) - cost;
}

/* The same from a randomly shifted lattice in two dimensions, a quasi-Monte Carlo whose unit of error is the replicate.
 */
static double lattice_payoff(size_t i, size_t points, const double *turn)
{
    double u = ((double)i + turn[0]) / (double)points, v = (double)i * 0.6180339887498949 + turn[1];
    v -= floor(v);
    v = fmin(fmax(v, 1e-12), 1 - 1e-12);
    return u < zero_share ? -cost : exp(1 + sigma * gsl_cdf_ugaussian_Pinv(v)) - cost;
}

/* Truth by the moments of the lognormal: E Y^k, P(Y > 1), the quantile, CVaR of the top 5%. */
static void truths(double *truth)
{
    double m1 = exp(1 + sigma * sigma / 2), m2 = exp(2 + 2 * sigma * sigma), keep = 1 - zero_share;
    double z75 = gsl_cdf_ugaussian_Pinv((0.75 - zero_share) / keep),
           z95 = gsl_cdf_ugaussian_Pinv((0.95 - zero_share) / keep);
    truth[0] = keep * m1 - cost;
    truth[1] = sqrt(keep * m2 - keep * keep * m1 * m1);
    truth[2] = keep * gsl_cdf_ugaussian_Q((log(cost) - 1) / sigma);
    truth[3] = exp(1 + sigma * z75) - cost;
    truth[4] = exp(1 + sigma * z95) - cost;
    truth[5] = keep * m1 * gsl_cdf_ugaussian_P(sigma - z95) / 0.05 - cost;
    /* EVPI: E max(-Y, 0) where the mean is positive, else E max(Y, 0). */
    double z0 = (log(cost) - 1) / sigma;
    truth[6] = truth[0] > 0
                   ? zero_share * cost + keep * (cost * gsl_cdf_ugaussian_P(z0) - m1 * gsl_cdf_ugaussian_P(z0 - sigma))
                   : keep * (m1 * gsl_cdf_ugaussian_P(sigma - z0) - cost * gsl_cdf_ugaussian_Q(z0));
}

static void figures(const struct sample *s, struct figure *figure)
{
    figure[0] = sample_mean(s, 0);
    figure[1] = sample_sd(s, 0);
    figure[2] = sample_p_positive(s, 0);
    figure[3] = sample_quantile(s, 0, 0.75);
    figure[4] = sample_quantile(s, 0, 0.95);
    figure[5] = sample_cvar(s, 0, -0.05);
    figure[6] = sample_evpi(s, 0);
}

static void cover(size_t units, bool lattice)
{
    static const char *const names[FIGURES] = {"mean", "sd", "p_positive", "p75", "p95", "cvar", "evpi"};
    double truth[FIGURES], covered[FIGURES] = {0};
    static double values[PATHS];
    uint64_t seed = 1000 + units;
    truths(truth);
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
        struct arena *arena = arena_create();
        double turn[2] = {0};
        for (size_t i = 0; i < PATHS; i++) {
            size_t points = PATHS / units, point = i % points;
            if (point == 0) {
                turn[0] = made_uniform(&seed);
                turn[1] = made_uniform(&seed);
            }
            values[i] = lattice ? lattice_payoff(point, points, turn) : payoff(&seed);
        }
        struct sample s = made_sample(arena, values, PATHS, units, 0.95);
        struct figure figure[FIGURES];
        figures(&s, figure);
        for (int k = 0; k < FIGURES; k++)
            covered[k] += figure[k].ci_low <= truth[k] && truth[k] <= figure[k].ci_high;
        arena_destroy(arena);
    }
    for (int k = 0; k < FIGURES; k++) {
        double share = covered[k] / REPETITIONS, error = 4.5 * sqrt(0.95 * 0.05 / REPETITIONS);
        print_message("%zu units%s: %s covers %.4f\n", units, lattice ? " of a lattice" : "", names[k], share);
        assert_close(share, 0.95, error);
    }
}

static void independent_paths(void **state)
{
    (void)state;
    cover(1, false);
}

static void replicates(void **state)
{
    (void)state;
    cover(16, false);
}

static void replicates_of_a_lattice(void **state)
{
    (void)state;
    cover(16, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_paths),
        cmocka_unit_test(replicates),
        cmocka_unit_test(replicates_of_a_lattice),
    };
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
