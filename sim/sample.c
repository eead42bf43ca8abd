#include "sim/sample.h"

#include <math.h>

static uint64_t *chunk_row(const struct sample *s, size_t unit, size_t column)
{
    return s->index->below + (unit * s->pooled->layout.columns + column) * (CHUNKS + 1);
}

const struct histogram *sample_histogram(const struct sample *s, size_t unit, size_t column)
{
    const struct tally *tally = unit == s->units ? s->pooled : s->unit[unit];
    return &tally->column[column].histogram;
}

double *sample_numbers(const struct sample *s)
{
    return arena_alloc(s->arena, s->units + 1, sizeof(double));
}

/* Looks for the bins in which the pilot has a value twice, or every path of the bin. */
static void list_pilot_bins(const struct sample *s, struct sample_index *index, size_t column)
{
    const double *sorted = s->pilot.paths ? s->pilot.sorted[column] : NULL;
    const struct histogram *pooled = sample_histogram(s, s->units, column);
    struct pilot_bin *list = NULL;
    size_t count = 0;
    for (size_t first = 0, end; first < s->pilot.paths; first = end) {
        struct pilot_bin one = {.bin = histogram_bin(sorted[first]), .first = first};
        for (end = first + 1; end < s->pilot.paths && histogram_bin(sorted[end]) == one.bin; end++)
            one.repeats = one.repeats || !(sorted[end] > sorted[end - 1]);
        one.values = end - first;
        if (!one.repeats && one.values != histogram_count(pooled, one.bin))
            continue;
        list = arena_grow(s->arena, list, count, sizeof *list);
        list[count++] = one;
    }
    index->pilot_bin[column] = list;
    index->pilot_bins[column] = count;
}

static void cumulate(const struct sample *s, size_t unit, size_t column)
{
    const struct histogram *h = sample_histogram(s, unit, column);
    uint64_t *below = chunk_row(s, unit, column);
    for (uint32_t k = 0; k < CHUNKS; k++)
        below[k + 1] = below[k] + histogram_sum(h, k * CHUNK_BINS, (k + 1) * CHUNK_BINS);
}

struct sample sample_of(struct arena *arena, const struct tally *const *unit, size_t units, bool independent,
                        const struct pilot *pilot, double level)
{
    struct sample s = {.arena = arena, .units = units, .independent = independent, .unit = unit, .level = level};
    if (pilot)
        s.pilot = *pilot;
    if (units == 1) {
        s.pooled = unit[0];
    } else {
        struct tally *pooled = tally_create(arena, &unit[0]->layout);
        for (size_t r = 0; r < units; r++)
            tally_merge(pooled, unit[r]);
        s.pooled = pooled;
    }
    size_t columns = s.pooled->layout.columns;
    struct sample_index *index = arena_alloc(arena, 1, sizeof *index);
    index->below = arena_alloc(arena, (units + 1) * columns * (CHUNKS + 1), sizeof *index->below);
    index->pilot_bin = arena_alloc(arena, columns, sizeof *index->pilot_bin);
    index->pilot_bins = arena_alloc(arena, columns, sizeof *index->pilot_bins);
    s.index = index;
    for (size_t c = 0; c < columns; c++) {
        for (size_t r = 0; r <= units; r++)
            cumulate(&s, r, c);
        list_pilot_bins(&s, index, c);
    }
    return s;
}

double sample_paths(const struct sample *s, size_t unit, size_t column)
{
    return (double)chunk_row(s, unit, column)[CHUNKS];
}

double sample_count_before(const struct sample *s, size_t unit, size_t column, uint32_t bin)
{
    uint32_t chunk = bin / CHUNK_BINS;
    return (double)(chunk_row(s, unit, column)[chunk] +
                    histogram_sum(sample_histogram(s, unit, column), chunk * CHUNK_BINS, bin));
}

static uint32_t bin_of_rank(const struct sample *s, size_t column, double rank)
{
    const uint64_t *below = chunk_row(s, s->units, column);
    uint32_t low = 0, high = CHUNKS; /* below[low] < rank <= below[high] */
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        if ((double)below[middle] < rank)
            low = middle;
        else
            high = middle;
    }
    const struct histogram *h = sample_histogram(s, s->units, column);
    double before = (double)below[low];
    uint32_t bin = low * CHUNK_BINS;
    for (;; bin++) {
        before += (double)histogram_count(h, bin);
        if (before >= rank || bin + 1 == HISTOGRAM_BINS)
            return bin;
    }
}

static const struct pilot_bin *find_pilot_bin(const struct sample *s, size_t column, uint32_t bin)
{
    const struct pilot_bin *list = s->index->pilot_bin[column];
    size_t low = 0, high = s->index->pilot_bins[column];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].bin == bin)
            return &list[middle];
        if (list[middle].bin < bin)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct bin_place sample_place(const struct sample *s, size_t column, uint32_t bin)
{
    const struct column_tally *tally = &s->pooled->column[column];
    struct bin_place place = {.low = histogram_low(bin), .high = histogram_high(bin), .atom = bin == HISTOGRAM_ZERO};
    if (place.low < tally->min)
        place.low = tally->min;
    if (place.high > tally->max)
        place.high = tally->max;
    if (place.low >= place.high) { /* zero, or the bin's only value is the least or the largest of all */
        place.high = place.low;
        place.atom = true;
        return place;
    }
    const struct pilot_bin *found = find_pilot_bin(s, column, bin);
    if (found) {
        place.value = s->pilot.sorted[column] + found->first;
        place.values = found->values;
        place.atom = found->repeats;
    }
    return place;
}

double bin_place_mean(const struct bin_place *place)
{
    if (!place->value)
        return place->low + (place->high - place->low) / 2;
    double sum = 0;
    for (size_t i = 0; i < place->values; i++)
        sum += place->value[i] - place->low;
    return place->low + sum / (double)place->values;
}

/* 0 < fraction < 1: share of the bin's mass below. */
static double value_in_bin(const struct bin_place *place, double fraction)
{
    if (!place->value)
        return place->low + fraction * (place->high - place->low);
    double rank = ceil(fraction * (double)place->values);
    size_t i = rank < 1 ? 0 : (size_t)rank - 1;
    return place->value[i < place->values ? i : place->values - 1];
}

double bin_place_share_below(const struct bin_place *place, double y, bool or_at)
{
    if (place->value) {
        size_t hits = 0;
        while (hits < place->values && (place->value[hits] < y || (or_at && place->value[hits] <= y)))
            hits++;
        return (double)hits / (double)place->values;
    }
    if (y < place->low || (y <= place->low && !or_at && place->atom))
        return 0;
    if (y >= place->high)
        return 1;
    return (y - place->low) / (place->high - place->low);
}

double sample_value_of_rank(const struct sample *s, size_t column, double rank)
{
    double paths = sample_paths(s, s->units, column);
    rank = fmin(fmax(rank, 1), paths);
    uint32_t bin = bin_of_rank(s, column, rank);
    struct bin_place place = sample_place(s, column, bin);
    double count = (double)histogram_count(sample_histogram(s, s->units, column), bin);
    double before = sample_count_before(s, s->units, column, bin);
    return value_in_bin(&place, (rank - before - 0.5) / count);
}

double sample_type1(const struct sample *s, size_t column, double p)
{
    /* A level that equals a sum of weights is met by it, whichever way either was rounded: there can be a gap behind.
     */
    return sample_value_of_rank(s, column, ceil(sample_paths(s, s->units, column) * (p - 0x1p-30)));
}

double sample_hits_below(const struct sample *s, size_t unit, size_t column, double y, bool or_at)
{
    const struct column_tally *tally = &s->pooled->column[column];
    if (y < tally->min)
        return 0;
    if (y > tally->max || (or_at && y >= tally->max))
        return sample_paths(s, unit, column);
    uint32_t bin = histogram_bin(y);
    struct bin_place place = sample_place(s, column, bin);
    return sample_count_before(s, unit, column, bin) +
           (double)histogram_count(sample_histogram(s, unit, column), bin) * bin_place_share_below(&place, y, or_at);
}

double sample_cdf(const struct sample *s, size_t column, double y)
{
    double paths = sample_paths(s, s->units, column);
    return paths > 0 ? sample_hits_below(s, s->units, column, y, true) / paths : (double)NAN;
}

void sample_bin_means(const struct sample *s, size_t column, uint32_t first, uint32_t last,
                      double (*f)(const struct bin_place *place, const void *context), const void *context,
                      double *means)
{
    const struct histogram *pooled = sample_histogram(s, s->units, column);
    for (size_t r = 0; r <= s->units; r++)
        means[r] = 0;
    for (uint32_t bin = histogram_next(pooled, first); bin <= last && bin < HISTOGRAM_BINS;
         bin = histogram_next(pooled, bin + 1)) {
        struct bin_place place = sample_place(s, column, bin);
        double value = f(&place, context);
        for (size_t r = 0; r <= s->units; r++)
            means[r] += (double)histogram_count(sample_histogram(s, r, column), bin) * value;
    }
    for (size_t r = 0; r <= s->units; r++) {
        double paths = sample_paths(s, r, column);
        if (paths > 0)
            means[r] /= paths;
    }
}

struct figure sample_figure(const struct sample *s, size_t column, double estimate, const double *influence_mean,
                            double influence_sd)
{
    double paths = sample_paths(s, s->units, column);
    if (s->independent)
        return figure_of_independent(estimate, influence_sd, paths, s->level);
    double *kept = sample_numbers(s);
    size_t used = 0;
    for (size_t r = 0; r < s->units; r++)
        if (sample_paths(s, r, column) > 0)
            kept[used++] = influence_mean[r];
    return figure_of_replicates(estimate, kept, used, s->level);
}

static double within_unit(double share)
{
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

struct figure sample_proportion(const struct sample *s, const double *hits, const double *paths)
{
    enum { FEW_HITS = 5 };
    double all_hits = hits[s->units], all_paths = paths[s->units], first_share = -1;
    double *share = sample_numbers(s);
    bool differ = false;
    size_t used = 0;
    for (size_t r = 0; r < s->units; r++) {
        if (!(paths[r] > 0))
            continue;
        share[used] = hits[r] / paths[r];
        first_share = used ? first_share : share[0];
        differ = differ || share[used] < first_share || share[used] > first_share;
        used++;
    }
    /* Where the replicates can't tell an error (too few hits, or all agree), the paths are taken as independent: that
     * is too wide rather than too narrow. */
    if (s->independent || !differ || all_hits < FEW_HITS || all_paths - all_hits < FEW_HITS)
        return figure_of_proportion(all_hits, all_paths, s->level);
    struct figure figure = figure_of_replicates(all_hits / all_paths, share, used, s->level);
    figure.ci_low = within_unit(figure.ci_low);
    figure.ci_high = within_unit(figure.ci_high);
    return figure;
}
