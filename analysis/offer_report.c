#include "analysis/offer_report.h"

#include "sim/statistics.h"

const char *offer_report_name(const char *name)
{
    return name && *name ? name : "offer";
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
