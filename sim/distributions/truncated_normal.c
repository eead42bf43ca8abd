/* Normal cut to [min, max]. Parameters: mean and sd before truncation, min, max. Solved in z = (x - mean)/sd. */
#include "sim/distribution_reading.h"
#include "sim/inverse_table.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_truncated_normal;

static bool truncated_normal_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                                  struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_truncated_normal};
    double *p = out->parameter;
    if (!reading_numbers(&reading, (const char *const[]){"mean", "sd", "min", "max", NULL}, p))
        return false;
    if (p[1] <= 0.0)
        return reading_fault(&reading, "sd must be above 0");
    return p[2] < p[3] || reading_fault(&reading, "min must be below max");
}

struct window {
    double low, high; /* in z */
};

static struct window window_of(const struct distribution *d)
{
    const double *p = d->parameter;
    return (struct window){(p[2] - p[0]) / p[1], (p[3] - p[0]) / p[1]};
}

static struct numeric_tails tails_at(const void *context, double z)
{
    const struct window *w = context;
    return numeric_normal_between(w->low, w->high, z);
}

/* The whole normal's quantile serves as a start where it lies inside; else a line from the end. */
static double first_guess(const struct window *w, double p, bool upper)
{
    double low = numeric_normal_cdf(w->low), high = numeric_normal_cdf(w->high), share = upper ? 1.0 - p : p;
    double u = low + (high - low) * share;
    double z = u > 0.0 && u < 1.0 ? numeric_normal_inverse(u) : w->low;
    return z > w->low && z < w->high ? z : w->low + (w->high - w->low) * share;
}

/* z' = 1/f, z'' = -f'/f^3 with f'/f = -z. */
static struct inverse_point truncated_at(const void *context, double p, bool upper, double guess)
{
    const struct window *w = context;
    double start = guess > w->low && guess < w->high ? guess : first_guess(w, p, upper);
    double z = numeric_tail_inverse(tails_at, w, p, upper, w->low, w->high, start);
    double density = numeric_normal_between(w->low, w->high, z).slope;
    return (struct inverse_point){z, (upper ? -1.0 : 1.0) / density, z / density / density};
}

static double truncated_normal_mean(const struct distribution *d)
{
    struct window w = window_of(d);
    /* E z = (phi(low) - phi(high))/mass = phi(low) (1 - exp(-(high^2 - low^2)/2))/mass; from the nearer end. */
    double fall = 0.5 * (w.high - w.low) * (w.high + w.low);
    bool from_low = fall >= 0.0;
    double density = numeric_normal_between(w.low, w.high, from_low ? w.low : w.high).slope;
    double z = from_low ? -density * numeric_expm1(-fall) : density * numeric_expm1(fall);
    return d->parameter[0] + d->parameter[1] * z;
}

static double truncated_normal_quantile(const struct distribution *d, double u)
{
    struct window w = window_of(d);
    bool upper = u > 0.5;
    return d->parameter[0] + d->parameter[1] * truncated_at(&w, upper ? 1.0 - u : u, upper, (double)NAN).value;
}

static double truncated_normal_below(const struct distribution *d, double x)
{
    struct window w = window_of(d);
    return numeric_normal_between(w.low, w.high, (x - d->parameter[0]) / d->parameter[1]).lower;
}

static struct curve truncated_normal_prepare(struct arena *arena, const struct distribution *d)
{
    struct window w = window_of(d);
    struct inverse_source source = {truncated_at, &w};
    return inverse_table(arena, &source, d->parameter[0], d->parameter[1]);
}

const struct distribution_kind distribution_kind_truncated_normal = {
    .name = "truncated_normal",
    .summary = "a normal cut to min and max",
    .keys = (const struct distribution_key[]){{"mean", ARGUMENT_VALUE, "before truncation"},
                                              {"sd", ARGUMENT_VALUE, "before truncation, above 0"},
                                              {"min", ARGUMENT_VALUE, "the lower end"},
                                              {"max", ARGUMENT_VALUE, "the upper end"},
                                              {0}},
    .read = truncated_normal_read,
    .mean = truncated_normal_mean,
    .quantile = truncated_normal_quantile,
    .below = truncated_normal_below,
    .prepare = truncated_normal_prepare,
};
