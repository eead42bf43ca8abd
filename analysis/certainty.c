#include "analysis/certainty.h"

#include "sim/numeric.h"

#include <math.h>

/* u without its constant factor, which the inverse undoes. */
static double utility_of(double net, const void *context)
{
    const struct utility *utility = context;
    double consumption = (utility->wealth + net) / utility->wealth;
    double exponent = 1 - utility->aversion;
    return exponent == 0 ? numeric_log(consumption) : numeric_power(consumption, exponent); /* NOLINT: 1 is exact */
}

struct figure certainty_equivalent(const struct sample *sample, size_t column, const struct utility *utility)
{
    struct figure expected = sample_expectation(sample, column, utility_of, utility);
    if (!isfinite(expected.estimate))
        return expected;
    double exponent = 1 - utility->aversion, half = expected.ci_high - expected.estimate, level, slope;
    if (exponent == 0) { /* NOLINT: 1 is exact */
        level = numeric_exp(expected.estimate);
        slope = utility->wealth * level;
    } else {
        level = numeric_power(expected.estimate, 1 / exponent);
        slope = utility->wealth * level / expected.estimate / exponent;
    }
    struct figure figure = expected;
    figure.estimate = utility->wealth * level - utility->wealth;
    figure.std_error = fabs(slope) * expected.std_error;
    figure.ci_low = figure.estimate - fabs(slope) * half;
    figure.ci_high = figure.estimate + fabs(slope) * half;
    return figure;
}
