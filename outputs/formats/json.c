/* JSON, for machines: the same figures as the CSV, nested as docs/formats.md shows. One figure a line. */
#include "models/run.h"
#include "outputs/formats.h"
#include "outputs/json_text.h"
#include "outputs/row_groups.h"
#include "outputs/text_buffer.h"

#include <stdbool.h>
#include <string.h>

enum { SCHEMA = 1, INDENT = 2 };

struct writing {
    struct text_buffer *out;
    const struct report *report;
    const struct output_style *style;
    size_t depth;
    bool empty; /* the object or array that is open has no member yet */
};

static void open_bracket(struct writing *w, const char *bracket)
{
    text_put(w->out, bracket);
    w->depth++;
    w->empty = true;
}

static void new_line(struct writing *w)
{
    text_put(w->out, "\n");
    text_put_repeated(w->out, " ", w->depth * INDENT);
}

static void close_bracket(struct writing *w, const char *bracket)
{
    w->depth--;
    if (!w->empty)
        new_line(w);
    text_put(w->out, bracket);
    w->empty = false;
}

/* Begins the next item of an array. */
static void item(struct writing *w)
{
    if (!w->empty)
        text_put(w->out, ",");
    new_line(w);
    w->empty = false;
}

/* Begins the next member of an object. */
static void member(struct writing *w, const char *key)
{
    item(w);
    json_text_string(w->out, key);
    text_put(w->out, ": ");
}

static void figure_member(struct writing *w, const struct report_row *row)
{
    member(w, row->statistic);
    json_text_figure(w->out, &row->figure);
}

static void put_notes(struct writing *w, const char *key, const struct report_note *note, size_t count)
{
    member(w, key);
    open_bracket(w, "[");
    for (size_t i = 0; i < count; i++) {
        item(w);
        text_put(w->out, "{\"at\": ");
        json_text_string(w->out, note[i].at ? note[i].at : "");
        text_put(w->out, ", \"text\": ");
        json_text_string(w->out, note[i].text);
        text_put(w->out, "}");
    }
    close_bracket(w, "]");
}

static void put_header(struct writing *w)
{
    const struct report *report = w->report;
    struct text_buffer *out = w->out;
    member(w, "offercast");
    text_putf(out, "{\"version\": \"%s\", \"schema\": %d}", OFFERCAST_VERSION, SCHEMA);
    member(w, "input");
    text_put(out, "{\"name\": ");
    json_text_string(out, report->name);
    text_put(out, ", \"sha256\": ");
    json_text_string(out, report->sha256[0] ? report->sha256 : NULL);
    text_put(out, ", \"currency\": ");
    json_text_string(out, report->currency && *report->currency ? report->currency : NULL);
    text_put(out, "}");
    if (report->simulated) {
        member(w, "run"); /* the seed is a string: it has 64 bits, a JSON number 53 */
        text_putf(out, "{\"seed\": \"%llu\", \"paths\": %llu, \"replicates\": ", (unsigned long long)report->seed,
                  (unsigned long long)report->paths);
        if (report->replicates)
            text_putf(out, "%llu", (unsigned long long)report->replicates);
        else
            text_put(out, "null");
        text_put(out, ", \"sampler\": ");
        json_text_string(out, report->sampler);
        text_put(out, ", \"level\": ");
        json_text_number(out, report->level);
        if (report->second_order_draws)
            text_putf(out, ", \"second_order\": {\"draws\": %llu, \"paths\": %llu}",
                      (unsigned long long)report->second_order_draws, (unsigned long long)report->second_order_paths);
        text_put(out, "}");
    }
    put_notes(w, "assumptions", report->assumption, report->assumption_count);
    put_notes(w, "warnings", report->warning, report->warning_count);
}

static void put_histogram(struct writing *w, const struct report_histogram *histogram)
{
    text_put(w->out, "{\"edges\": ");
    json_text_numbers(w->out, histogram->edges, histogram->bins + 1);
    text_put(w->out, ", \"shares\": ");
    json_text_numbers(w->out, histogram->shares, histogram->bins);
    text_put(w->out, "}");
}

/* --- run: metrics, then whatever else there is, then exits ---------------------------------------------------- */

/* "p5", "p97.5": quantiles have an object of their own. */
static bool is_quantile(const char *statistic)
{
    return statistic[0] == 'p' && statistic[1] && statistic[1 + strspn(statistic + 1, "0123456789.")] == 0;
}

/* The first row of its metric in its group, whichever statistic it is. */
static bool begins_metric(const struct row_group *group, size_t row)
{
    for (size_t i = 0; i < row; i++)
        if (strcmp(group->row[i]->metric, group->row[row]->metric) == 0)
            return false;
    return true;
}

static bool wanted(const struct writing *w, const struct report_row *row, const char *metric)
{
    return strcmp(row->metric, metric) == 0 && output_row_wanted(row, w->style);
}

/* All statistics of a metric in one group: the quantiles together, where the first of them stands. */
static void put_statistics(struct writing *w, const struct row_group *group, const char *metric)
{
    bool quantiles_done = false;
    for (size_t i = 0; i < group->count; i++) {
        if (!wanted(w, group->row[i], metric))
            continue;
        if (!is_quantile(group->row[i]->statistic)) {
            figure_member(w, group->row[i]);
            continue;
        }
        if (quantiles_done)
            continue;
        quantiles_done = true;
        member(w, "quantiles");
        open_bracket(w, "{");
        for (size_t q = i; q < group->count; q++)
            if (wanted(w, group->row[q], metric) && is_quantile(group->row[q]->statistic))
                figure_member(w, group->row[q]);
        close_bracket(w, "}");
    }
}

static void put_metric(struct writing *w, const struct row_group *group, const struct report_row *first)
{
    const struct report *report = w->report;
    member(w, first->metric);
    open_bracket(w, "{");
    member(w, "unit");
    json_text_string(w->out, first->unit);
    put_statistics(w, group, first->metric);
    for (size_t i = 0; i < report->histogram_count; i++) {
        if (strcmp(report->histogram[i].metric, first->metric) != 0)
            continue;
        member(w, "histogram");
        put_histogram(w, &report->histogram[i]);
    }
    close_bracket(w, "}");
}

static void put_metrics(struct writing *w, const struct row_group *group, bool of_a_path)
{
    for (size_t i = 0; i < group->count; i++)
        if ((metric_of_key(group->row[i]->metric, strlen(group->row[i]->metric)) < METRICS) == of_a_path &&
            begins_metric(group, i))
            put_metric(w, group, group->row[i]);
}

/* Statistics of an exit that stand beside its name; all others stand below their metric's name. */
static bool stands_beside(const struct report_row *row)
{
    static const char *const names[] = {"probability", "share", "contribution"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(row->metric, "equity_value") == 0 && strcmp(row->statistic, names[i]) == 0)
            return true;
    return false;
}

static void put_beside(struct writing *w, const struct row_group *exit, const char *statistic)
{
    const struct report_row *row = row_group_find(exit, "equity_value", statistic);
    if (!row || !output_row_wanted(row, w->style))
        return;
    member(w, statistic);
    if (strcmp(statistic, "probability") == 0)
        json_text_number(w->out, row->figure.estimate); /* an input, not an estimate */
    else
        json_text_figure(w->out, &row->figure);
}

static void put_exit(struct writing *w, const struct row_group *exit)
{
    member(w, "name");
    json_text_string(w->out, exit->name);
    put_beside(w, exit, "probability");
    put_beside(w, exit, "share");
    for (size_t i = 0; i < exit->count; i++) {
        const char *metric = exit->row[i]->metric;
        if (!begins_metric(exit, i))
            continue;
        member(w, metric);
        open_bracket(w, "{");
        for (size_t j = i; j < exit->count; j++)
            if (wanted(w, exit->row[j], metric) && !stands_beside(exit->row[j]))
                figure_member(w, exit->row[j]);
        close_bracket(w, "}");
        if (strcmp(metric, "equity_value") == 0)
            put_beside(w, exit, "contribution");
    }
}

/* Rows whose group is no exit: for example what a target came to. */
static void put_other_groups(struct writing *w, const struct row_groups *groups)
{
    bool any = false;
    for (size_t g = 0; g < groups->count; g++) {
        const struct row_group *group = &groups->group[g];
        for (size_t i = 0; i < group->count && *group->name && !row_group_is_exit(group); i++) {
            if (!begins_metric(group, i))
                continue;
            if (!any) {
                member(w, "others");
                open_bracket(w, "[");
                any = true;
            }
            item(w);
            open_bracket(w, "{");
            member(w, "metric");
            json_text_string(w->out, group->row[i]->metric);
            member(w, "group");
            json_text_string(w->out, group->name);
            member(w, "unit");
            json_text_string(w->out, group->row[i]->unit);
            put_statistics(w, group, group->row[i]->metric);
            close_bracket(w, "}");
        }
    }
    if (any)
        close_bracket(w, "]");
}

static void put_run(struct writing *w)
{
    struct row_groups groups = row_groups_of(w->report, 0);
    struct row_group none = {.name = ""}, *whole = &none;
    for (size_t g = 0; g < groups.count; g++)
        if (!*groups.group[g].name)
            whole = &groups.group[g];
    member(w, "metrics");
    open_bracket(w, "{");
    put_metrics(w, whole, true);
    close_bracket(w, "}");
    put_metrics(w, whole, false);
    member(w, "exits");
    open_bracket(w, "[");
    for (size_t g = 0; g < groups.count; g++) {
        if (!row_group_is_exit(&groups.group[g]))
            continue;
        item(w);
        open_bracket(w, "{");
        put_exit(w, &groups.group[g]);
        close_bracket(w, "}");
    }
    close_bracket(w, "]");
    put_other_groups(w, &groups);
}

/* --- every other command: its rows as they are ------------------------------------------------------------------ */

static void put_rows(struct writing *w, size_t *from, size_t scenario)
{
    const struct report *report = w->report;
    member(w, "results");
    open_bracket(w, "[");
    for (; *from < report->row_count && report->row[*from].scenario == scenario; ++*from) {
        const struct report_row *row = &report->row[*from];
        if (!output_row_wanted(row, w->style))
            continue;
        item(w);
        text_put(w->out, "{\"metric\": ");
        json_text_string(w->out, row->metric);
        text_put(w->out, ", \"group\": ");
        json_text_string(w->out, row->group);
        text_put(w->out, ", \"statistic\": ");
        json_text_string(w->out, row->statistic);
        text_put(w->out, ", \"unit\": ");
        json_text_string(w->out, row->unit);
        text_put(w->out, ", ");
        json_text_figure_members(w->out, &row->figure);
        text_put(w->out, "}");
    }
    close_bracket(w, "]");
}

static void put_scenarios(struct writing *w)
{
    const struct report *report = w->report;
    size_t from = 0;
    member(w, "scenarios");
    open_bracket(w, "[");
    for (size_t s = 0; s < report->scenario_count; s++) {
        const struct report_scenario *scenario = &report->scenario[s];
        item(w);
        open_bracket(w, "{");
        member(w, "name");
        json_text_string(w->out, scenario->name);
        member(w, "varied");
        open_bracket(w, "{");
        for (size_t v = 0; v < report->varied_count; v++) {
            member(w, report->varied_name[v]);
            const char *text = report_varied_text(report, s, v);
            if (text)
                json_text_string(w->out, text);
            else
                json_text_number(w->out, scenario->varied[v]);
        }
        close_bracket(w, "}");
        member(w, "error");
        json_text_string(w->out, scenario->error);
        const char *sha256 = report_sha256(report, s);
        member(w, "sha256");
        json_text_string(w->out, *sha256 ? sha256 : NULL);
        put_rows(w, &from, s);
        close_bracket(w, "}");
    }
    close_bracket(w, "]");
}

static void put_histograms(struct writing *w)
{
    const struct report *report = w->report;
    if (!report->histogram_count)
        return;
    member(w, "histograms");
    open_bracket(w, "{");
    for (size_t i = 0; i < report->histogram_count; i++) {
        member(w, report->histogram[i].metric);
        put_histogram(w, &report->histogram[i]);
    }
    close_bracket(w, "}");
}

static void put_report(struct writing *w)
{
    const struct report *report = w->report;
    open_bracket(w, "{");
    put_header(w);
    if (report->json_extra) {
        item(w);
        text_put(w->out, report->json_extra);
    }
    size_t from = 0;
    if (strcmp(report->command, "run") == 0)
        put_run(w);
    else if (report->scenario_count)
        put_scenarios(w);
    else if (report->row_count)
        put_rows(w, &from, 0);
    if (strcmp(report->command, "run") != 0)
        put_histograms(w);
    close_bracket(w, "}");
}

static enum status json_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                              const char **fault)
{
    (void)fault;
    struct writing w = {.out = out, .report = report, .style = style};
    if (report->part_count) {
        open_bracket(&w, "{");
        member(&w, "runs");
        open_bracket(&w, "[");
        for (size_t i = 0; i < report->part_count; i++) {
            item(&w);
            w.report = report->part[i];
            put_report(&w);
        }
        close_bracket(&w, "]");
        close_bracket(&w, "}");
    } else {
        put_report(&w);
    }
    text_put(out, "\n");
    return STATUS_OK;
}

const struct output_format json_format = {
    .name = "json", .ending = ".json", .summary = "every figure, nested, for programs", .write = json_write};
