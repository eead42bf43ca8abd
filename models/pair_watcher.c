#include "models/pair_watcher.h"

#include "models/plan.h"

#include <assert.h>

static size_t paired_among(size_t first, size_t end)
{
    size_t count = 0;
    for (size_t m = first; m < end; m++)
        count += (metrics[m].traits & METRIC_IS_PAIRED) != 0;
    return count;
}

/* Of the block before tax, or of the one after it: its first metric and the one past its last. */
static size_t block_first(size_t metric)
{
    return metric < METRICS_BEFORE_TAX ? 0 : METRICS_BEFORE_TAX;
}

static size_t block_metrics(size_t metric)
{
    return metric < METRICS_BEFORE_TAX ? METRICS_BEFORE_TAX : METRICS - METRICS_BEFORE_TAX;
}

static size_t block_paired(size_t metric)
{
    return paired_among(block_first(metric), block_first(metric) + block_metrics(metric));
}

static size_t pairs_of(size_t offers)
{
    return offers * (offers - 1) / 2;
}

static size_t block_column(size_t offers, size_t metric)
{
    return metric < METRICS_BEFORE_TAX ? 0 : pair_watcher_columns(offers, false);
}

size_t pair_watcher_metric(size_t offers, size_t offer, size_t metric)
{
    return block_column(offers, metric) + offer * block_metrics(metric) + metric - block_first(metric);
}

size_t pair_watcher_pair(size_t offers, size_t pair, size_t metric)
{
    assert(metrics[metric].traits & METRIC_IS_PAIRED);
    size_t place = paired_among(block_first(metric), metric);
    return block_column(offers, metric) + offers * block_metrics(metric) + pair * block_paired(metric) + place;
}

size_t pair_watcher_difference(size_t offers, size_t i, size_t j, size_t metric)
{
    assert(i < j && j < offers);
    return pair_watcher_pair(offers, j * (j - 1) / 2 + i, metric);
}

size_t pair_watcher_regret(size_t offers, size_t offer)
{
    return offers * METRICS_BEFORE_TAX + pairs_of(offers) * block_paired(0) + offer;
}

size_t pair_watcher_columns(size_t offers, bool taxed)
{
    size_t after = offers * block_metrics(METRICS_BEFORE_TAX) + pairs_of(offers) * block_paired(METRICS_BEFORE_TAX);
    return pair_watcher_regret(offers, offers) + (taxed ? after : 0);
}

bool pair_watcher_is_taxed(const struct plan *const *plans, size_t offers)
{
    for (size_t i = 0; i < offers; i++)
        if (!plan_is_taxed(plans[i]))
            return false;
    return true;
}

struct pairing {
    size_t offers, metrics, net;
};

static void watch_differences(const struct pairing *pairing, const struct outcome *const *outcomes,
                              struct watched *watched, size_t *scratch)
{
    for (size_t j = 1; j < pairing->offers; j++)
        for (size_t i = 0; i < j; i++)
            for (size_t m = 0; m < pairing->metrics; m++) {
                if (!(metrics[m].traits & METRIC_IS_PAIRED))
                    continue;
                const double *a = outcomes[i]->metric[m], *b = outcomes[j]->metric[m];
                double *difference = watched->scratch[(*scratch)++];
                for (size_t lane = 0; lane < LANES; lane++)
                    difference[lane] = a[lane] - b[lane];
                watched->columns[pair_watcher_difference(pairing->offers, i, j, m)] = difference;
            }
}

static void watch_regrets(const struct pairing *pairing, const struct outcome *const *outcomes, struct watched *watched,
                          size_t *scratch)
{
    double best[LANES];
    for (size_t lane = 0; lane < LANES; lane++)
        best[lane] = outcomes[0]->metric[pairing->net][lane];
    for (size_t i = 1; i < pairing->offers; i++) {
        const double *net = outcomes[i]->metric[pairing->net];
        for (size_t lane = 0; lane < LANES; lane++)
            best[lane] = net[lane] > best[lane] ? net[lane] : best[lane];
    }
    for (size_t i = 0; i < pairing->offers; i++) {
        const double *net = outcomes[i]->metric[pairing->net];
        double *regret = watched->scratch[(*scratch)++];
        for (size_t lane = 0; lane < LANES; lane++)
            regret[lane] = best[lane] - net[lane];
        watched->columns[pair_watcher_regret(pairing->offers, i)] = regret;
    }
}

static void watch_pairs(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    const struct pairing *pairing = watcher->context;
    size_t scratch = 0;
    for (size_t i = 0; i < pairing->offers; i++)
        for (size_t m = 0; m < pairing->metrics; m++)
            watched->columns[pair_watcher_metric(pairing->offers, i, m)] = outcomes[i]->metric[m];
    watch_differences(pairing, outcomes, watched, &scratch);
    watch_regrets(pairing, outcomes, watched, &scratch);
    watched->row = NULL;
}

/* Deviations are counted from path 0. */
static double *shifts_of(struct arena *arena, const struct plan *const *plans, const struct pairing *pairing,
                         const struct isa *isa, const struct sampling *sampling)
{
    size_t offers = pairing->offers;
    double *shift = arena_alloc(arena, pair_watcher_columns(offers, true), sizeof *shift);
    double best = 0;
    for (size_t i = 0; i < offers; i++) {
        const double *zero = simulate_path_zero(arena, plans[i], isa, sampling);
        for (size_t m = 0; m < pairing->metrics; m++)
            shift[pair_watcher_metric(offers, i, m)] = zero[m];
        best = i == 0 || zero[pairing->net] > best ? zero[pairing->net] : best;
    }
    for (size_t j = 1; j < offers; j++)
        for (size_t i = 0; i < j; i++)
            for (size_t m = 0; m < pairing->metrics; m++)
                if (metrics[m].traits & METRIC_IS_PAIRED)
                    shift[pair_watcher_difference(offers, i, j, m)] =
                        shift[pair_watcher_metric(offers, i, m)] - shift[pair_watcher_metric(offers, j, m)];
    for (size_t i = 0; i < offers; i++)
        shift[pair_watcher_regret(offers, i)] = best - shift[pair_watcher_metric(offers, i, pairing->net)];
    return shift;
}

struct watcher pair_watcher(struct arena *arena, const struct plan *const *plans, size_t offers, const struct isa *isa,
                            const struct sampling *sampling)
{
    struct pairing *pairing = arena_alloc(arena, 1, sizeof *pairing);
    bool taxed = pair_watcher_is_taxed(plans, offers);
    *pairing = (struct pairing){offers, taxed ? METRICS : METRICS_BEFORE_TAX,
                                taxed ? METRIC_NET_AFTER_TAX : METRIC_NET_ADVANTAGE};
    struct watcher watcher = {.watch = watch_pairs, .context = pairing};
    watcher.layout.columns = pair_watcher_columns(offers, taxed);
    for (size_t i = 0; i < offers; i++)
        for (size_t m = 0; m < pairing->metrics && pair_watcher_metric(offers, i, m) < 64; m++)
            watcher.layout.bounded |= (plans[i]->bounded >> m & 1) << pair_watcher_metric(offers, i, m);
    watcher.layout.shift = shifts_of(arena, plans, pairing, isa, sampling);
    watcher.scratch_columns = watcher.layout.columns - offers * pairing->metrics;
    return watcher;
}
