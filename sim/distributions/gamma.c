/* Gamma. Parameters: shape, scale. Solved in y = log x. */
#include "sim/distribution_reading.h"
#include "sim/inverse_table.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_gamma;

static bool gamma_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                       struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_gamma};
    if (!reading_numbers(&reading, (const char *const[]){"shape", "scale", NULL}, out->parameter))
        return false;
    if (out->parameter[0] <= 0.0 || out->parameter[1] <= 0.0)
        return reading_fault(&reading, "shape and scale must be above 0");
    return out->parameter[0] >= INVERSE_LEAST_SHAPE || reading_fault(&reading, "shape must be at least 0.001");
}

static struct numeric_tails tails_at_log(const void *context, double y)
{
    const double *shape = context;
    return numeric_gamma_tails(*shape, numeric_exp(y));
}

/* Near 0, P(X <= x) = x^a / Gamma(a + 1); elsewhere Wilson and Hilferty's cube (1931). */
static double first_guess(double shape, double p, bool upper)
{
    double y = (numeric_log(upper ? 1.0 - p : p) + numeric_lgamma(shape + 1.0)) / shape;
    if (y < numeric_log(0.2 * (shape + 1.0)))
        return y;
    double z = numeric_normal_inverse(p), cube = 1.0 - 1.0 / (9.0 * shape) + (upper ? -z : z) / (3.0 * sqrt(shape));
    return numeric_log(cube > 0.1 ? shape * cube * cube * cube : 0.001 * shape);
}

/* x' = 1/f, x'' = -f'/f^3 with f = h/x and f'/f = (a - 1 - x)/x. */
static struct inverse_point gamma_at(const void *context, double w, bool upper, double guess)
{
    const double least_log = -744.0, shape = *(const double *)context; /* e^-744: nearly the smallest double */
    double most_log = numeric_log(shape + 12.0 * sqrt(shape) + 60.0);
    double start = guess > 0.0 ? numeric_log(guess) : first_guess(shape, w, upper);
    struct inverse_point point = {0};
    if (start < least_log)
        return point; /* below the smallest double */
    double y = numeric_tail_inverse(tails_at_log, context, w, upper, least_log, most_log, start);
    double x = numeric_exp(y), h = numeric_gamma_tails(shape, x).slope;
    point.value = x;
    point.slope = (upper ? -x : x) / h;
    point.curvature = -(shape - 1.0 - x) * (x / h) / h;
    return point;
}

static double gamma_mean(const struct distribution *d)
{
    return d->parameter[0] * d->parameter[1];
}

static double gamma_quantile(const struct distribution *d, double u)
{
    bool upper = u > 0.5;
    return d->parameter[1] * gamma_at(&d->parameter[0], upper ? 1.0 - u : u, upper, (double)NAN).value;
}

static double gamma_below(const struct distribution *d, double x)
{
    return numeric_gamma_tails(d->parameter[0], x / d->parameter[1]).lower;
}

static struct curve gamma_prepare(struct arena *arena, const struct distribution *d)
{
    struct inverse_source source = {gamma_at, &d->parameter[0]};
    return inverse_table(arena, &source, 0.0, d->parameter[1]);
}

const struct distribution_kind distribution_kind_gamma = {
    .name = "gamma",
    .summary = "positive and skewed; mean shape times scale",
    .keys = (const struct distribution_key[]){{"shape", ARGUMENT_NUMBER, "above 0"},
                                              {"scale", ARGUMENT_VALUE, "above 0"},
                                              {0}},
    .unbounded = true,
    .read = gamma_read,
    .mean = gamma_mean,
    .quantile = gamma_quantile,
    .below = gamma_below,
    .prepare = gamma_prepare,
};
