#include "analysis/verdicts.h"

#include "models/metrics.h"
#include "sim/number.h"

#include <math.h>

const char *const verdict_names[] = {[VERDICT_UNRESOLVED] = "not resolved",
                                     [VERDICT_BELOW] = "behind",
                                     [VERDICT_ABOVE] = "ahead",
                                     [VERDICT_EVEN] = "even"};

struct verdict verdict_of_mean(const struct figure *mean, double p5, double p95, double paths)
{
    const double even = 0.01; /* of the range of outcomes: nobody would choose by less */
    return verdict_of(mean, 0, p95 > p5 ? even * (p95 - p5) : 0, paths);
}

struct verdict report_verdict(const struct report *report, const char *group)
{
    const char *net = metric_names[report_metric(report, METRIC_NET_ADVANTAGE)];
    const struct report_row *mean = report_find(report, net, group, "mean");
    const struct report_row *low = report_find(report, net, group, "p5"),
                            *high = report_find(report, net, group, "p95");
    if (!mean)
        return (struct verdict){VERDICT_UNRESOLVED, (double)NAN};
    return verdict_of_mean(&mean->figure, low ? low->figure.estimate : 0, high ? high->figure.estimate : 0,
                           (double)report->paths);
}

bool report_gains_but_seldom(const struct report *report, const char *group)
{
    const char *net = metric_names[report_metric(report, METRIC_NET_ADVANTAGE)];
    const struct report_row *mean = report_find(report, net, group, "mean");
    const struct report_row *better = report_find(report, net, group, "p_positive");
    return mean && better && mean->figure.estimate > 0 && better->figure.estimate < 0.5;
}

struct verdict sample_verdict(const struct sample *sample, size_t column)
{
    struct figure mean = sample_mean(sample, column);
    return verdict_of_mean(&mean, sample_quantile(sample, column, 0.05).estimate,
                           sample_quantile(sample, column, 0.95).estimate, (double)sample->pooled->paths);
}

const char *verdict_unresolved(struct arena *arena, const struct verdict *verdict, double paths)
{
    const char *now = number_count(arena, (unsigned long long)paths);
    if (isnan(verdict->paths))
        return arena_text(arena, "%s paths do not tell", now);
    bool many = verdict->paths >= 1e6;
    return arena_text(arena, "%s paths do not tell (about %s would)", now,
                      many ? number_short(arena, verdict->paths, "")
                           : number_count(arena, (unsigned long long)verdict->paths));
}
