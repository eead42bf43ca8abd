#include "analysis/offer_report.h"

#include "sim/statistics.h"

#include <string.h>

static const char *called(const char *name)
{
    return name && *name ? name : "offer";
}

static bool is_among(const char *const *label, size_t count, const char *one)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(label[i], one) == 0)
            return true;
    return false;
}

const char *offer_report_label(struct arena *arena, const char *const *name, const char *const *label, size_t i)
{
    const char *own = called(name[i]), *made = own;
    size_t number = 1;
    for (size_t k = 0; k < i; k++)
        number += strcmp(called(name[k]), own) == 0;
    if (number > 1)
        made = arena_text(arena, "%s (%zu)", own, number);
    while (is_among(label, i, made))
        made = arena_text(arena, "%s (%zu)", own, ++number);
    return made;
}

void offer_report_timelines(struct report *report, const struct offer *offer)
{
    static const struct {
        const char *statistic;
        double p;
    } shown[] = {{"p5", 0.05}, {"p50", 0.50}, {"p95", 0.95}};
    for (size_t i = 0; i < offer->exit_count; i++) {
        const struct exit_row *exit = &offer->exit[i];
        for (size_t s = 0; exit->timeline.given && s < sizeof shown / sizeof *shown; s++)
            report_add_row(report, "exit_years", exit->name, shown[s].statistic, "years",
                           figure_without_interval(distribution_quantile(&exit->timeline.distribution, shown[s].p)));
    }
}
