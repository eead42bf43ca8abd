#include "library/bench_result.h"

#include "inputs/document.h"
#include "inputs/json_document.h"
#include "inputs/source.h"
#include "sim/statistics.h"

#include <math.h>

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

static void add_rows(struct report *report, size_t scenario, const struct node *results)
{
    for (const struct node *row = results ? results->child : NULL; row; row = row->next) {
        struct figure figure = figure_without_interval(number_of(row, "estimate"));
        figure.ci_low = number_of(row, "ci_low");
        figure.ci_high = number_of(row, "ci_high");
        report_add_row(report, text_of(row, "metric"), text_of(row, "group"), text_of(row, "statistic"), "", figure)
            ->scenario = scenario;
    }
}

static const struct report *report_of(struct arena *arena, const struct node *scenarios)
{
    struct report *report = report_create(arena, "bench");
    size_t count = scenarios ? scenarios->children : 0;
    struct report_scenario *scenario = arena_alloc(arena, count + 1, sizeof *scenario);
    report->scenario = scenario;
    report->scenario_count = count;
    for (size_t s = 0; s < count; s++)
        scenario[s].name = "";
    for (const struct node *each = scenarios ? scenarios->child : NULL; each; each = each->next) {
        scenario[each->index].name = text_of(each, "name");
        add_rows(report, each->index, node_member(each, "results"));
    }
    return report;
}

const struct report *bench_result_read(struct arena *arena, const char *path, struct problems *problems)
{
    const struct source *source = source_read(arena, path, problems);
    const struct node *node = source ? json_document(arena, source, problems) : NULL;
    if (problems->status != STATUS_OK || !node)
        return NULL;
    if (node->type == NODE_OBJECT && node_member(node, "bench"))
        return report_of(arena, node_member(node, "scenarios"));
    problem_add(problems, STATUS_INVALID, (struct place){source, 0}, "", "offercast bench -o FILE.json writes one",
                "this is not a result of bench");
    return NULL;
}
