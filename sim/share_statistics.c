/* Probabilities, expectations and equal-width shares: counts of the histogram. */
#include "sim/sample.h"

#include <math.h>

struct between { /* paths in bins first .. end - 1 */
    uint32_t first, end;
};

static struct figure share_between(const struct sample *s, size_t column, struct between bins, double half_first)
{
    double *hits = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r <= s->units; r++) {
        paths[r] = sample_paths(s, r, column);
        double before = sample_count_before(s, r, column, bins.first);
        double until = bins.end < HISTOGRAM_BINS ? sample_count_before(s, r, column, bins.end) : paths[r];
        hits[r] = until - before - half_first * (double)histogram_count(sample_histogram(s, r, column), bins.first);
    }
    return sample_proportion(s, hits, paths);
}

struct figure sample_p_zero(const struct sample *s, size_t column)
{
    return share_between(s, column, (struct between){HISTOGRAM_ZERO, HISTOGRAM_ZERO + 1}, 0);
}

struct figure sample_p_positive(const struct sample *s, size_t column)
{
    return share_between(s, column, (struct between){HISTOGRAM_ZERO + 1, HISTOGRAM_BINS}, 0);
}

struct figure sample_p_negative(const struct sample *s, size_t column)
{
    return share_between(s, column, (struct between){0, HISTOGRAM_ZERO}, 0);
}

struct figure sample_p_better(const struct sample *s, size_t column)
{
    return share_between(s, column, (struct between){HISTOGRAM_ZERO, HISTOGRAM_BINS}, 0.5);
}

static struct figure share_below(const struct sample *s, size_t column, double amount, bool complement)
{
    double *hits = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r <= s->units; r++) {
        paths[r] = sample_paths(s, r, column);
        double below = sample_hits_below(s, r, column, amount, true);
        hits[r] = complement ? paths[r] - below : below;
    }
    return sample_proportion(s, hits, paths);
}

struct figure sample_p_above(const struct sample *s, size_t column, double amount)
{
    return share_below(s, column, amount, true);
}

struct figure sample_p_below(const struct sample *s, size_t column, double amount)
{
    return share_below(s, column, amount, false);
}

struct expectation {
    double (*f)(double y, const void *context);
    const void *context;
    bool squared;
};

static double expected_in_bin(const struct bin_place *place, const void *context)
{
    const struct expectation *e = context;
    double sum = 0;
    size_t points = place->value ? place->values : 1;
    for (size_t i = 0; i < points; i++) {
        double value = e->f(place->value ? place->value[i] : bin_place_mean(place), e->context);
        sum += e->squared ? value * value : value;
    }
    return sum / (double)points;
}

struct figure sample_expectation(const struct sample *s, size_t column, double (*f)(double y, const void *context),
                                 const void *context)
{
    if (!(sample_paths(s, s->units, column) > 0))
        return figure_unknown("no paths");
    struct expectation e = {f, context, false};
    double *means = sample_numbers(s), *influence = sample_numbers(s), influence_sd = 0;
    sample_bin_means(s, column, 0, HISTOGRAM_BINS - 1, expected_in_bin, &e, means);
    double pooled = means[s->units];
    for (size_t r = 0; r < s->units; r++)
        influence[r] = means[r] - pooled;
    if (s->independent) {
        double *squares = sample_numbers(s);
        e.squared = true;
        sample_bin_means(s, column, 0, HISTOGRAM_BINS - 1, expected_in_bin, &e, squares);
        influence_sd = sqrt(fmax(squares[s->units] - pooled * pooled, 0));
    }
    return sample_figure(s, column, pooled, influence, influence_sd);
}

/* The least of 1, 2, 2.5, 5 times a power of ten that is at or above `width`. */
static double round_width(double width)
{
    static const double leading[] = {1, 2, 2.5, 5, 10};
    /* Powers of ten by multiplication: no libm, so the edges are the same everywhere. */
    double power = 1;
    while (power > width)
        power /= 10;
    while (power * 10 <= width)
        power *= 10;
    for (size_t i = 0; i + 1 < sizeof leading / sizeof *leading; i++)
        if (leading[i] * power >= width)
            return leading[i] * power;
    return 10 * power;
}

static void round_edges(double low, double high, size_t bins, double *edges)
{
    double span = high - low, step = span > 0 ? round_width(span / (double)bins) : 1;
    double first = floor(low / step);
    while (first + (double)bins < high / step) {
        step = round_width(step * 1.0000001);
        first = floor(low / step);
    }
    for (size_t i = 0; i <= bins; i++)
        edges[i] = (first + (double)i) * step + 0.0;
}

void sample_shares(const struct sample *s, size_t column, size_t bins, double *edges, double *shares)
{
    const double tail = 0.005, modest = 1.5;
    const struct column_tally *tally = &s->pooled->column[column];
    double paths = sample_paths(s, s->units, column);
    for (size_t i = 0; i < bins; i++)
        shares[i] = 0;
    if (!(paths > 0)) {
        round_edges(0, 1, bins, edges);
        return;
    }
    double low = sample_type1(s, column, tail), high = sample_type1(s, column, 1 - tail), bulk = high - low;
    if (tally->max - low <= modest * bulk)
        high = tally->max;
    if (high - tally->min <= modest * (high - low))
        low = tally->min;
    if (tally->max <= high || !(bulk > 0))
        high = tally->max;
    if (!(bulk > 0))
        low = tally->min;
    round_edges(low, high, bins, edges);
    edges[0] = fmin(edges[0], tally->min);
    edges[bins] = fmax(edges[bins], tally->max);
    double before = 0;
    for (size_t i = 0; i < bins; i++) {
        double until = i + 1 < bins ? sample_hits_below(s, s->units, column, edges[i + 1], false) : paths;
        shares[i] = (until - before) / paths;
        before = until;
    }
}

static double share_at(const struct sample *s, size_t column, double y)
{
    return (sample_hits_below(s, s->units, column, y, true) - sample_hits_below(s, s->units, column, y, false)) /
           sample_paths(s, s->units, column);
}

size_t sample_atoms(const struct sample *s, size_t column, double least, size_t room, double *values)
{
    static const double zero = 0;
    size_t paths = s->pilot.paths ? s->pilot.paths : 1, count = 0;
    const double *sorted = s->pilot.paths ? s->pilot.sorted[column] : &zero;
    for (size_t first = 0, end; first < paths; first = end) {
        for (end = first + 1; end < paths && !(sorted[end] > sorted[first]);)
            end++;
        bool repeats = end - first > 1 || s->pilot.paths == 0;
        if (repeats && count < room && (double)(end - first) >= least / 2 * (double)paths &&
            share_at(s, column, sorted[first]) >= least)
            values[count++] = sorted[first] + 0.0;
    }
    return count;
}
