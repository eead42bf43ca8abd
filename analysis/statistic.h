/* The statistics of a metric as records (analysis/statistics.def is the one list of them), and the one reading of
 * METRIC.STATISTIC. Besides the records there are quantiles of any level, "p97.5". */
#ifndef ANALYSIS_STATISTIC_H
#define ANALYSIS_STATISTIC_H

#include "models/metrics.h"
#include "sim/statistics.h"

enum statistic_unit { STATISTIC_AS_METRIC, STATISTIC_SHARE };

enum {
    STATISTICS = 0
#define STATISTIC(name, unit, call, of, level, is_target, sweep, second_order, sentence) +1
#include "analysis/statistics.def"
#undef STATISTIC
};

struct statistic {
    const char *key;
    enum statistic_unit unit;
    struct figure (*figure)(const struct sample *sample, size_t column);
    unsigned of;  /* enum metric_role: the metrics that have it */
    double level; /* of a quantile; else 0 */
    bool is_target;
    unsigned sweep, second_order; /* enum metric_role */
    const char *sentence;
};
extern const struct statistic statistics[STATISTICS];

const struct statistic *statistic_of_key(const char *key); /* NULL: none of the list */

/* Whether a metric has it; METRICS: what is no metric has those that all have. */
bool statistic_is_of(const struct statistic *statistic, size_t metric);

/* A statistic of a column by its key: of the list, or any quantile. False when there is none of that name that a target
 * may be about. `sample` NULL: only whether there is, of the metric `column`. */
bool statistic_figure(const struct sample *sample, size_t column, const char *key, struct figure *figure);

/* The unit of a statistic of a metric: "share" of a chance, else the metric's own. */
const char *statistic_unit_of(const char *key, size_t metric);

struct metric_statistic {
    size_t metric;         /* METRICS: the text begins with none */
    const char *statistic; /* the rest, or all of it */
};
/* "net_advantage.p97.5", or a statistic alone, "p50"; the first `length` bytes of the text. */
struct metric_statistic metric_statistic_read(struct arena *arena, const char *text, size_t length);

/* "mean, sd, p1 ... p99, p_zero, ...": what --target and --for take, for a line of help. */
const char *statistic_targets(struct arena *arena);
/* "equity_value, foregone_compensation, ..." */
const char *metric_keys(struct arena *arena);

#endif
