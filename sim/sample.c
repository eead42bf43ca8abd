#include "sim/sample.h"

#include "sim/ranked.h"

#include <math.h>

static const struct tally *tally_of(const struct sample *s, size_t unit)
{
    return unit == s->units ? s->pooled : s->unit[unit];
}

static bool is_kept(const struct sample *s)
{
    return s->pooled->layout.kept > 0;
}

static double one_of(const struct sample *s)
{
    return (double)tally_one(&s->pooled->layout);
}

static uint64_t *chunk_row(const struct sample *s, size_t unit, size_t column)
{
    return s->index->below + (unit * s->pooled->layout.columns + column) * (CHUNKS + 1);
}

static struct ranked *ranked_of_unit(const struct sample *s, size_t unit, size_t column)
{
    struct ranked **ranked = &s->index->ranked[unit * s->pooled->layout.columns + column];
    const struct tally *tally = tally_of(s, unit);
    if (!*ranked)
        *ranked = ranked_create(s->arena, tally->column[column].kept, tally->column[column].kept_weight,
                                tally_finite(tally, column));
    return *ranked;
}

static struct ranked *ranked_of(const struct sample *s, size_t column)
{
    return ranked_of_unit(s, s->units, column);
}

static const struct histogram *histogram_of_kept(const struct sample *s, size_t unit, size_t column)
{
    struct histogram **made = &s->index->histogram[unit * s->pooled->layout.columns + column];
    const struct tally *tally = tally_of(s, unit);
    uint64_t count = tally_finite(tally, column);
    if (*made)
        return *made;
    *made = arena_alloc(s->arena, 1, sizeof **made);
    histogram_create(*made, arena_alloc(s->arena, 1, HISTOGRAM_ROOM));
    for (uint64_t i = 0; i < count; i++) {
        const struct column_tally *kept = &tally->column[column];
        histogram_add(*made, histogram_bin(kept->kept[i]), kept->kept_weight ? kept->kept_weight[i] : 1);
    }
    return *made;
}

const struct histogram *sample_histogram(const struct sample *s, size_t unit, size_t column)
{
    return is_kept(s) ? histogram_of_kept(s, unit, column) : &tally_of(s, unit)->column[column].histogram;
}

double *sample_numbers(const struct sample *s)
{
    return arena_alloc(s->arena, s->units + 1, sizeof(double));
}

static uint64_t pilot_weight(const struct sample *s, size_t column, size_t first, size_t values)
{
    uint64_t sum = 0;
    for (size_t i = first; s->pilot.weight && i < first + values; i++)
        sum += s->pilot.weight[column][i];
    return s->pilot.weight ? sum : values;
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
        if (!one.repeats && pilot_weight(s, column, one.first, one.values) != histogram_count(pooled, one.bin))
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

static const struct tally *pool(struct arena *arena, const struct tally *const *unit, size_t units)
{
    if (units == 1)
        return unit[0];
    struct tally_layout layout = unit[0]->layout;
    layout.kept = 0;
    for (size_t r = 0; unit[0]->layout.kept && r < units; r++)
        layout.kept += unit[r]->paths;
    if (unit[0]->layout.kept && !layout.kept)
        layout.kept = 1; /* no paths at all, but kept */
    struct tally *pooled = tally_create(arena, &layout);
    for (size_t r = 0; r < units; r++)
        tally_merge(pooled, unit[r]);
    return pooled;
}

static void index_counts(const struct sample *s)
{
    size_t columns = s->pooled->layout.columns;
    s->index->below = arena_alloc(s->arena, (s->units + 1) * columns * (CHUNKS + 1), sizeof *s->index->below);
    s->index->pilot_bin = arena_alloc(s->arena, columns, sizeof(struct pilot_bin *));
    s->index->pilot_bins = arena_alloc(s->arena, columns, sizeof *s->index->pilot_bins);
    for (size_t c = 0; c < columns; c++) {
        for (size_t r = 0; r <= s->units; r++)
            cumulate(s, r, c);
        list_pilot_bins(s, s->index, c);
    }
}

struct sample sample_of(struct arena *arena, const struct tally *const *unit, size_t units, bool independent,
                        const struct pilot *pilot, double level)
{
    struct sample s = {.arena = arena, .units = units, .independent = independent, .unit = unit, .level = level};
    if (pilot)
        s.pilot = *pilot;
    s.pooled = pool(arena, unit, units);
    size_t columns = s.pooled->layout.columns;
    s.index = arena_alloc(arena, 1, sizeof *s.index);
    if (is_kept(&s)) {
        s.index->ranked = arena_alloc(arena, (units + 1) * columns, sizeof(struct ranked *));
        s.index->scans = arena_alloc(arena, (units + 1) * columns, sizeof *s.index->scans);
        s.index->histogram = arena_alloc(arena, (units + 1) * columns, sizeof(struct histogram *));
    } else {
        index_counts(&s);
    }
    return s;
}

double sample_paths(const struct sample *s, size_t unit, size_t column)
{
    return (double)tally_of(s, unit)->column[column].weight / one_of(s);
}

double sample_count(const struct sample *s, size_t unit, size_t column, uint32_t bin)
{
    return (double)histogram_count(sample_histogram(s, unit, column), bin) / one_of(s);
}

double sample_largest_weight(const struct sample *s)
{
    return s->pooled->layout.weighted ? s->pooled->layout.largest_weight : 1;
}

double sample_rank_of(const struct sample *s, double paths)
{
    return s->pooled->layout.weighted ? paths + 0.5 : ceil(paths);
}

/* Paths in lower bins. */
static double count_before(const struct sample *s, size_t unit, size_t column, uint32_t bin)
{
    uint32_t chunk = bin / CHUNK_BINS;
    return (double)(chunk_row(s, unit, column)[chunk] +
                    histogram_sum(sample_histogram(s, unit, column), chunk * CHUNK_BINS, bin)) /
           one_of(s);
}

/* The counts that a rank from 1 asks for: where paths count for weights of their own, up to the middle of one. */
static double counts_of_rank(const struct sample *s, double rank)
{
    return s->pooled->layout.weighted ? (rank - 0.5) * one_of(s) : rank;
}

/* Pooled. */
static uint32_t bin_of_rank(const struct sample *s, size_t column, double of_path)
{
    double rank = counts_of_rank(s, of_path);
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

/* All values of the bin stand for it. */
static void take_kept(const struct sample *s, size_t column, uint32_t bin, struct bin_place *place)
{
    struct ranked_numbers all = ranked_all(ranked_of(s, column));
    size_t first = 0, count = tally_finite(s->pooled, column), high = count;
    while (first < high) {
        size_t middle = first + (high - first) / 2;
        if (histogram_bin(all.value[middle]) < bin)
            first = middle + 1;
        else
            high = middle;
    }
    place->value = all.value + first;
    place->weight = all.weight ? all.weight + first : NULL;
    for (size_t i = first; i < count && histogram_bin(all.value[i]) == bin; i++)
        place->values++;
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
    if (is_kept(s)) {
        take_kept(s, column, bin, &place);
        return place;
    }
    const struct pilot_bin *found = find_pilot_bin(s, column, bin);
    if (found) {
        place.value = s->pilot.sorted[column] + found->first;
        place.weight = s->pilot.weight ? s->pilot.weight[column] + found->first : NULL;
        place.values = found->values;
        place.atom = found->repeats;
    }
    return place;
}

static double rank_within(const struct sample *s, size_t column, double rank)
{
    double paths = sample_paths(s, s->units, column);
    return s->pooled->layout.weighted ? fmin(fmax(rank, 0.5 + 0x1p-26), paths + 0.5) : fmin(fmax(rank, 1), paths);
}

double sample_value_of_rank(const struct sample *s, size_t column, double rank)
{
    rank = rank_within(s, column, rank);
    if (is_kept(s)) {
        double counts = s->pooled->layout.weighted ? ceil(counts_of_rank(s, rank)) : rank;
        return ranked_value(ranked_of(s, column), counts < 1 ? 1 : (uint64_t)counts);
    }
    uint32_t bin = bin_of_rank(s, column, rank);
    struct bin_place place = sample_place(s, column, bin);
    double fraction = (rank - count_before(s, s->units, column, bin) - 0.5) / sample_count(s, s->units, column, bin);
    return bin_place_value(&place, fmin(fmax(fraction, 0), 1));
}

/* Density a on a part t of the bin and b on the rest puts t (1 - t) |a - b| of it, at most a quarter of |a - b|,
 * elsewhere than an even one would; a and b as in the bins beside it. 0 where the pilot stands for the bin, or one
 * value does. */
static double placing_error(const struct sample *s, size_t column, uint32_t bin, const struct bin_place *place)
{
    if (place->value || place->atom)
        return 0;
    double before = bin > 0 ? sample_count(s, s->units, column, bin - 1) : 0;
    double after = bin + 1 < HISTOGRAM_BINS ? sample_count(s, s->units, column, bin + 1) : 0;
    return fmin(fabs(after - before) / 4, sample_count(s, s->units, column, bin));
}

double sample_bound_of_rank(const struct sample *s, size_t column, double rank, int side)
{
    if (is_kept(s))
        return sample_value_of_rank(s, column, rank);
    rank = rank_within(s, column, rank);
    uint32_t bin = bin_of_rank(s, column, rank);
    struct bin_place place = sample_place(s, column, bin);
    double count = sample_count(s, s->units, column, bin);
    double fraction =
        (rank - count_before(s, s->units, column, bin) - 0.5 + side * placing_error(s, column, bin, &place)) / count;
    return bin_place_value(&place, fmin(fmax(fraction, 0), 1));
}

double sample_placing_error(const struct sample *s, size_t column, double y)
{
    uint32_t bin = histogram_bin(y);
    struct bin_place place = is_kept(s) ? (struct bin_place){.atom = true} : sample_place(s, column, bin);
    return place.atom ? 0 : placing_error(s, column, bin, &place) / sample_paths(s, s->units, column);
}

double sample_type1(const struct sample *s, size_t column, double p)
{
    /* A level that equals a sum of weights is met by it, whichever way either was rounded: there can be a gap behind.
     */
    double paths = sample_paths(s, s->units, column) * (p - 0x1p-30);
    return sample_value_of_rank(s, column, sample_rank_of(s, paths));
}

/* Two loops, so that each is one of vectors. */
static double count_below(const struct sample *s, size_t unit, size_t column, double y, bool or_at)
{
    const struct column_tally *tally = &s->unit[unit]->column[column];
    const double *value = tally->kept;
    uint64_t count = tally_finite(s->unit[unit], column), weight = 0;
    int64_t hits = 0;
    if (tally->kept_weight) {
        for (uint64_t i = 0; i < count; i++)
            weight += value[i] < y || (or_at && value[i] <= y) ? tally->kept_weight[i] : 0;
        return (double)weight;
    }
    for (uint64_t i = 0; or_at && i < count; i++)
        hits += value[i] <= y;
    for (uint64_t i = 0; !or_at && i < count; i++)
        hits += value[i] < y;
    return (double)hits;
}

/* Ranks cost as much as a few counts. */
static double kept_below(const struct sample *s, size_t unit, size_t column, double y, bool or_at)
{
    enum { SCANS = 6 };
    unsigned char *scans = &s->index->scans[unit * s->pooled->layout.columns + column];
    if (unit == s->units || *scans == SCANS)
        return (double)ranked_below(ranked_of_unit(s, unit, column), y, or_at) / one_of(s);
    *scans += 1;
    return count_below(s, unit, column, y, or_at) / one_of(s);
}

double sample_hits_below(const struct sample *s, size_t unit, size_t column, double y, bool or_at)
{
    const struct column_tally *tally = &s->pooled->column[column];
    if (y < tally->min)
        return 0;
    if (y > tally->max || (or_at && y >= tally->max))
        return sample_paths(s, unit, column);
    if (is_kept(s))
        return kept_below(s, unit, column, y, or_at);
    uint32_t bin = histogram_bin(y);
    struct bin_place place = sample_place(s, column, bin);
    return count_before(s, unit, column, bin) +
           sample_count(s, unit, column, bin) * bin_place_share_below(&place, y, or_at);
}

double sample_count_at(const struct sample *s, size_t column, double y)
{
    if (is_kept(s))
        return sample_hits_below(s, s->units, column, y, true) - sample_hits_below(s, s->units, column, y, false);
    uint32_t bin = histogram_bin(y);
    return sample_place(s, column, bin).atom ? sample_count(s, s->units, column, bin) : 0;
}

bool sample_is_atom(const struct sample *s, size_t column, double y)
{
    return y == 0 || (is_kept(s) ? sample_count_at(s, column, y) > sample_largest_weight(s)
                                 : sample_place(s, column, histogram_bin(y)).atom);
}

double sample_cdf(const struct sample *s, size_t column, double y)
{
    double paths = sample_paths(s, s->units, column);
    return paths > 0 ? sample_hits_below(s, s->units, column, y, true) / paths : (double)NAN;
}

/* Exact sums: the order in which values were kept then tells nothing. */
static void means_of_kept(const struct sample *s, size_t column, double low, double high,
                          double (*f)(const struct bin_place *place, const void *context), const void *context,
                          double *sums)
{
    struct exact_sum pooled = {{0}};
    for (size_t r = 0; r < s->units; r++) {
        struct exact_sum sum = {{0}};
        const double *value = s->unit[r]->column[column].kept;
        const uint64_t *weight = s->unit[r]->column[column].kept_weight;
        uint64_t count = tally_finite(s->unit[r], column);
        double unit = 1 / one_of(s);
        for (uint64_t i = 0; i < count; i++)
            if (value[i] >= low && value[i] <= high) {
                struct bin_place place = {.low = value[i], .high = value[i]};
                exact_sum_add(&sum, f(&place, context) * (weight ? (double)weight[i] * unit : 1));
            }
        sums[r] = exact_sum_value(&sum);
        exact_sum_merge(&pooled, &sum);
    }
    sums[s->units] = exact_sum_value(&pooled);
}

static void means_of_bins(const struct sample *s, size_t column, uint32_t first, uint32_t last,
                          double (*f)(const struct bin_place *place, const void *context), const void *context,
                          double *sums)
{
    const struct histogram *pooled = sample_histogram(s, s->units, column);
    for (uint32_t bin = histogram_next(pooled, first); bin <= last && bin < HISTOGRAM_BINS;
         bin = histogram_next(pooled, bin + 1)) {
        struct bin_place place = sample_place(s, column, bin);
        double value = f(&place, context);
        for (size_t r = 0; r <= s->units; r++)
            sums[r] += sample_count(s, r, column, bin) * value;
    }
}

void sample_means(const struct sample *s, size_t column, double low, double high,
                  double (*f)(const struct bin_place *place, const void *context), const void *context, double *means)
{
    for (size_t r = 0; r <= s->units; r++)
        means[r] = 0;
    if (is_kept(s))
        means_of_kept(s, column, low, high, f, context, means);
    else
        means_of_bins(s, column, histogram_bin(low), histogram_bin(high), f, context, means);
    for (size_t r = 0; r <= s->units; r++) {
        double paths = sample_paths(s, r, column);
        if (paths > 0)
            means[r] /= paths;
    }
}
