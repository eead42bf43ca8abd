#include "sim/bin_place.h"

#include <math.h>

static double weight_at(const struct bin_place *place, size_t i)
{
    return place->weight ? (double)place->weight[i] : 1;
}

/* Of the first so many values. */
static double weight_before(const struct bin_place *place, size_t values)
{
    double sum = 0;
    for (size_t i = 0; place->weight && i < values; i++)
        sum += weight_at(place, i);
    return place->weight ? sum : (double)values;
}

double bin_place_mean_of(const struct bin_place *place, double (*f)(double y, const void *context), const void *context)
{
    double sum = 0;
    for (size_t i = 0; i < place->values; i++)
        sum += f(place->value[i], context) * weight_at(place, i);
    return sum / weight_before(place, place->values);
}

static double less(double y, const void *low)
{
    return y - *(const double *)low;
}

double bin_place_mean(const struct bin_place *place)
{
    if (!place->value)
        return place->low + (place->high - place->low) / 2;
    return place->low + bin_place_mean_of(place, less, &place->low);
}

double bin_place_value(const struct bin_place *place, double fraction)
{
    if (!place->value)
        return place->low + fraction * (place->high - place->low);
    size_t last = place->values - 1;
    if (place->weight) {
        double left = fraction * weight_before(place, place->values);
        size_t i = 0;
        for (; i < last && weight_at(place, i) < left; i++)
            left -= weight_at(place, i);
        return place->value[i];
    }
    double rank = ceil(fraction * (double)place->values);
    size_t i = rank < 1 ? 0 : (size_t)rank - 1;
    return place->value[i < last ? i : last];
}

double bin_place_share_below(const struct bin_place *place, double y, bool or_at)
{
    if (place->value) {
        size_t hits = 0;
        while (hits < place->values && (place->value[hits] < y || (or_at && place->value[hits] <= y)))
            hits++;
        return weight_before(place, hits) / weight_before(place, place->values);
    }
    if (y < place->low || (y <= place->low && !or_at && place->atom))
        return 0;
    if (y >= place->high)
        return 1;
    return (y - place->low) / (place->high - place->low);
}
