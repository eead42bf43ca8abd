#include "sim/dominance.h"

#include "sim/sample.h"

#include <math.h>

/* Each end of a bin is one look; at this level about a hundred independent looks are wrong in one of a hundred cases.
 */
static const double look_level = 0.9999;

struct running { /* over the bins so far: paths, sum and sum of squares of their values; units + 1 of each */
    size_t column;
    double *paths, *sum, square;
};

struct verdicts { /* of one order: has a been below b, above b, by more than the error? */
    bool below, above;
};

static struct running running_of(const struct sample *s, size_t column)
{
    return (struct running){column, sample_numbers(s), sample_numbers(s), 0};
}

static void take_bin(const struct sample *s, struct running *running, uint32_t bin)
{
    if (!histogram_count(sample_histogram(s, s->units, running->column), bin))
        return;
    struct bin_place place = sample_place(s, running->column, bin);
    double mean = bin_place_mean(&place);
    for (size_t r = 0; r <= s->units; r++) {
        double count = (double)histogram_count(sample_histogram(s, r, running->column), bin);
        running->paths[r] += count;
        running->sum[r] += count * mean;
        running->square += r == s->units ? count * mean * mean : 0;
    }
}

/* F(y) and E max(y - Y, 0) of a unit. */
static double share_at(const struct sample *s, const struct running *running, size_t unit)
{
    return running->paths[unit] / sample_paths(s, unit, running->column);
}

static double shortfall_at(const struct sample *s, const struct running *running, size_t unit, double y)
{
    return (y * running->paths[unit] - running->sum[unit]) / sample_paths(s, unit, running->column);
}

/* Variance of the mean of max(y - Y, 0), and of the indicator, for independent paths. */
static double shortfall_error2(const struct sample *s, const struct running *running, double y)
{
    double paths = sample_paths(s, s->units, running->column), mean = shortfall_at(s, running, s->units, y);
    double square =
        (y * y * running->paths[s->units] - 2 * y * running->sum[s->units] + running->square) / paths - mean * mean;
    return (square > 0 ? square : 0) / paths;
}

static double share_error2(const struct sample *s, const struct running *running)
{
    double share = share_at(s, running, s->units);
    return share * (1 - share) / sample_paths(s, s->units, running->column);
}

static double replicates_error2(const double *difference, size_t units)
{
    double mean = 0, squares = 0, count = (double)units;
    for (size_t r = 0; r < units; r++)
        mean += difference[r] / count;
    for (size_t r = 0; r < units; r++)
        squares += (difference[r] - mean) * (difference[r] - mean);
    return squares / (count - 1) / count;
}

static void judge(struct verdicts *verdicts, double difference, double tolerance)
{
    verdicts->below = verdicts->below || difference < -tolerance;
    verdicts->above = verdicts->above || difference > tolerance;
}

static int order_of(const struct verdicts *verdicts)
{
    return verdicts->below == verdicts->above ? 0 : verdicts->below ? 1 : -1;
}

struct dominance dominance_of(const struct sample *s, size_t a, size_t b)
{
    const double rounding = 1e-12; /* of sums of some 1e5 bins */
    struct dominance dominance = {.alike = true};
    const struct column_tally *first = &s->pooled->column[a], *second = &s->pooled->column[b];
    dominance.critical = s->independent ? critical_normal(look_level) : critical_t(look_level, (double)s->units - 1);
    if (!(sample_paths(s, s->units, a) > 0 && sample_paths(s, s->units, b) > 0))
        return dominance;
    struct running run_a = running_of(s, a), run_b = running_of(s, b);
    struct verdicts share = {0}, shortfall = {0};
    double *share_gap = sample_numbers(s), *shortfall_gap = sample_numbers(s);
    double least = fmin(first->min, second->min), most = fmax(first->max, second->max), size = fmax(-least, most);
    for (uint32_t bin = 0;; bin++) {
        uint32_t next_a = histogram_next(sample_histogram(s, s->units, a), bin);
        uint32_t next_b = histogram_next(sample_histogram(s, s->units, b), bin);
        bin = next_a < next_b ? next_a : next_b;
        if (bin >= HISTOGRAM_BINS)
            break;
        take_bin(s, &run_a, bin);
        take_bin(s, &run_b, bin);
        double y = fmin(histogram_high(bin), most);
        for (size_t r = 0; r <= s->units; r++) {
            share_gap[r] = share_at(s, &run_a, r) - share_at(s, &run_b, r);
            shortfall_gap[r] = shortfall_at(s, &run_a, r, y) - shortfall_at(s, &run_b, r, y);
        }
        double share_variance =
            s->independent ? share_error2(s, &run_a) + share_error2(s, &run_b) : replicates_error2(share_gap, s->units);
        double shortfall_variance = s->independent ? shortfall_error2(s, &run_a, y) + shortfall_error2(s, &run_b, y)
                                                   : replicates_error2(shortfall_gap, s->units);
        judge(&share, share_gap[s->units], dominance.critical * sqrt(share_variance) + rounding);
        judge(&shortfall, shortfall_gap[s->units], dominance.critical * sqrt(shortfall_variance) + rounding * size);
    }
    dominance.first = order_of(&share);
    dominance.second = dominance.first ? dominance.first : order_of(&shortfall);
    dominance.alike = !share.below && !share.above && !shortfall.below && !shortfall.above;
    return dominance;
}
