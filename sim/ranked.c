#include "sim/ranked.h"

#include "sim/ascending.h"

#include <stdlib.h>
#include <string.h>

enum { PROBES = 64, BUCKET_NUMBERS = 4, FEW_NUMBERS = 48 };

struct ranked {
    struct arena *arena;
    size_t count, steps; /* equal steps from low on, of 1/scale */
    double low, scale;
    double *value;    /* bucket by bucket */
    uint64_t *weight; /* likewise; NULL: each counts for 1 */
    uint32_t *begin;  /* of each bucket, and the end of the last */
    uint64_t *before; /* what the buckets before each count for, and all; NULL: as many as begin says */
    bool *is_sorted;  /* by bucket */
};

/* Never falls where y rises: below low, the steps, from high on; zero has a bucket of its own. Without a branch, so
 * that many go at once. */
static inline int32_t bucket_of(const struct ranked *ranked, double y)
{
    double step = (y - ranked->low) * ranked->scale, last = (double)ranked->steps;
    step = step < -1 ? -1 : step;
    step = step > last ? last : step;
    return (int32_t)(step + 1) + (y >= 0) + (y > 0);
}

static size_t buckets_of(const struct ranked *ranked)
{
    return ranked->steps + 4;
}

static void insertion_sort(double *value, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        double y = value[i];
        size_t at = i;
        for (; at > 0 && value[at - 1] > y; at--)
            value[at] = value[at - 1];
        value[at] = y;
    }
}

/* Where each number goes with what it counts for. */
static void insertion_sort_along(double *value, uint64_t *weight, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        double y = value[i];
        uint64_t own = weight[i];
        size_t at = i;
        for (; at > 0 && value[at - 1] > y; at--) {
            value[at] = value[at - 1];
            weight[at] = weight[at - 1];
        }
        value[at] = y;
        weight[at] = own;
    }
}

struct weighed {
    double value;
    uint64_t weight;
};

static int by_value(const void *a, const void *b)
{
    const struct weighed *left = a, *right = b;
    return (left->value > right->value) - (left->value < right->value);
}

static void sort_along(struct arena *arena, double *value, uint64_t *weight, size_t count)
{
    struct weighed *sorted = arena_alloc(arena, count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct weighed){value[i], weight[i]};
    qsort(sorted, count, sizeof *sorted, by_value);
    for (size_t i = 0; i < count; i++) {
        value[i] = sorted[i].value;
        weight[i] = sorted[i].weight;
    }
}

/* Where the steps lie: between the second smallest and second largest of some, so that a long tail takes none. */
static void place_steps(struct ranked *ranked, const double *value)
{
    double probe[PROBES];
    size_t probes = ranked->count < PROBES ? ranked->count : PROBES;
    for (size_t i = 0; i < probes; i++)
        probe[i] = value[i * (ranked->count / probes)];
    insertion_sort(probe, probes);
    ranked->low = probes > 2 ? probe[1] : 0;
    double width = probes > 2 ? probe[probes - 2] - ranked->low : 0;
    ranked->scale = width > 0 ? (double)ranked->steps / width : 0;
    if (!(ranked->scale < 0x1p500)) /* all but one number */
        ranked->scale = 0;
}

/* begin[b]: how many numbers are in the buckets before b. */
static void deal(struct ranked *ranked, const double *value, const uint64_t *weight)
{
    size_t buckets = buckets_of(ranked);
    int32_t *bucket = arena_room(ranked->arena, ranked->count, sizeof *bucket);
    uint32_t *next = arena_alloc(ranked->arena, buckets + 1, sizeof *next);
    for (size_t i = 0; i < ranked->count; i++)
        bucket[i] = bucket_of(ranked, value[i]);
    for (size_t i = 0; i < ranked->count; i++)
        next[bucket[i] + 1]++;
    for (size_t b = 0; b < buckets; b++)
        next[b + 1] += next[b];
    memcpy(ranked->begin, next, (buckets + 1) * sizeof *next);
    for (size_t i = 0; i < ranked->count; i++) {
        uint32_t to = next[bucket[i]]++;
        ranked->value[to] = value[i];
        if (weight) {
            ranked->weight[to] = weight[i];
            ranked->before[bucket[i] + 1] += weight[i];
        }
    }
    for (size_t b = 0; weight && b < buckets; b++)
        ranked->before[b + 1] += ranked->before[b];
}

struct ranked *ranked_create(struct arena *arena, const double *value, const uint64_t *weight, size_t count)
{
    struct ranked *ranked = arena_alloc(arena, 1, sizeof *ranked);
    ranked->arena = arena;
    ranked->count = count;
    ranked->steps = count / BUCKET_NUMBERS + 1;
    ranked->value = arena_room(arena, count, sizeof *ranked->value);
    ranked->begin = arena_room(arena, buckets_of(ranked) + 1, sizeof *ranked->begin);
    ranked->is_sorted = arena_alloc(arena, buckets_of(ranked), sizeof *ranked->is_sorted);
    if (weight) {
        ranked->weight = arena_room(arena, count, sizeof *ranked->weight);
        ranked->before = arena_alloc(arena, buckets_of(ranked) + 1, sizeof *ranked->before);
    }
    place_steps(ranked, value);
    deal(ranked, value, weight);
    return ranked;
}

static bool all_same(const double *value, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (value[i] < value[0] || value[i] > value[0])
            return false;
    return true;
}

static void sort_bucket(struct ranked *ranked, size_t bucket)
{
    size_t first = ranked->begin[bucket], count = ranked->begin[bucket + 1] - first;
    double *value = ranked->value + first;
    if (ranked->is_sorted[bucket])
        return;
    ranked->is_sorted[bucket] = true;
    if (ranked->weight && count <= FEW_NUMBERS)
        insertion_sort_along(value, ranked->weight + first, count);
    else if (count <= FEW_NUMBERS)
        insertion_sort(value, count);
    else if (!all_same(value, count) && ranked->weight)
        sort_along(ranked->arena, value, ranked->weight + first, count);
    else if (!all_same(value, count))
        ascending(ranked->arena, value, count);
}

static uint64_t before_bucket(const struct ranked *ranked, size_t bucket)
{
    return ranked->before ? ranked->before[bucket] : ranked->begin[bucket];
}

double ranked_value(struct ranked *ranked, uint64_t rank)
{
    size_t low = 0, high = buckets_of(ranked); /* before low < rank <= before high */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (before_bucket(ranked, middle) < rank)
            low = middle;
        else
            high = middle;
    }
    while (low > 0 && ranked->begin[low] == ranked->begin[low + 1])
        low--; /* past all of them */
    sort_bucket(ranked, low);
    size_t at = ranked->begin[low], last = ranked->begin[low + 1] - 1;
    uint64_t left = rank - before_bucket(ranked, low);
    if (!ranked->weight)
        return ranked->value[at + left - 1 < last ? at + left - 1 : last];
    for (; at < last && ranked->weight[at] < left; at++)
        left -= ranked->weight[at];
    return ranked->value[at];
}

uint64_t ranked_below(struct ranked *ranked, double y, bool or_at)
{
    size_t bucket = (size_t)bucket_of(ranked, y), first = ranked->begin[bucket], low = first,
           high = ranked->begin[bucket + 1];
    sort_bucket(ranked, bucket);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranked->value[middle] < y || (or_at && ranked->value[middle] <= y))
            low = middle + 1;
        else
            high = middle;
    }
    uint64_t below = before_bucket(ranked, bucket);
    for (size_t i = first; ranked->weight && i < low; i++)
        below += ranked->weight[i];
    return ranked->weight ? below : low;
}

struct ranked_numbers ranked_all(struct ranked *ranked)
{
    for (size_t bucket = 0; bucket < buckets_of(ranked); bucket++)
        sort_bucket(ranked, bucket);
    return (struct ranked_numbers){ranked->value, ranked->weight};
}
