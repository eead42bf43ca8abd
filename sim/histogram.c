#include "sim/histogram.h"

#include <math.h>

enum { MERGE_RUN = 16 }; /* bins looked at together, so that untouched pages of the target stay untouched */

static double edge_at(uint32_t distance) /* the inner end of the bin this far from zero, distance >= 1 */
{
    if (distance == 1)
        return 0;
    uint64_t bits = (uint64_t)(distance - 2 + HISTOGRAM_FIRST_KEY) << HISTOGRAM_KEY_SHIFT;
    double edge;
    memcpy(&edge, &bits, sizeof edge);
    return edge;
}

double histogram_low(uint32_t bin)
{
    if (bin > HISTOGRAM_ZERO)
        return edge_at(bin - HISTOGRAM_ZERO);
    if (bin == HISTOGRAM_ZERO)
        return 0;
    return bin == 0 ? (double)-INFINITY : -edge_at(HISTOGRAM_ZERO - bin + 1);
}

double histogram_high(uint32_t bin)
{
    if (bin < HISTOGRAM_ZERO)
        return 0 - edge_at(HISTOGRAM_ZERO - bin);
    if (bin == HISTOGRAM_ZERO)
        return 0;
    return bin + 1 >= HISTOGRAM_BINS ? (double)INFINITY : edge_at(bin + 1 - HISTOGRAM_ZERO);
}

static void forget_range(struct histogram *h)
{
    h->low = HISTOGRAM_ZERO;
    h->high = HISTOGRAM_ZERO + 1;
    h->near = HISTOGRAM_SIGN_BINS;
}

void histogram_create(struct histogram *h, char *room)
{
    *h = (struct histogram){0};
    h->count = (void *)room;
    forget_range(h);
}

void histogram_touch(struct histogram *h, uint32_t low, uint32_t high, uint32_t near)
{
    if (low < h->low)
        h->low = low;
    if (high >= h->high)
        h->high = high + 1;
    if (near && near < h->near)
        h->near = near;
}

/* The two stretches beside zero, and zero itself, as [begin, end) pairs. */
static void stretches(const struct histogram *h, uint32_t pair[3][2])
{
    uint32_t below_end = HISTOGRAM_ZERO - h->near + 1;
    uint32_t above = HISTOGRAM_ZERO + h->near;
    pair[0][0] = h->low < below_end ? h->low : below_end;
    pair[0][1] = below_end;
    pair[1][0] = HISTOGRAM_ZERO;
    pair[1][1] = HISTOGRAM_ZERO + 1;
    pair[2][0] = above < h->high ? above : h->high;
    pair[2][1] = h->high;
}

uint32_t histogram_next(const struct histogram *h, uint32_t bin)
{
    uint32_t pair[3][2];
    stretches(h, pair);
    for (int i = 0; i < 3; i++)
        for (uint32_t at = bin > pair[i][0] ? bin : pair[i][0]; at < pair[i][1]; at++)
            if (histogram_count(h, at))
                return at;
    return HISTOGRAM_BINS;
}

uint64_t histogram_sum(const struct histogram *h, uint32_t first, uint32_t end)
{
    uint32_t pair[3][2];
    uint64_t sum = 0;
    bool beside_zero = first > HISTOGRAM_ZERO - h->near && end <= HISTOGRAM_ZERO + h->near;
    if (end <= h->low || first >= h->high || (beside_zero && (end <= HISTOGRAM_ZERO || first > HISTOGRAM_ZERO)))
        return 0;
    stretches(h, pair);
    for (int i = 0; i < 3; i++) {
        uint32_t from = first > pair[i][0] ? first : pair[i][0], to = end < pair[i][1] ? end : pair[i][1];
        for (uint32_t bin = from; bin < to; bin++)
            sum += h->count[bin];
    }
    return sum;
}

void histogram_clear(struct histogram *h)
{
    uint32_t pair[3][2];
    stretches(h, pair);
    for (int i = 0; i < 3; i++)
        memset(h->count + pair[i][0], 0, (pair[i][1] - pair[i][0]) * sizeof *h->count);
    forget_range(h);
}

void histogram_add(struct histogram *h, uint32_t bin, uint64_t count)
{
    if (!count)
        return;
    uint32_t near = bin > HISTOGRAM_ZERO ? bin - HISTOGRAM_ZERO : HISTOGRAM_ZERO - bin;
    histogram_touch(h, bin, bin, near);
    h->count[bin] += count;
}

static void merge_run(uint64_t *restrict into, const uint64_t *restrict from, uint32_t bins)
{
    uint32_t done = 0;
    for (; done + MERGE_RUN <= bins; done += MERGE_RUN) {
        uint64_t any = 0;
        for (uint32_t i = 0; i < MERGE_RUN; i++)
            any |= from[done + i];
        if (!any)
            continue;
        for (uint32_t i = 0; i < MERGE_RUN; i++)
            into[done + i] += from[done + i];
    }
    for (; done < bins; done++)
        if (from[done])
            into[done] += from[done];
}

void histogram_merge(struct histogram *into, const struct histogram *from)
{
    uint32_t pair[3][2];
    stretches(from, pair);
    if (from->low < into->low)
        into->low = from->low;
    if (from->high > into->high)
        into->high = from->high;
    if (from->near < into->near)
        into->near = from->near;
    for (int i = 0; i < 3; i++)
        merge_run(into->count + pair[i][0], from->count + pair[i][0], pair[i][1] - pair[i][0]);
}
