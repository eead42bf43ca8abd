#include "sim/scaled_beta.h"

#include "sim/inverse_table.h"
#include "sim/numeric.h"

/* Solved in y = log x over x <= 1/2; above 1/2 the mirrored distribution is solved for 1 - x, so that both ends keep
 * their relative accuracy. */
struct standard_beta {
    double alpha, beta;
    struct numeric_tails half; /* at 1/2 */
};

static const double least_log = -700.0; /* e^-700 counts as 0; below, alpha/x is no double */

static struct numeric_tails tails_at_log(const void *context, double y)
{
    const struct standard_beta *d = context;
    double x = numeric_exp(y);
    return numeric_beta_tails(d->alpha, d->beta, x, 1.0 - x);
}

static struct standard_beta standard(double alpha, double beta)
{
    return (struct standard_beta){alpha, beta, numeric_beta_tails(alpha, beta, 0.5, 0.5)};
}

static struct standard_beta mirrored(const struct standard_beta *d)
{
    return (struct standard_beta){d->beta, d->alpha, {d->half.upper, d->half.lower, d->half.slope}};
}

/* log x near 0, where P(X <= x) = x^alpha / (alpha B(alpha, beta)). */
static double first_guess(const struct standard_beta *d, double p)
{
    double log_beta = numeric_lgamma(d->alpha) + numeric_lgamma(d->beta) - numeric_lgamma(d->alpha + d->beta);
    return (numeric_log(p * d->alpha) + log_beta) / d->alpha;
}

/* x <= 1/2 with the given tail. */
static double lower_half(const struct standard_beta *d, double p, bool upper, double guess)
{
    if (upper ? p >= 1.0 : p <= 0.0)
        return 0.0;
    double y = guess > 0.0 ? numeric_log(guess) : first_guess(d, upper ? 1.0 - p : p);
    if (y < least_log)
        return 0.0;
    const double log_half = -NUMERIC_LN2;
    y = numeric_tail_inverse(tails_at_log, d, p, upper, least_log, log_half, y < log_half ? y : -1.0);
    return numeric_exp(y);
}

/* dx/dw and d2x/dw2 for w the lower tail: x' = 1/f, x'' = -f'/f^3; f = h/x, f'/f = ((alpha-1) - (beta-1) x/(1-x))/x. */
static void differentiate(const struct standard_beta *d, double x, struct inverse_point *point)
{
    if (x <= 0.0)
        return;
    double h = numeric_beta_tails(d->alpha, d->beta, x, 1.0 - x).slope;
    double bend = (d->alpha - 1.0) - (d->beta - 1.0) * x / (1.0 - x);
    point->slope = x / h;
    point->curvature = -bend * (x / h) / h;
}

static struct inverse_point point_at(const void *context, double w, bool upper, double guess)
{
    const struct standard_beta *d = context;
    bool left = upper ? w > d->half.upper : w <= d->half.lower;
    struct inverse_point point = {0};
    if (left) {
        point.value = lower_half(d, w, upper, guess);
        differentiate(d, point.value, &point);
    } else {
        struct standard_beta other = mirrored(d);
        double complement = lower_half(&other, w, !upper, 1.0 - guess);
        differentiate(&other, complement, &point);
        point.value = 1.0 - complement;
        point.curvature = -point.curvature; /* x = 1 - x~, dw~ = -dw: slopes agree */
    }
    if (upper)
        point.slope = -point.slope;
    return point;
}

double scaled_beta_mean(const struct scaled_beta *d)
{
    return d->min + (d->max - d->min) * (d->alpha / (d->alpha + d->beta));
}

double scaled_beta_quantile(const struct scaled_beta *d, double u)
{
    struct standard_beta s = standard(d->alpha, d->beta);
    bool upper = u > 0.5;
    return d->min + (d->max - d->min) * point_at(&s, upper ? 1.0 - u : u, upper, (double)NAN).value;
}

double scaled_beta_below(const struct scaled_beta *d, double x)
{
    double width = d->max - d->min;
    return numeric_beta_tails(d->alpha, d->beta, (x - d->min) / width, (d->max - x) / width).lower;
}

struct curve scaled_beta_prepare(struct arena *arena, const struct scaled_beta *d)
{
    struct standard_beta s = standard(d->alpha, d->beta);
    struct inverse_source source = {point_at, &s};
    return inverse_table(arena, &source, d->min, d->max - d->min);
}
