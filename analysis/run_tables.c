#include "analysis/run_tables.h"

#include "analysis/result_forms.h"
#include "analysis/row_groups.h"
#include "models/metrics.h"

#include <string.h>

/* One row of a table under way: its leading texts, then report rows, each of which has a column. */
struct item {
    const char *lead[3];
    const struct result_table *histogram;
    size_t count;
    const struct report_row **row;
};

struct gathering {
    struct arena *arena;
    const struct report *report;
    const char *const *statistics; /* --stat */
    size_t statistic_count;
    const struct result_form *form;
    size_t leads; /* columns that are the item's texts */
    size_t count;
    struct item *item;
    size_t column_count;
    struct result_column *column;
};

/* --- columns ------------------------------------------------------------------------------------------------------ */

/* "p5", "p97.5": quantiles have a member of their own. */
static bool is_quantile(const char *statistic)
{
    return statistic[0] == 'p' && statistic[1] && statistic[1 + strspn(statistic + 1, "0123456789.")] == 0;
}

static bool stands_beside(const char *statistic)
{
    static const char *const names[] = {"probability", "share", "contribution"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(statistic, names[i]) == 0)
            return true;
    return false;
}

/* What an exit's row stands below: its metric, but for what is told of the exit itself. */
static const char *place_of(const struct gathering *gathering, const struct report_row *row)
{
    if (gathering->form != &result_form_exits)
        return is_quantile(row->statistic) ? "quantiles" : NULL;
    bool beside = strcmp(row->metric, metrics[METRIC_EQUITY_VALUE].key) == 0 && stands_beside(row->statistic);
    return beside ? NULL : row->metric;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The column of a row; rows of every item come in nearly the same order, so the guess is mostly right. */
static size_t column_of(const struct gathering *gathering, const struct report_row *row, size_t guess)
{
    const char *under = place_of(gathering, row);
    size_t count = gathering->column_count;
    for (size_t i = 0; i < count; i++) {
        const struct result_column *column = &gathering->column[(guess + i) % count];
        if (strcmp(column->key, row->statistic) == 0 && same_text(column->under, under))
            return (guess + i) % count;
    }
    return count;
}

/* At the end, but beside those that stand in the same member. */
static size_t add_column(struct gathering *gathering, struct result_column column)
{
    size_t at = gathering->column_count, last = at;
    gathering->column = arena_grow(gathering->arena, gathering->column, at, sizeof *gathering->column);
    while (column.under && last > 0 && !same_text(gathering->column[last - 1].under, column.under))
        last--;
    at = column.under && last > 0 ? last : at;
    memmove(gathering->column + at + 1, gathering->column + at,
            (gathering->column_count - at) * sizeof *gathering->column);
    gathering->column[at] = column;
    gathering->column_count++;
    return at;
}

static size_t add_column_of(struct gathering *gathering, const struct report_row *row)
{
    bool input = gathering->form == &result_form_exits && strcmp(row->statistic, "probability") == 0;
    return add_column(gathering, (struct result_column){.key = row->statistic,
                                                        .kind = input ? COLUMN_NUMBER : COLUMN_FIGURE,
                                                        .under = place_of(gathering, row)});
}

static void collect_columns(struct gathering *gathering)
{
    const struct result_form *form = gathering->form;
    for (size_t c = 0; c < gathering->leads; c++)
        add_column(gathering, form->column[c]);
    for (size_t i = 0; i < gathering->count; i++) {
        size_t guess = gathering->leads;
        for (size_t r = 0; r < gathering->item[i].count; r++) {
            const struct report_row *row = gathering->item[i].row[r];
            size_t at = column_of(gathering, row, guess);
            guess = 1 + (at == gathering->column_count ? add_column_of(gathering, row) : at);
        }
    }
    if (form == &result_form_metrics || form == &result_form_beside)
        add_column(gathering, result_form_metrics.column[result_form_metrics.column_count - 1]);
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

static void item_cells(const struct result_table *table, size_t index, struct result_cell *cells)
{
    const struct gathering *gathering = table->context;
    const struct item *item = &gathering->item[index];
    for (size_t c = 0; c < table->column_count; c++)
        cells[c] = (struct result_cell){.absent = true};
    for (size_t c = 0; c < gathering->leads; c++)
        cells[c] = result_text(item->lead[c]);
    size_t guess = gathering->leads;
    for (size_t r = 0; r < item->count; r++) {
        const struct report_row *row = item->row[r];
        size_t at = column_of(gathering, row, guess);
        cells[at] = table->column[at].kind == COLUMN_NUMBER ? result_number(row->figure.estimate, row->unit)
                                                            : result_figure(&row->figure, row->unit);
        guess = at + 1;
    }
    if (item->histogram)
        cells[table->column_count - 1] = result_nested(item->histogram);
}

static const struct result_table *table_of(struct gathering *gathering)
{
    collect_columns(gathering);
    struct result_table *table = result_table_create(gathering->arena, gathering->form, 0);
    table->column_count = gathering->column_count;
    table->column = gathering->column;
    table->rows = gathering->count;
    table->cell = NULL;
    table->row = item_cells;
    table->context = gathering;
    return table;
}

/* --- items -------------------------------------------------------------------------------------------------------- */

static struct gathering *gather(struct arena *arena, const struct report *report, const char *const *statistics,
                                size_t statistic_count, const struct result_form *form, size_t leads)
{
    struct gathering *gathering = arena_alloc(arena, 1, sizeof *gathering);
    *gathering = (struct gathering){.arena = arena,
                                    .report = report,
                                    .statistics = statistics,
                                    .statistic_count = statistic_count,
                                    .form = form,
                                    .leads = leads};
    return gathering;
}

static struct item *add_item(struct gathering *gathering)
{
    gathering->item = arena_grow(gathering->arena, gathering->item, gathering->count, sizeof *gathering->item);
    struct item *item = &gathering->item[gathering->count++];
    *item = (struct item){.count = 0};
    return item;
}

/* Those of the rows from `first` on that are wanted; metric: NULL, or of this one alone. */
static void take_rows(const struct gathering *gathering, struct item *item, const struct row_group *group, size_t first,
                      const char *metric)
{
    item->row = arena_alloc(gathering->arena, group->count - first + 1, sizeof *item->row);
    for (size_t i = first; i < group->count; i++)
        if ((!metric || strcmp(group->row[i]->metric, metric) == 0) &&
            report_row_wanted(group->row[i], gathering->statistics, gathering->statistic_count))
            item->row[item->count++] = group->row[i];
}

/* The first row of its metric in its group, whichever statistic it is. */
static bool begins_metric(const struct row_group *group, size_t row)
{
    for (size_t i = row; i-- > 0;)
        if (strcmp(group->row[i]->metric, group->row[row]->metric) == 0)
            return false;
    return true;
}

static bool is_of_a_path(const char *metric)
{
    return metric_of_key(metric, strlen(metric)) < METRICS;
}

static void take_metrics(struct gathering *gathering, const struct row_group *whole, bool of_a_path)
{
    for (size_t i = 0; i < whole->count; i++) {
        const char *metric = whole->row[i]->metric;
        if (is_of_a_path(metric) != of_a_path || !begins_metric(whole, i))
            continue;
        struct item *item = add_item(gathering);
        item->lead[0] = metric;
        item->lead[1] = whole->row[i]->unit;
        take_rows(gathering, item, whole, i, metric);
        const struct report_distribution *distribution = report_distribution_of(gathering->report, metric);
        item->histogram = distribution ? distribution->histogram : NULL;
    }
}

static void take_others(struct gathering *gathering, const struct row_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        if (!begins_metric(group, i) || group->row[i]->in_table)
            continue;
        struct item *item = add_item(gathering);
        item->lead[0] = group->row[i]->metric;
        item->lead[1] = group->name;
        item->lead[2] = group->row[i]->unit;
        take_rows(gathering, item, group, i, group->row[i]->metric);
    }
}

size_t run_tables_of(struct arena *arena, const struct report *report, const char *const *statistics,
                     size_t statistic_count, const struct result_table *table[RUN_TABLES])
{
    struct row_groups groups = row_groups_of(report, 0);
    struct gathering *of_paths = gather(arena, report, statistics, statistic_count, &result_form_metrics, 2);
    struct gathering *beside = gather(arena, report, statistics, statistic_count, &result_form_beside, 2);
    struct gathering *exits = gather(arena, report, statistics, statistic_count, &result_form_exits, 1);
    struct gathering *others = gather(arena, report, statistics, statistic_count, &result_form_others, 3);
    for (size_t g = 0; g < groups.count; g++) {
        const struct row_group *group = &groups.group[g];
        if (!*group->name) {
            take_metrics(of_paths, group, true);
            take_metrics(beside, group, false);
        } else if (row_group_is_exit(group)) {
            struct item *item = add_item(exits);
            item->lead[0] = group->name;
            take_rows(exits, item, group, 0, NULL);
        } else {
            take_others(others, group);
        }
    }
    table[0] = table_of(of_paths);
    table[1] = table_of(beside);
    table[2] = table_of(exits);
    table[3] = table_of(others);
    return others->count ? RUN_TABLES : RUN_TABLES - 1;
}
