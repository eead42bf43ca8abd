#include "analysis/bench_earlier.h"

#include "analysis/metrics_report.h"

#include <math.h>
#include <string.h>

/* What is compared; of each, less is better. A time is measured in yardsticks where the machine's pace has changed. */
static const struct {
    const char *statistic;
    bool time;
} compared[] = {{"ns_per_path", true},        {"floor_ns_per_path", true}, {"over_floor", false},
                {"statistics_seconds", true}, {"std_error", false},        {"seconds_to_0.1%", true}};

struct span {
    double low, estimate, high;
};

static struct span span_of_figure(const struct figure *figure)
{
    return (struct span){figure->ci_low, figure->estimate, figure->ci_high};
}

/* The row of a scenario of the earlier result; members NAN when there is none. */
static struct span find(const struct report *earlier, size_t scenario, const char *metric, const char *group,
                        const char *statistic)
{
    for (size_t i = 0; i < earlier->row_count; i++) {
        const struct report_row *row = &earlier->row[i];
        if (row->scenario == scenario && strcmp(row->metric, metric) == 0 && strcmp(row->group, group) == 0 &&
            strcmp(row->statistic, statistic) == 0)
            return span_of_figure(&row->figure);
    }
    return (struct span){(double)NAN, (double)NAN, (double)NAN};
}

static bool apart(struct span a, struct span b)
{
    return a.high < b.low || b.high < a.low;
}

static bool is_time(const char *statistic, bool *known)
{
    *known = false;
    for (size_t i = 0; i < sizeof compared / sizeof *compared; i++)
        if (strcmp(compared[i].statistic, statistic) == 0) {
            *known = true;
            return compared[i].time;
        }
    return false;
}

/* now/then; its bounds are the farthest that the two intervals allow. */
static struct figure change(struct span now, struct span then)
{
    struct figure figure = figure_without_interval(now.estimate / then.estimate);
    if (isnan(figure.estimate))
        return figure;
    figure.ci_low = now.low / then.high;
    figure.ci_high = now.high / then.low;
    figure.method = "intervals";
    if (isnan(figure.ci_low) || isnan(figure.ci_high))
        figure_tell(&figure, "too few repeats to tell");
    else if (!apart(now, then))
        figure_tell(&figure, "within the noise");
    else
        figure_tell(&figure, now.high < then.low ? "better" : "worse");
    return figure;
}

/* How much slower the machine itself is now, where that is beyond its noise; else 1. */
static double pace(struct report *report, const char *scenario, struct span now, struct span then)
{
    if (!apart(now, then))
        return 1;
    double slower = now.estimate / then.estimate;
    metrics_report_warn(report, scenario,
                        "the machine itself is %.2f times as slow as then: times are compared in its "
                        "measure, and such a verdict is weak",
                        slower);
    return slower;
}

static void add_changes(struct report *report, size_t scenario, size_t from, size_t to, const struct report *earlier,
                        size_t earlier_scenario)
{
    struct span then = find(earlier, earlier_scenario, "machine", "", "yardstick_ns"),
                now = {(double)NAN, (double)NAN, (double)NAN};
    for (size_t i = from; i < to; i++)
        if (strcmp(report->row[i].statistic, "yardstick_ns") == 0)
            now = span_of_figure(&report->row[i].figure);
    double slower = pace(report, report->scenario[scenario].name, now, then);
    for (size_t i = from; i < to; i++) {
        const struct report_row row = report->row[i];
        bool known = false, time = is_time(row.statistic, &known);
        if (!known)
            continue;
        struct span old = find(earlier, earlier_scenario, row.metric, row.group, row.statistic);
        double scale = time ? slower : 1;
        struct figure figure =
            change(span_of_figure(&row.figure), (struct span){scale * old.low, scale * old.estimate, scale * old.high});
        const char *statistic =
            *row.group ? arena_text(report->arena, "%s.%s", row.group, row.statistic) : row.statistic;
        if (!isnan(figure.estimate))
            report_add_row(report, row.metric, "earlier", statistic, "multiple", figure)->scenario = scenario;
    }
}

static size_t scenario_named(const struct report *report, const char *name)
{
    size_t i = 0;
    while (i < report->scenario_count && strcmp(report->scenario[i].name, name) != 0)
        i++;
    return i;
}

/* The report's rows must stay in the order of the scenarios: they are taken out and put back with the changes. */
void bench_earlier_compare(struct report *report, const struct report *earlier)
{
    struct report_row *row = report->row;
    size_t count = report->row_count, next = 0;
    report->row = NULL;
    report->row_count = 0;
    for (size_t s = 0; s < report->scenario_count; s++) {
        size_t from = report->row_count;
        for (; next < count && row[next].scenario == s; next++)
            *report_add_row(report, "", "", "", "", row[next].figure) = row[next];
        size_t then = scenario_named(earlier, report->scenario[s].name);
        if (then < earlier->scenario_count)
            add_changes(report, s, from, report->row_count, earlier, then);
        else
            metrics_report_warn(report, report->scenario[s].name, "the earlier result has no such offer");
    }
}
