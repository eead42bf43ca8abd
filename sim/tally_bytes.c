/* A tally as bytes: words for sums, short numbers for the histogram's touched bins (sim/byte_run.h); kept values
 * ascending, a word each, and where they are weighted each followed by its weight, the lightest first of those that are
 * equal. What is equal is equal byte by byte. */
#include "sim/tally_bytes.h"

#include "sim/ascending.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t tally_magic = UINT64_C(0x33796c6c61744f46); /* "FOtally3" */

static void put_double(struct byte_run *out, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    byte_run_put_word(out, bits);
}

static double take_double(struct byte_span *from)
{
    uint64_t bits = byte_span_take_word(from);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void put_sum(struct byte_run *out, const struct exact_sum *sum)
{
    for (int i = 0; i < EXACT_SUM_LIMBS; i++)
        byte_run_put_word(out, sum->limb[i]);
}

static void take_sum(struct byte_span *from, struct exact_sum *into)
{
    struct exact_sum sum;
    for (int i = 0; i < EXACT_SUM_LIMBS; i++)
        sum.limb[i] = byte_span_take_word(from);
    exact_sum_merge(into, &sum);
}

/* (distance from the bin before, count) for every touched bin, then a distance of 0. */
static void put_histogram(struct byte_run *out, const struct histogram *h)
{
    uint32_t before = 0;
    for (uint32_t bin = histogram_next(h, 0); bin < HISTOGRAM_BINS; bin = histogram_next(h, bin + 1)) {
        byte_run_put_short(out, bin + 1 - before);
        byte_run_put_short(out, histogram_count(h, bin));
        before = bin + 1;
    }
    byte_run_put_short(out, 0);
}

/* `weight`: what its paths count for together. */
static bool take_histogram(struct byte_span *from, struct histogram *h, uint64_t weight)
{
    uint64_t next = 0, distance, count, total = 0;
    while ((distance = byte_span_take_short(from)) != 0) {
        count = byte_span_take_short(from);
        if (distance > HISTOGRAM_BINS - next || !count || count > weight - total)
            return false;
        next += distance;
        total += count;
        histogram_add(h, (uint32_t)(next - 1), count);
    }
    return !from->short_of && total == weight;
}

struct weighed {
    double value;
    uint64_t weight;
};

static int by_value_and_weight(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;
    if (left->value < right->value || left->value > right->value)
        return left->value < right->value ? -1 : 1;
    return (left->weight > right->weight) - (left->weight < right->weight);
}

/* The order in which paths came is no part of a tally. */
static void put_weighed(struct byte_run *out, const struct column_tally *column, size_t count)
{
    struct arena *arena = arena_create();
    struct weighed *sorted = arena_alloc(arena, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct weighed){column->kept[i], column->kept_weight[i]};
    qsort(sorted, count, sizeof *sorted, by_value_and_weight);
    for (size_t i = 0; i < count; i++) {
        put_double(out, sorted[i].value);
        byte_run_put_short(out, sorted[i].weight);
    }
    arena_destroy(arena);
}

static void put_values(struct byte_run *out, const double *value, size_t count)
{
    struct arena *arena = arena_create();
    double *sorted = arena_alloc(arena, count, sizeof *sorted);
    memcpy(sorted, value, count * sizeof *sorted);
    ascending(arena, sorted, count);
    for (size_t i = 0; i < count; i++)
        put_double(out, sorted[i]);
    arena_destroy(arena);
}

/* Into a tally that keeps, from `at` on, or that counts. Values lie between the extremes that were told; together they
 * weigh what was told. */
static bool take_values(struct byte_span *from, struct column_tally *column, uint64_t at, uint64_t count,
                        const double ends[2], uint64_t weight, bool weighted)
{
    double before = ends[0];
    uint64_t own = 1, left = weight;
    for (uint64_t i = 0; i < count; i++) {
        double value = take_double(from);
        own = weighted ? byte_span_take_short(from) : own;
        if (from->short_of || !(value >= before && value <= ends[1]) || own > left)
            return false;
        before = value;
        left -= own;
        if (column->kept)
            column->kept[at + i] = value;
        if (column->kept_weight)
            column->kept_weight[at + i] = own;
        if (!column->kept)
            histogram_add(&column->histogram, histogram_bin(value), own);
    }
    return !left;
}

static void put_column(struct byte_run *out, const struct tally *tally, size_t c)
{
    const struct column_tally *column = &tally->column[c];
    put_double(out, tally->layout.shift[c]);
    put_double(out, column->min);
    put_double(out, column->max);
    byte_run_put_word(out, column->not_finite);
    byte_run_put_word(out, column->weight);
    put_sum(out, &column->deviation);
    put_sum(out, &column->square);
    if (column->kept_weight)
        put_weighed(out, column, tally_finite(tally, c));
    else if (column->kept)
        put_values(out, column->kept, tally_finite(tally, c));
    else
        put_histogram(out, &column->histogram);
}

/* `had`: paths of the tally before these. */
static bool take_column(struct byte_span *from, struct tally *tally, size_t c, uint64_t had, uint64_t paths, bool kept)
{
    struct column_tally *column = &tally->column[c];
    uint64_t at = had - column->not_finite;
    double shift = take_double(from), min = take_double(from), max = take_double(from);
    uint64_t not_finite = byte_span_take_word(from), weight = byte_span_take_word(from);
    if (from->short_of || memcmp(&shift, &tally->layout.shift[c], sizeof shift) != 0 || not_finite > paths)
        return false;
    if ((!tally->layout.weighted && weight != paths - not_finite) || weight > UINT64_MAX - column->weight)
        return false;
    if (not_finite < paths && !(min <= max)) /* also refuses NaN */
        return false;
    if (min < column->min)
        column->min = min;
    if (max > column->max)
        column->max = max;
    column->not_finite += not_finite;
    column->weight += weight;
    take_sum(from, &column->deviation);
    take_sum(from, &column->square);
    return kept ? take_values(from, column, at, paths - not_finite, (const double[2]){min, max}, weight,
                              tally->layout.weighted)
                : take_histogram(from, &column->histogram, weight);
}

static void put_groups(struct byte_run *out, const struct tally *tally)
{
    for (size_t g = 0; g < tally->layout.groups; g++) {
        byte_run_put_word(out, tally->group_paths[g]);
        byte_run_put_word(out, tally->group_weight[g]);
    }
    for (size_t i = 0; i < tally->layout.groups * tally->layout.group_columns; i++) {
        put_sum(out, &tally->group_sum[i]);
        if (tally->group_square)
            put_sum(out, &tally->group_square[i]);
    }
}

static void take_groups(struct byte_span *from, struct tally *tally)
{
    for (size_t g = 0; g < tally->layout.groups; g++) {
        tally->group_paths[g] += byte_span_take_word(from);
        tally->group_weight[g] += byte_span_take_word(from);
    }
    for (size_t i = 0; i < tally->layout.groups * tally->layout.group_columns; i++) {
        take_sum(from, &tally->group_sum[i]);
        if (tally->group_square)
            take_sum(from, &tally->group_square[i]);
    }
}

void tally_put(const struct tally *tally, struct byte_run *out)
{
    const struct tally_layout *layout = &tally->layout;
    const uint64_t head[] = {
        tally_magic,      layout->columns,  layout->groups, layout->group_columns, !layout->without_group_squares,
        layout->kept > 0, layout->weighted, tally->paths};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        byte_run_put_word(out, head[i]);
    for (size_t c = 0; c < layout->columns; c++)
        put_column(out, tally, c);
    put_groups(out, tally);
}

enum status tally_take(struct tally *tally, struct byte_span *from)
{
    const struct tally_layout *layout = &tally->layout;
    enum { MAGIC, COLUMNS, GROUPS, GROUP_COLUMNS, SQUARES, KEPT, WEIGHTED, PATHS, WORDS };
    uint64_t head[WORDS], had = tally->paths;
    for (int i = 0; i < WORDS; i++)
        head[i] = byte_span_take_word(from);
    if (head[MAGIC] != tally_magic || head[COLUMNS] != layout->columns || head[GROUPS] != layout->groups ||
        head[GROUP_COLUMNS] != layout->group_columns || head[SQUARES] != !layout->without_group_squares ||
        head[KEPT] > 1 || head[WEIGHTED] != layout->weighted || from->short_of)
        return STATUS_INVALID;
    if (layout->kept && (!head[KEPT] || head[PATHS] > layout->kept - had))
        return STATUS_INVALID;
    tally->paths += head[PATHS];
    for (size_t c = 0; c < layout->columns; c++)
        if (!take_column(from, tally, c, had, head[PATHS], head[KEPT]))
            return STATUS_INVALID;
    take_groups(from, tally);
    return from->short_of ? STATUS_INVALID : STATUS_OK;
}
