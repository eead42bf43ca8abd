#include "cli/bench_earlier.h"

#include "cli/metrics_report.h"

#include <math.h>
#include <stdio.h>
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

static const char *text_of(const struct node *object, const char *key)
{
    const struct node *node = node_member(object, key);
    return node && node->type == NODE_TEXT ? node->text : "";
}

static double number_of(const struct node *object, const char *key)
{
    const struct node *node = node_member(object, key);
    return node && node->type == NODE_NUMBER ? node->number : (double)NAN;
}

static struct span span_of_figure(const struct figure *figure)
{
    return (struct span){figure->ci_low, figure->estimate, figure->ci_high};
}

/* The row of a scenario's results; members NAN when there is none. */
static struct span find(const struct node *results, const char *metric, const char *group, const char *statistic)
{
    for (const struct node *row = results ? results->child : NULL; row; row = row->next)
        if (strcmp(text_of(row, "metric"), metric) == 0 && strcmp(text_of(row, "group"), group) == 0 &&
            strcmp(text_of(row, "statistic"), statistic) == 0)
            return (struct span){number_of(row, "ci_low"), number_of(row, "estimate"), number_of(row, "ci_high")};
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
        figure.status = "too few repeats to tell";
    else if (!apart(now, then))
        figure.status = "within the noise";
    else
        figure.status = now.high < then.low ? "better" : "worse";
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

static void add_changes(struct report *report, size_t scenario, size_t from, size_t to, const struct node *results)
{
    struct span then = find(results, "machine", "", "yardstick_ns"), now = {(double)NAN, (double)NAN, (double)NAN};
    for (size_t i = from; i < to; i++)
        if (strcmp(report->row[i].statistic, "yardstick_ns") == 0)
            now = span_of_figure(&report->row[i].figure);
    double slower = pace(report, report->scenario[scenario].name, now, then);
    for (size_t i = from; i < to; i++) {
        const struct report_row row = report->row[i];
        bool known = false, time = is_time(row.statistic, &known);
        if (!known)
            continue;
        struct span old = find(results, row.metric, row.group, row.statistic);
        double scale = time ? slower : 1;
        struct figure figure =
            change(span_of_figure(&row.figure), (struct span){scale * old.low, scale * old.estimate, scale * old.high});
        const char *statistic =
            *row.group ? arena_text(report->arena, "%s.%s", row.group, row.statistic) : row.statistic;
        if (!isnan(figure.estimate))
            report_add_row(report, row.metric, "earlier", statistic, "multiple", figure)->scenario = scenario;
    }
}

static const struct node *scenario_named(const struct node *scenarios, const char *name)
{
    for (const struct node *scenario = scenarios ? scenarios->child : NULL; scenario; scenario = scenario->next)
        if (strcmp(text_of(scenario, "name"), name) == 0)
            return scenario;
    return NULL;
}

/* The report's rows must stay in the order of the scenarios: they are taken out and put back with the changes. */
void bench_earlier_compare(struct report *report, const struct node *earlier)
{
    const struct node *scenarios = node_member(earlier, "scenarios");
    struct report_row *row = report->row;
    size_t count = report->row_count, next = 0;
    report->row = NULL;
    report->row_count = 0;
    for (size_t s = 0; s < report->scenario_count; s++) {
        size_t from = report->row_count;
        for (; next < count && row[next].scenario == s; next++)
            *report_add_row(report, "", "", "", "", row[next].figure) = row[next];
        const struct node *scenario = scenario_named(scenarios, report->scenario[s].name);
        if (scenario)
            add_changes(report, s, from, report->row_count, node_member(scenario, "results"));
        else
            metrics_report_warn(report, report->scenario[s].name, "the earlier result has no such offer");
    }
}

enum status bench_earlier_read(struct arena *arena, const char *path, const struct node **earlier)
{
    struct problems *problems = problems_create(arena);
    const struct source *source = source_read(arena, path, problems);
    *earlier = source ? json_document(arena, source, problems) : NULL;
    if (problems->status != STATUS_OK || !*earlier) {
        problems_print(problems, stderr);
        return problems->status;
    }
    if ((*earlier)->type == NODE_OBJECT && node_member(*earlier, "bench"))
        return STATUS_OK;
    fprintf(stderr, "offercast: %s:1:1: this is no result of bench\n  help: offercast bench -o FILE.json writes one\n",
            path);
    return STATUS_INVALID;
}
