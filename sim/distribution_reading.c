#include "sim/distribution_reading.h"

#include "sim/numeric.h"

#include <string.h>

enum { MOST_DIGITS = 12 };

bool reading_fault(const struct distribution_reading *reading, const char *text)
{
    *reading->fault = text;
    return false;
}

const struct distribution_argument *reading_argument(const struct distribution_reading *reading, const char *key)
{
    for (size_t i = 0; i < reading->count; i++)
        if (!strcmp(reading->given[i].key, key))
            return &reading->given[i];
    return NULL;
}

static const char *list_of(struct arena *arena, const char *const *keys)
{
    const char *list = keys[0];
    for (size_t i = 1; keys[i]; i++)
        list = arena_text(arena, keys[i + 1] ? "%s, %s" : "%s and %s", list, keys[i]);
    return list;
}

bool reading_numbers(const struct distribution_reading *reading, const char *const *keys, double *number)
{
    for (size_t i = 0; keys[i]; i++) {
        const struct distribution_argument *argument = reading_argument(reading, keys[i]);
        if (!argument)
            return reading_fault(
                reading, arena_text(reading->arena, "needs %s; %s is missing", list_of(reading->arena, keys), keys[i]));
        if (argument->count || !(fabs(argument->number) < HUGE_VAL))
            return reading_fault(reading, arena_text(reading->arena, "%s must be one finite number", keys[i]));
        number[i] = argument->number;
    }
    return true;
}

bool reading_min_mode_max(const struct distribution_reading *reading, double number[3])
{
    if (!reading_numbers(reading, (const char *const[]){"min", "mode", "max", NULL}, number))
        return false;
    if (number[0] >= number[2])
        return reading_fault(reading, "min must be below max");
    return (number[0] <= number[1] && number[1] <= number[2]) ||
           reading_fault(reading, "mode must lie between min and max");
}

bool reading_is_exactly(const struct distribution_reading *reading, const char *const *keys)
{
    size_t count = 0;
    while (keys[count]) {
        if (!reading_argument(reading, keys[count]))
            return false;
        count++;
    }
    return count == reading->count;
}

bool reading_level(const char *key, double *level)
{
    double digits = 0.0, unit = 100.0;
    const char *at = key + 1;
    if (key[0] != 'p' || at[0] < '0' || at[0] > '9' || strlen(at) > MOST_DIGITS)
        return false;
    for (; *at >= '0' && *at <= '9'; at++)
        digits = 10.0 * digits + (*at - '0');
    if (*at == '.' && at[1]) {
        for (at++; *at >= '0' && *at <= '9'; at++) {
            digits = 10.0 * digits + (*at - '0');
            unit *= 10.0;
        }
    }
    *level = digits / unit;
    return !*at && digits <= unit;
}

static void insert(double *level, double *value, size_t count, double new_level, double new_value)
{
    size_t i = count;
    for (; i > 0 && level[i - 1] > new_level; i--) {
        level[i] = level[i - 1];
        value[i] = value[i - 1];
    }
    level[i] = new_level;
    value[i] = new_value;
}

bool reading_percentiles(const struct distribution_reading *reading, bool strictly, size_t *count, double *level,
                         double *value)
{
    *count = 0;
    for (size_t i = 0; i < reading->count; i++) {
        const struct distribution_argument *argument = &reading->given[i];
        double at;
        if (!reading_level(argument->key, &at))
            continue;
        if (argument->count || !(fabs(argument->number) < HUGE_VAL))
            return reading_fault(reading, "every percentile must be one finite number");
        insert(level, value, (*count)++, at, argument->number);
    }
    for (size_t i = 1; i < *count; i++) {
        if (level[i] == level[i - 1])
            return reading_fault(reading, "one percentile is given twice");
        if (value[i] < value[i - 1])
            return reading_fault(reading, "a higher percentile must not have a lower value");
        if (strictly && value[i] == value[i - 1])
            return reading_fault(reading, "the two percentiles must have different values");
    }
    return true;
}

bool reading_two_percentiles(const struct distribution_reading *reading, const char *needs, double level[2],
                             double value[2])
{
    size_t count;
    for (size_t i = 0; i < reading->count; i++)
        if (reading->count != 2 || !reading_level(reading->given[i].key, &level[0]))
            return reading_fault(reading, needs);
    if (!reading_percentiles(reading, true, &count, level, value))
        return false;
    if (count != 2)
        return reading_fault(reading, needs);
    return (level[0] > 0.0 && level[1] < 1.0) ||
           reading_fault(reading, "p0 and p100 of a normal or lognormal are not finite; give p1 to p99");
}
