/* The watcher of `compare`: several plans on the same points.
 *
 * Columns: the metrics of each offer in turn; then, for each pair of offers, the differences of the paired metrics
 * (METRIC_IS_PAIRED) path by path; then the regret of each offer, max over all offers of net_advantage, less its own. A
 * pair's columns do not depend on which other offers there are; those before tax come first. */
#ifndef MODELS_PAIR_WATCHER_H
#define MODELS_PAIR_WATCHER_H

#include "models/run.h"

/* Where every offer has taxes the metrics after tax follow behind all this in the same order, and regret is about the
 * net after tax. */
bool pair_watcher_is_taxed(const struct plan *const *plans, size_t offers);

size_t pair_watcher_metric(size_t offers, size_t offer, size_t metric);
/* Of offer i less offer j, i < j; the metric is paired. */
size_t pair_watcher_difference(size_t offers, size_t i, size_t j, size_t metric);
/* The same by the place of the pair in the order (0, 1), (0, 2), (1, 2), (0, 3), ...: a further offer only appends. */
size_t pair_watcher_pair(size_t offers, size_t pair, size_t metric);
size_t pair_watcher_regret(size_t offers, size_t offer);
size_t pair_watcher_columns(size_t offers, bool taxed);

struct watcher pair_watcher(struct arena *arena, const struct plan *const *plans, size_t offers, const struct isa *isa,
                            const struct sampling *sampling);

#endif
