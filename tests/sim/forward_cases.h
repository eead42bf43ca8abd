/* Cases with GSL's forward CDF, mean and variance. GSL's functions take no context: `shape` is the case under test. */
#ifndef TESTS_SIM_FORWARD_CASES_H
#define TESTS_SIM_FORWARD_CASES_H

#include <gsl/gsl_cdf.h>
#include <stdbool.h>

/* --- against forward CDFs -------------------------------------------------------------------------------------------
 */

static const double *shape; /* of the case under test; GSL's functions take no context */

static inline double gsl_gamma(double x)
{
    return gsl_cdf_gamma_P(x, shape[0], shape[1]);
}

static inline double gsl_beta(double x)
{
    return gsl_cdf_beta_P(x, shape[0], shape[1]);
}

static inline double gsl_normal(double x)
{
    return gsl_cdf_gaussian_P(x - shape[0], shape[1]);
}

static inline double gsl_lognormal(double x)
{
    return gsl_cdf_lognormal_P(x, shape[0], shape[1]);
}

static inline double gsl_weibull(double x)
{
    return gsl_cdf_weibull_P(x, shape[1], shape[0]);
}

static inline double gsl_exponential(double x)
{
    return gsl_cdf_exponential_P(x, shape[0]);
}

static inline double gsl_pareto(double x)
{
    return gsl_cdf_pareto_P(x, shape[1], shape[0]);
}

static inline double gsl_flat(double x)
{
    return gsl_cdf_flat_P(x, shape[0], shape[1]);
}

static inline double gsl_truncated_normal(double x) /* mean 100 sd 20 min 70 max 150 */
{
    if (x <= 70 || x >= 150)
        return x >= 150;
    double below = gsl_cdf_gaussian_P(-30, 20);
    return (gsl_cdf_gaussian_P(x - 100, 20) - below) / (gsl_cdf_gaussian_P(50, 20) - below);
}

static inline double gsl_pert(double x) /* min 1 mode 2 max 5 */
{
    return x <= 1 ? 0 : x >= 5 ? 1 : gsl_cdf_beta_P((x - 1) / 4, shape[0], shape[1]);
}

static inline double triangular(double x) /* min 2 mode 4 max 10 */
{
    if (x <= 2 || x >= 10)
        return x >= 10;
    return x < 4 ? (x - 2) * (x - 2) / 16 : 1 - (10 - x) * (10 - x) / 48;
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
    {"pert", "min 1 mode 2 max 5", {2, 4}, gsl_pert, 14.0 / 6, 8.0 / 6 * (16.0 / 6) / 7, false},
    {"triangular", "min 2 mode 4 max 10", {0}, triangular, 16.0 / 3, 52.0 / 18, false},
    {"truncated_normal",
     "mean 100 sd 20 min 70 max 150",
     {0},
     gsl_truncated_normal,
     102.41620998563198,
     291.4212704292273,
     false},
    {"beta", "alpha 20 beta 300", {20, 300}, gsl_beta, 0.0625, 20.0 * 300 / (320.0 * 320 * 321), false},
};

enum { FORWARD_CASES = sizeof forward_cases / sizeof *forward_cases };

#endif
