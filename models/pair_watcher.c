#include "models/pair_watcher.h"

#include "models/plan.h"

#include <assert.h>

size_t pair_watcher_metric(size_t offer, size_t metric)
{
    return offer * METRICS + metric;
}

/* Its place among the paired metrics. */
static size_t place_of(size_t metric)
{
    size_t place = 0;
    assert(metrics[metric].traits & METRIC_IS_PAIRED);
    for (size_t m = 0; m < metric; m++)
        place += (metrics[m].traits & METRIC_IS_PAIRED) != 0;
    return place;
}

size_t pair_watcher_pair(size_t offers, size_t pair, size_t metric)
{
    return offers * METRICS + pair * PAIRED_METRICS + place_of(metric);
}

size_t pair_watcher_difference(size_t offers, size_t i, size_t j, size_t metric)
{
    assert(i < j && j < offers);
    return pair_watcher_pair(offers, j * (j - 1) / 2 + i, metric);
}

size_t pair_watcher_regret(size_t offers, size_t offer)
{
    return offers * METRICS + offers * (offers - 1) / 2 * PAIRED_METRICS + offer;
}

static void watch_differences(const struct outcome *const *outcomes, size_t offers, struct watched *watched)
{
    size_t scratch = 0;
    for (size_t j = 1; j < offers; j++)
        for (size_t i = 0; i < j; i++)
            for (size_t m = 0; m < METRICS; m++) {
                if (!(metrics[m].traits & METRIC_IS_PAIRED))
                    continue;
                const double *a = outcomes[i]->metric[m], *b = outcomes[j]->metric[m];
                double *difference = watched->scratch[scratch++];
                for (size_t lane = 0; lane < LANES; lane++)
                    difference[lane] = a[lane] - b[lane];
                watched->columns[pair_watcher_difference(offers, i, j, m)] = difference;
            }
}

static void watch_regrets(const struct outcome *const *outcomes, size_t offers, struct watched *watched)
{
    double best[LANES];
    for (size_t lane = 0; lane < LANES; lane++)
        best[lane] = outcomes[0]->metric[METRIC_NET_ADVANTAGE][lane];
    for (size_t i = 1; i < offers; i++) {
        const double *net = outcomes[i]->metric[METRIC_NET_ADVANTAGE];
        for (size_t lane = 0; lane < LANES; lane++)
            best[lane] = net[lane] > best[lane] ? net[lane] : best[lane];
    }
    size_t scratch = offers * (offers - 1) / 2 * PAIRED_METRICS;
    for (size_t i = 0; i < offers; i++) {
        const double *net = outcomes[i]->metric[METRIC_NET_ADVANTAGE];
        double *regret = watched->scratch[scratch++];
        for (size_t lane = 0; lane < LANES; lane++)
            regret[lane] = best[lane] - net[lane];
        watched->columns[pair_watcher_regret(offers, i)] = regret;
    }
}

static void watch_pairs(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    size_t offers = *(const size_t *)watcher->context;
    for (size_t i = 0; i < offers; i++)
        for (size_t m = 0; m < METRICS; m++)
            watched->columns[pair_watcher_metric(i, m)] = outcomes[i]->metric[m];
    watch_differences(outcomes, offers, watched);
    watch_regrets(outcomes, offers, watched);
    watched->row = NULL;
}

/* Deviations are counted from path 0. */
static double *shifts_of(struct arena *arena, const struct plan *const *plans, size_t offers, const struct isa *isa,
                         const struct sampling *sampling)
{
    double *shift = arena_alloc(arena, pair_watcher_regret(offers, offers), sizeof *shift);
    double best = 0;
    for (size_t i = 0; i < offers; i++) {
        const double *zero = simulate_path_zero(arena, plans[i], isa, sampling);
        for (size_t m = 0; m < METRICS; m++)
            shift[pair_watcher_metric(i, m)] = zero[m];
        best = i == 0 || zero[METRIC_NET_ADVANTAGE] > best ? zero[METRIC_NET_ADVANTAGE] : best;
    }
    for (size_t j = 1; j < offers; j++)
        for (size_t i = 0; i < j; i++)
            for (size_t m = 0; m < METRICS; m++)
                if (metrics[m].traits & METRIC_IS_PAIRED)
                    shift[pair_watcher_difference(offers, i, j, m)] =
                        shift[pair_watcher_metric(i, m)] - shift[pair_watcher_metric(j, m)];
    for (size_t i = 0; i < offers; i++)
        shift[pair_watcher_regret(offers, i)] = best - shift[pair_watcher_metric(i, METRIC_NET_ADVANTAGE)];
    return shift;
}

struct watcher pair_watcher(struct arena *arena, const struct plan *const *plans, size_t offers, const struct isa *isa,
                            const struct sampling *sampling)
{
    size_t *context = arena_alloc(arena, 1, sizeof *context);
    *context = offers;
    struct watcher watcher = {.watch = watch_pairs, .context = context};
    watcher.layout.columns = pair_watcher_regret(offers, offers);
    for (size_t i = 0; i < offers; i++)
        for (size_t m = 0; m < METRICS && pair_watcher_metric(i, m) < 64; m++)
            watcher.layout.bounded |= (plans[i]->bounded >> m & 1) << pair_watcher_metric(i, m);
    watcher.layout.shift = shifts_of(arena, plans, offers, isa, sampling);
    watcher.scratch_columns = watcher.layout.columns - offers * METRICS;
    return watcher;
}
