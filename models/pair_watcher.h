/* The watcher of `compare`: several plans on the same points.
 *
 * Columns: the five metrics of each offer in turn; then, for each pair of offers, the differences of the money metrics
 * path by path; then the regret of each offer, max over all offers of net_advantage, less its own. A pair's columns do
 * not depend on which other offers there are. */
#ifndef MODELS_PAIR_WATCHER_H
#define MODELS_PAIR_WATCHER_H

#include "models/run.h"

enum { PAIR_MONEY_METRICS = 3 }; /* the first three of enum metric */

size_t pair_watcher_metric(size_t offer, size_t metric);
/* Of offer i less offer j, i < j; metric is one of the money metrics. */
size_t pair_watcher_difference(size_t offers, size_t i, size_t j, size_t metric);
size_t pair_watcher_regret(size_t offers, size_t offer);

struct watcher pair_watcher(struct arena *arena, const struct plan *const *plans, size_t offers, const struct isa *isa,
                            const struct sampling *sampling);

#endif
