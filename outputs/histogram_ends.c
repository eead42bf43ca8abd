#include "outputs/histogram_ends.h"

#include <stdbool.h>

static const double THIN_END = 0.005;

/* A bar far wider than its neighbour collects what is far out: drawn to scale it would leave no room for the others. */
static bool collects(const struct block_series *series, size_t bar, size_t neighbour)
{
    return series->high[bar] - series->low[bar] > 2 * (series->high[neighbour] - series->low[neighbour]);
}

struct histogram_ends histogram_ends(const struct block_series *series)
{
    struct histogram_ends ends = {0, series->count, 0, 0};
    if (series->count > 2 && collects(series, 0, 1))
        ends.below += series->y[ends.first++];
    if (series->count > 2 && collects(series, series->count - 1, series->count - 2))
        ends.above += series->y[--ends.last];
    while (ends.first < ends.last && ends.below + series->y[ends.first] <= THIN_END)
        ends.below += series->y[ends.first++];
    while (ends.last > ends.first && ends.above + series->y[ends.last - 1] <= THIN_END)
        ends.above += series->y[--ends.last];
    return ends;
}
