#include "analysis/statistic.h"

#include <stdlib.h>
#include <string.h>

#define STATISTIC(name, unit, call, of, level, is_target, sweep, second_order, sentence)                               \
    static struct figure figure_##name(const struct sample *sample, size_t column)                                     \
    {                                                                                                                  \
        return call;                                                                                                   \
    }
#include "analysis/statistics.def"
#undef STATISTIC

const struct statistic statistics[STATISTICS] = {
#define STATISTIC(name, unit, call, of, level, is_target, sweep, second_order, sentence)                               \
    {#name, unit, figure_##name, of, level, is_target, sweep, second_order, sentence},
#include "analysis/statistics.def"
#undef STATISTIC
};

const struct statistic *statistic_of_key(const char *key)
{
    for (size_t i = 0; i < STATISTICS; i++)
        if (strcmp(statistics[i].key, key) == 0)
            return &statistics[i];
    return NULL;
}

bool statistic_is_of(const struct statistic *statistic, size_t metric)
{
    return metric >= METRICS ? statistic->of == METRIC_ROLE_ANY : (statistic->of & metrics[metric].role) != 0;
}

static bool quantile_level(const char *key, double *p)
{
    char *end = NULL;
    if (key[0] != 'p' || key[1] < '0' || key[1] > '9')
        return false;
    *p = strtod(key + 1, &end) / 100;
    return *end == '\0' && *p > 0 && *p < 1;
}

bool statistic_figure(const struct sample *sample, size_t column, const char *key, struct figure *figure)
{
    const struct statistic *statistic = statistic_of_key(key);
    double p = 0;
    if (statistic ? !statistic->is_target : !quantile_level(key, &p))
        return false;
    if (!sample && statistic && !statistic_is_of(statistic, column))
        return false;
    if (!sample)
        *figure = (struct figure){0};
    else if (column >= sample->pooled->layout.columns)
        *figure = figure_unknown("the offer has no `tax`");
    else
        *figure = statistic ? statistic->figure(sample, column) : sample_quantile(sample, column, p);
    return true;
}

const char *statistic_unit_of(const char *key, size_t metric)
{
    const struct statistic *statistic = statistic_of_key(key);
    return statistic && statistic->unit == STATISTIC_SHARE ? "share" : metrics[metric].unit;
}

struct metric_statistic metric_statistic_read(struct arena *arena, const char *text, size_t length)
{
    size_t own = 0;
    while (own < length && text[own] != '.')
        own++;
    size_t metric = own < length ? metric_of_key(text, own) : METRICS, skip = metric < METRICS ? own + 1 : 0;
    return (struct metric_statistic){metric, arena_copy(arena, text + skip, length - skip)};
}

const char *statistic_targets(struct arena *arena)
{
    const char *all = "";
    for (size_t i = 0; i < STATISTICS; i++) {
        bool quantile = statistics[i].level > 0;
        if (!statistics[i].is_target || (quantile && statistics[i - 1].level > 0))
            continue;
        all = arena_text(arena, "%s%s%s", all, *all ? ", " : "", quantile ? "p1 ... p99" : statistics[i].key);
    }
    return all;
}

const char *metric_keys(struct arena *arena)
{
    const char *all = "";
    for (size_t m = 0; m < METRICS; m++)
        all = arena_text(arena, "%s%s%s", all, m ? ", " : "", metrics[m].key);
    return all;
}
