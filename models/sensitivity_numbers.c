#include "models/sensitivity_numbers.h"

#include <string.h>

struct walk {           /* over the arrays of a unit, one after the other */
    double *to;         /* NULL, or where they go */
    const double *from; /* NULL, or where they come from */
    size_t count;
};

static void take(struct walk *walk, double *array, size_t count)
{
    if (walk->to)
        memcpy(walk->to + walk->count, array, count * sizeof *array);
    else if (walk->from)
        memcpy(array, walk->from + walk->count, count * sizeof *array);
    walk->count += count;
}

static void take_sums(struct walk *walk, const struct input_sums *sums, size_t unit)
{
    if (sums->change)
        take(walk, (double *)&sums->change[unit], sizeof *sums->change / sizeof(double));
    if (sums->bin_sum) {
        take(walk, sums->bin_paths + unit * SENSITIVITY_BINS, SENSITIVITY_BINS);
        take(walk, sums->bin_sum + unit * SENSITIVITY_BINS, SENSITIVITY_BINS);
    }
    if (sums->held_count)
        take(walk, sums->held_sum + unit * sums->held_count, sums->held_count);
}

static size_t walk_unit(const struct sensitivity *s, size_t unit, double *to, const double *from)
{
    struct walk walk = {to, from, 0};
    take(&walk, (double *)&s->base[unit], sizeof *s->base / sizeof(double));
    take(&walk, &s->best[unit], 1);
    for (size_t k = 0; k < s->inputs.count + s->groups.count; k++)
        take_sums(&walk, &s->sums[k], unit);
    if (!s->kept)
        return walk.count;
    take(&walk, s->kept_value + unit * s->kept, s->kept);
    for (size_t k = 0; k < s->inputs.count; k++)
        take(&walk, s->kept_draw[k] + unit * s->kept, s->kept);
    return walk.count;
}

size_t sensitivity_numbers(const struct sensitivity *s)
{
    return walk_unit(s, 0, NULL, NULL);
}

void sensitivity_numbers_put(const struct sensitivity *s, size_t unit, double *number)
{
    (void)walk_unit(s, unit, number, NULL);
}

void sensitivity_numbers_take(struct sensitivity *s, size_t unit, const double *number)
{
    (void)walk_unit(s, unit, NULL, number);
}
