/* A few values with their probabilities. The arrays: values ascending, each with its probability above 0. */
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

/* Insertion by value; equal values share one entry, values without probability get none. */
extern const struct distribution_kind distribution_kind_discrete;

static size_t put(double *value, double *probability, size_t count, double new_value, double new_probability)
{
    if (new_probability == 0.0)
        return count;
    size_t at = count;
    while (at > 0 && value[at - 1] > new_value)
        at--;
    if (at > 0 && value[at - 1] == new_value) {
        probability[at - 1] += new_probability;
        return count;
    }
    for (size_t i = count; i > at; i--) {
        value[i] = value[i - 1];
        probability[i] = probability[i - 1];
    }
    value[at] = new_value;
    probability[at] = new_probability;
    return count + 1;
}

static bool discrete_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                          struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_discrete};
    const struct distribution_argument *values = reading_argument(&reading, "values");
    const struct distribution_argument *shares = reading_argument(&reading, "probabilities");
    if (!values || !shares || !values->count || !shares->count)
        return reading_fault(&reading, "needs two lists, values and probabilities");
    if (values->count != shares->count)
        return reading_fault(&reading,
                             arena_text(arena, "has %zu values but %zu probabilities", values->count, shares->count));
    double *value = arena_alloc(arena, values->count, sizeof *value), sum = 0.0;
    double *probability = arena_alloc(arena, values->count, sizeof *probability);
    size_t kept = 0;
    for (size_t i = 0; i < values->count; i++) {
        if (!(fabs(values->numbers[i]) < HUGE_VAL))
            return reading_fault(&reading, "every value must be a finite number");
        if (!(shares->numbers[i] >= 0.0 && shares->numbers[i] <= 1.0))
            return reading_fault(&reading, "every probability must lie between 0 and 1");
        sum += shares->numbers[i];
        kept = put(value, probability, kept, values->numbers[i], shares->numbers[i]);
    }
    if (fabs(sum - 1.0) > 1e-9)
        return reading_fault(&reading, arena_text(arena, "the probabilities sum to %.10g%%, not 100%%", 100.0 * sum));
    out->count = kept;
    out->value = value;
    out->probability = probability;
    return true;
}

static double discrete_mean(const struct distribution *d)
{
    double sum = 0.0, weight = 0.0;
    for (size_t i = 0; i < d->count; i++) {
        sum += d->probability[i] * d->value[i];
        weight += d->probability[i];
    }
    return sum / weight;
}

static double discrete_quantile(const struct distribution *d, double u)
{
    double cumulated = 0.0;
    size_t k = 0;
    for (; k + 1 < d->count; k++) {
        cumulated += d->probability[k];
        if (cumulated >= u)
            break;
    }
    return d->value[k];
}

static double discrete_below(const struct distribution *d, double x)
{
    double cumulated = 0.0;
    for (size_t k = 0; k < d->count && d->value[k] <= x; k++)
        cumulated += d->probability[k];
    return x >= d->value[d->count - 1] ? 1.0 : cumulated;
}

static struct curve discrete_prepare(struct arena *arena, const struct distribution *d)
{
    double *cumulated = arena_alloc(arena, d->count, sizeof *cumulated), sum = 0.0;
    for (size_t k = 0; k < d->count; k++) {
        sum += d->probability[k];
        cumulated[k] = sum;
    }
    cumulated[d->count - 1] = 1.0; /* the rounding of the sum must not lead past the last value */
    return (struct curve){.family = CURVE_STEPS, .count = d->count, .x = cumulated, .y = d->value};
}

static bool discrete_certain(const struct distribution *d, double *value)
{
    *value = d->value[0];
    return d->count == 1;
}

const struct distribution_kind distribution_kind_discrete = {
    .name = "discrete",
    .summary = "a few values, each with its probability",
    .keys =
        (const struct distribution_key[]){{"values", ARGUMENT_VALUES, "the values, in any order"},
                                          {"probabilities", ARGUMENT_NUMBERS, "one for each value, summing to 100%"},
                                          {0}},
    .read = discrete_read,
    .mean = discrete_mean,
    .quantile = discrete_quantile,
    .below = discrete_below,
    .prepare = discrete_prepare,
    .certain = discrete_certain,
};
