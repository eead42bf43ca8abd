/* Probabilities, expectations and equal-width shares: counts of the histogram. */
#include "sim/sample.h"

#include <math.h>

/* Paths of a unit below 0, at 0 and above it. */
struct signs {
    double below, zero, above;
};

static struct signs signs_of(const struct sample *s, size_t unit, size_t column)
{
    double below = sample_hits_below(s, unit, column, 0, false), until = sample_hits_below(s, unit, column, 0, true);
    return (struct signs){below, until - below, sample_paths(s, unit, column) - until};
}

/* The share that counts each sign so much. */
static struct figure share_of_signs(const struct sample *s, size_t column, struct signs counts)
{
    double *hits = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r <= s->units; r++) {
        struct signs signs = signs_of(s, r, column);
        paths[r] = sample_paths(s, r, column);
        hits[r] = counts.below * signs.below + counts.zero * signs.zero + counts.above * signs.above;
    }
    return sample_proportion(s, hits, paths);
}

struct figure sample_p_zero(const struct sample *s, size_t column)
{
    return share_of_signs(s, column, (struct signs){.zero = 1});
}

struct figure sample_p_positive(const struct sample *s, size_t column)
{
    return share_of_signs(s, column, (struct signs){.above = 1});
}

struct figure sample_p_negative(const struct sample *s, size_t column)
{
    return share_of_signs(s, column, (struct signs){.below = 1});
}

struct figure sample_p_better(const struct sample *s, size_t column)
{
    return share_of_signs(s, column, (struct signs){.zero = 0.5, .above = 1});
}

/* What is not known of the bin that the amount lies in joins. */
static struct figure with_placing(struct figure figure, double placing)
{
    figure.std_error =
        placing > 0 ? sqrt(figure.std_error * figure.std_error + placing * placing / 4) : figure.std_error;
    figure.ci_low = figure.ci_low > placing ? figure.ci_low - placing : 0;
    figure.ci_high = figure.ci_high < 1 - placing ? figure.ci_high + placing : 1;
    return figure;
}

static struct figure share_below(const struct sample *s, size_t column, double amount, bool complement)
{
    double *hits = sample_numbers(s), *paths = sample_numbers(s);
    for (size_t r = 0; r <= s->units; r++) {
        paths[r] = sample_paths(s, r, column);
        double below = sample_hits_below(s, r, column, amount, true);
        hits[r] = complement ? paths[r] - below : below;
    }
    struct figure figure = sample_proportion(s, hits, paths);
    return isfinite(figure.ci_low) ? with_placing(figure, sample_placing_error(s, column, amount)) : figure;
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

static double expected_at(double y, const void *context)
{
    const struct expectation *e = context;
    double value = e->f(y, e->context);
    return e->squared ? value * value : value;
}

static double expected_in_bin(const struct bin_place *place, const void *context)
{
    return place->value ? bin_place_mean_of(place, expected_at, context) : expected_at(bin_place_mean(place), context);
}

struct figure sample_expectation(const struct sample *s, size_t column, double (*f)(double y, const void *context),
                                 const void *context)
{
    if (!(sample_paths(s, s->units, column) > 0))
        return figure_unknown("no paths");
    struct expectation e = {f, context, false};
    double *means = sample_numbers(s), *influence = sample_numbers(s), influence_sd = 0;
    sample_means(s, column, -(double)INFINITY, (double)INFINITY, expected_in_bin, &e, means);
    double pooled = means[s->units];
    for (size_t r = 0; r < s->units; r++)
        influence[r] = means[r] - pooled;
    if (s->independent) {
        double *squares = sample_numbers(s);
        e.squared = true;
        sample_means(s, column, -(double)INFINITY, (double)INFINITY, expected_in_bin, &e, squares);
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

/* An atom of that share holds one of these ranks at least. */
static size_t atoms_of_kept(const struct sample *s, size_t column, double least, size_t room, double *values)
{
    double paths = sample_paths(s, s->units, column), step = fmax(1, floor(least * paths / 2));
    size_t count = 0;
    for (double rank = 1; rank <= paths && count < room; rank += step) {
        double value = sample_value_of_rank(s, column, rank);
        if (sample_count_at(s, column, value) >= fmax(least * paths, 2 * sample_largest_weight(s)) &&
            !(count && values[count - 1] >= value))
            values[count++] = value;
    }
    return count;
}

size_t sample_atoms(const struct sample *s, size_t column, double least, size_t room, double *values)
{
    static const double zero = 0;
    if (s->pooled->layout.kept)
        return atoms_of_kept(s, column, least, room, values);
    size_t paths = s->pilot.paths ? s->pilot.paths : 1, count = 0;
    const double *sorted = s->pilot.paths ? s->pilot.sorted[column] : &zero;
    for (size_t first = 0, end; first < paths; first = end) {
        for (end = first + 1; end < paths && !(sorted[end] > sorted[first]);)
            end++;
        bool repeats = end - first > 1 || s->pilot.paths == 0;
        bool many = s->pilot.weight || (double)(end - first) >= least / 2 * (double)paths;
        if (repeats && many && count < room && share_at(s, column, sorted[first]) >= least)
            values[count++] = sorted[first] + 0.0;
    }
    return count;
}
