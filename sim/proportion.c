#include "sim/proportion.h"

#include "sim/critical.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Beyond so many hits and misses, GSL's incomplete beta is off by more of the interval than Wilson's bounds are. */
static const double MANY = 1e5;

static double within_unit(double share)
{
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Wilson (1927): the p for which the observed share is z standard errors away, the error taken at p itself. */
struct proportion_bounds proportion_wilson(double hits, double paths, double level)
{
    double z = critical_normal(level), share = hits / paths, spread = z * z / paths;
    double centre = (share + spread / 2) / (1 + spread);
    double half = z * sqrt(share * (1 - share) / paths + spread / (4 * paths)) / (1 + spread);
    struct proportion_bounds bounds = {within_unit(centre - half), within_unit(centre + half)};
    if (hits <= 0)
        bounds.low = 0;
    if (hits >= paths)
        bounds.high = 1;
    return bounds;
}

/* x with P(Beta(a, b) <= x) = share: GSL's inverse fails at ordinary parameters, its forward CDF doesn't. */
static double beta_quantile(double share, double a, double b)
{
    double low = 0, high = 1;
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high || high - low < 1e-14 * low)
            return critical_rounded(middle);
        if (gsl_cdf_beta_P(middle, a, b) < share)
            low = middle;
        else
            high = middle;
    }
}

/* Clopper and Pearson (1934), for hits that are no more than half of the paths. */
static struct proportion_bounds clopper_pearson_of_few(double hits, double paths, double level)
{
    double tail = (1 - level) / 2;
    struct proportion_bounds bounds = {0, 1};
    if (hits > 0)
        bounds.low = beta_quantile(tail, hits, paths - hits + 1);
    if (hits <= 0)
        bounds.high = critical_rounded(-expm1(log(tail) / paths));
    else if (hits < paths)
        bounds.high = beta_quantile(1 - tail, hits + 1, paths - hits);
    return bounds;
}

struct proportion_bounds proportion_clopper_pearson(double hits, double paths, double level)
{
    if (hits > MANY && paths - hits > MANY)
        return proportion_wilson(hits, paths, level);
    if (hits <= paths / 2)
        return clopper_pearson_of_few(hits, paths, level);
    struct proportion_bounds misses = clopper_pearson_of_few(paths - hits, paths, level);
    return (struct proportion_bounds){1 - misses.high, 1 - misses.low};
}
