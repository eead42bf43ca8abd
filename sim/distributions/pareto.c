/* Pareto: P(X > x) = (min/x)^tail_index. Parameters: min, tail_index. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

extern const struct distribution_kind distribution_kind_pareto;

static bool pareto_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                        struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_pareto};
    if (!reading_numbers(&reading, (const char *const[]){"min", "tail_index", NULL}, out->parameter))
        return false;
    return (out->parameter[0] > 0.0 && out->parameter[1] > 0.0) ||
           reading_fault(&reading, "min and tail_index must be above 0");
}

static double pareto_mean(const struct distribution *d)
{
    double index = d->parameter[1];
    return index > 1.0 ? d->parameter[0] * index / (index - 1.0) : HUGE_VAL;
}

static double pareto_quantile(const struct distribution *d, double u)
{
    return d->parameter[0] * numeric_exp(1.0 / d->parameter[1] * numeric_exponential_inverse(u));
}

static double pareto_below(const struct distribution *d, double x)
{
    return x > d->parameter[0] ? -numeric_expm1(-d->parameter[1] * numeric_log(x / d->parameter[0])) : 0.0;
}

static struct curve pareto_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_PARETO, .a = d->parameter[0], .b = 1.0 / d->parameter[1]};
}

static const char *pareto_caution(const struct distribution *d)
{
    if (d->parameter[1] <= 1.0)
        return "a tail index of 1 or less has no mean: averages of this quantity do not exist";
    if (d->parameter[1] <= 2.0)
        return "a tail index of 2 or less has no variance: intervals of the mean can't be trusted";
    return NULL;
}

const struct distribution_kind distribution_kind_pareto = {
    .name = "pareto",
    .summary = "at least min, with a heavy upper tail",
    .keys =
        (const struct distribution_key[]){{"min", ARGUMENT_VALUE, "the lower bound, above 0"},
                                          {"tail_index", ARGUMENT_NUMBER, "above 0; the smaller, the heavier the tail"},
                                          {0}},
    .unbounded = true,
    .read = pareto_read,
    .mean = pareto_mean,
    .quantile = pareto_quantile,
    .below = pareto_below,
    .prepare = pareto_prepare,
    .caution = pareto_caution,
};
