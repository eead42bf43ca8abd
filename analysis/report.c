#include "analysis/report.h"

#include "models/metrics.h"

#include <string.h>

struct report *report_create(struct arena *arena, const char *command)
{
    struct report *report = arena_alloc(arena, 1, sizeof *report);
    report->arena = arena;
    report->command = command;
    report->currency = "";
    report->sampler = "";
    return report;
}

const struct report *report_one(const struct report *report, size_t i)
{
    if (report->part_count)
        return i < report->part_count ? report->part[i] : NULL;
    return i == 0 ? report : NULL;
}

struct report_row *report_add_row(struct report *report, const char *metric, const char *group, const char *statistic,
                                  const char *unit, struct figure figure)
{
    report->row = arena_grow(report->arena, report->row, report->row_count, sizeof *report->row);
    struct report_row *row = &report->row[report->row_count++];
    const char *of_offer = report->currency && *report->currency ? report->currency : unit;
    *row = (struct report_row){.metric = metric,
                               .group = group,
                               .statistic = statistic,
                               .unit = strcmp(unit, "money") == 0 ? of_offer : unit,
                               .figure = figure};
    return row;
}

struct result_table *report_add_table(struct report *report, const struct result_form *form, size_t rows)
{
    struct result_table *table = result_table_create(report->arena, form, rows);
    report->table = arena_grow(report->arena, report->table, report->table_count, sizeof *report->table);
    report->table[report->table_count++] = table;
    return table;
}

struct block *report_add_block(struct report *report, enum block_kind kind, const char *title, const char *sheet)
{
    report->block = arena_grow(report->arena, report->block, report->block_count, sizeof *report->block);
    struct block *block = &report->block[report->block_count++];
    *block = (struct block){.kind = kind, .title = title, .sheet = sheet};
    return block;
}

bool report_row_left_out(const struct report_row *row)
{
    return strncmp(figure_note(&row->figure), REPORT_LEFT_OUT, strlen(REPORT_LEFT_OUT)) == 0;
}

const struct report_row *report_find(const struct report *report, const char *metric, const char *group,
                                     const char *statistic)
{
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (strcmp(row->metric, metric) == 0 && strcmp(row->group, group) == 0 &&
            strcmp(row->statistic, statistic) == 0)
            return row;
    }
    return NULL;
}

const struct report_distribution *report_distribution_of(const struct report *report, const char *metric)
{
    for (size_t i = 0; i < report->distribution_count; i++)
        if (strcmp(report->distribution[i].metric, metric) == 0)
            return &report->distribution[i];
    return NULL;
}

static bool same(const char *a, const char *b)
{
    return *a == *b && strcmp(a, b) == 0;
}

bool report_row_wanted(const struct report_row *row, const char *const *statistics, size_t count)
{
    if (!statistics)
        return true;
    size_t metric = strlen(row->metric), group = strlen(row->group);
    for (size_t i = 0; i < count; i++) {
        const char *wanted = statistics[i];
        if (same(wanted, row->metric) || same(wanted, row->statistic))
            return true;
        if (*wanted != *row->metric || strncmp(wanted, row->metric, metric) != 0 || wanted[metric] != '.')
            continue;
        wanted += metric + 1;
        if (same(wanted, row->statistic))
            return true;
        if (group && strncmp(wanted, row->group, group) == 0 && wanted[group] == '.' &&
            strcmp(wanted + group + 1, row->statistic) == 0)
            return true;
    }
    return false;
}

bool report_wants(const struct report *report, const char *metric, const char *group, const char *statistic)
{
    const struct report_choice *choice = report->choice;
    struct report_row row = {.metric = metric, .group = group, .statistic = statistic};
    return !choice || (!(choice->ungrouped && *group) && report_row_wanted(&row, choice->statistic, choice->count));
}

const struct report_scenario *report_scenario(const struct report *report, size_t index)
{
    return report->cursor ? report->cursor->scenario(report->cursor->context, index) : &report->scenario[index];
}

const struct report_row *report_rows(const struct report *report, size_t scenario, size_t *count)
{
    size_t first = 0, end;
    if (report->cursor)
        return report->cursor->rows(report->cursor->context, scenario, count);
    while (first < report->row_count && report->row[first].scenario != scenario)
        first++;
    for (end = first; end < report->row_count && report->row[end].scenario == scenario;)
        end++;
    *count = end - first;
    return report->row ? report->row + first : NULL;
}

const char *report_varied_text(const struct report_scenario *scenario, size_t axis)
{
    return scenario->varied_text ? scenario->varied_text[axis] : NULL;
}

const char *report_sha256(const struct report *report, const struct report_scenario *scenario)
{
    return scenario && scenario->sha256 ? scenario->sha256 : report->sha256;
}

const char *report_tax_note(struct arena *arena, const struct report *report)
{
    const char *tables = "";
    for (size_t i = 0; i < report->tax_count; i++)
        tables = arena_text(arena, "%s%s%s", tables, i ? ", " : "", report->tax[i]);
    return report->after_tax ? arena_text(arena, "after tax by %s: " REPORT_NOT_ADVICE, tables) : NULL;
}

const char *report_figure_note(struct arena *arena, const struct report *report, const char *metric,
                               const struct figure *figure)
{
    const char *note = figure_note(figure);
    size_t number = metric_of_key(metric, strlen(metric));
    bool after_tax = (number >= METRICS_BEFORE_TAX && number < METRICS) || strcmp(metric, "tax_year") == 0;
    if (!after_tax || !report->after_tax)
        return note;
    return arena_text(arena, "%s%s%s", note, *note ? "; " : "", report_tax_note(arena, report));
}

const char *report_label(struct arena *arena, const char *key)
{
    char *label = arena_copy(arena, key, strlen(key));
    for (char *at = label; *at; at++)
        if (*at == '_')
            *at = ' ';
    if (*label >= 'a' && *label <= 'z')
        *label = (char)(*label - 'a' + 'A');
    return label;
}

size_t report_metrics(const struct report *report)
{
    return report->after_tax ? METRICS : METRICS_BEFORE_TAX;
}

size_t report_metric(const struct report *report, size_t metric)
{
    return report->after_tax ? metric_after_tax(metric) : metric;
}
