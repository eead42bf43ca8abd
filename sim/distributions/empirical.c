/* A sample: every number equally likely. The array: the numbers, ascending. Its quantiles are of type 1. */
#include "sim/ascending.h"
#include "sim/distribution_reading.h"
#include "sim/numeric.h"

#include <string.h>

extern const struct distribution_kind distribution_kind_empirical;

static bool empirical_read(struct arena *arena, const struct distribution_argument *given, size_t count,
                           struct distribution *out, const char **fault)
{
    const struct distribution_reading reading = {arena, given, count, fault};
    *out = (struct distribution){.kind = &distribution_kind_empirical};
    const struct distribution_argument *numbers = reading_argument(&reading, "values");
    if (!numbers)
        return reading_fault(&reading, "needs file and column");
    if (!numbers->count)
        return reading_fault(&reading, "the column has no numbers");
    if (numbers->count > INT32_MAX)
        return reading_fault(&reading, "the column has more than 2,147,483,647 numbers");
    for (size_t i = 0; i < numbers->count; i++)
        if (!(fabs(numbers->numbers[i]) < HUGE_VAL))
            return reading_fault(&reading, "every number of the column must be finite");
    double *value = arena_alloc(arena, numbers->count, sizeof *value);
    memcpy(value, numbers->numbers, numbers->count * sizeof *value);
    ascending(arena, value, numbers->count);
    out->count = numbers->count;
    out->value = value;
    return true;
}

static double empirical_mean(const struct distribution *d)
{
    double sum = 0.0;
    for (size_t i = 0; i < d->count; i++)
        sum += d->value[i] / (double)d->count;
    return sum;
}

static double empirical_quantile(const struct distribution *d, double u)
{
    double place = u * (double)d->count, whole = floor(place);
    double k = place > whole ? whole : whole - 1.0;
    return d->value[k > 0.0 ? (size_t)k : 0];
}

static double empirical_below(const struct distribution *d, double x)
{
    size_t low = 0, high = d->count; /* values before low are <= x, from high on above */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->value[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return (double)low / (double)d->count;
}

static struct curve empirical_prepare(struct arena *arena, const struct distribution *d)
{
    (void)arena;
    return (struct curve){.family = CURVE_STEPS, .count = d->count, .y = d->value};
}

static bool empirical_certain(const struct distribution *d, double *value)
{
    *value = d->value[0];
    return d->value[0] == d->value[d->count - 1];
}

const struct distribution_kind distribution_kind_empirical = {
    .name = "empirical",
    .summary = "the numbers of a column of a CSV file, all equally likely",
    .keys =
        (const struct distribution_key[]){{"values", ARGUMENT_VALUES, "the numbers, read from file and column"}, {0}},
    .read = empirical_read,
    .mean = empirical_mean,
    .quantile = empirical_quantile,
    .below = empirical_below,
    .prepare = empirical_prepare,
    .certain = empirical_certain,
};
