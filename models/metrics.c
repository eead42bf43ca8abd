#include "models/metrics.h"

#include <string.h>

const struct metric_record metrics[METRICS] = {
#define METRIC(NAME, key, unit, column, role, traits, brief, sentence) {key, unit, role, traits, brief, sentence},
#include "models/every_metric.def"
#undef METRIC
};
const char *const metric_names[METRICS] = {
#define METRIC(NAME, key, unit, column, role, traits, brief, sentence) key,
#include "models/every_metric.def"
#undef METRIC
};
const char *const metric_units[METRICS] = {
#define METRIC(NAME, key, unit, column, role, traits, brief, sentence) unit,
#include "models/every_metric.def"
#undef METRIC
};

size_t metric_of_key(const char *key, size_t length)
{
    size_t m = 0;
    while (m < METRICS && (strlen(metrics[m].key) != length || strncmp(metrics[m].key, key, length) != 0))
        m++;
    return m;
}

size_t metric_after_tax(size_t metric)
{
    return metric == METRIC_EQUITY_VALUE            ? METRIC_EQUITY_AFTER_TAX
           : metric == METRIC_FOREGONE_COMPENSATION ? METRIC_FOREGONE_AFTER_TAX
           : metric == METRIC_NET_ADVANTAGE         ? METRIC_NET_AFTER_TAX
                                                    : metric;
}

uint64_t metrics_with(enum metric_trait trait)
{
    uint64_t set = 0;
    for (size_t m = 0; m < METRICS; m++)
        set |= metrics[m].traits & (unsigned)trait ? UINT64_C(1) << m : 0;
    return set;
}
