#include "analysis/result_tables.h"

#include "analysis/result_forms.h"
#include "analysis/run_tables.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

static void add(struct arena *arena, struct result_tables *tables, const struct result_table *table)
{
    tables->table = arena_grow(arena, tables->table, tables->count, sizeof *tables->table);
    tables->table[tables->count++] = table;
}

/* --- heads -------------------------------------------------------------------------------------------------------- */

static const char *text_or_null(const char *text)
{
    return text && *text ? text : NULL;
}

static const struct result_table *notes_table(struct arena *arena, const struct result_form *form,
                                              const struct report_note *note, size_t count)
{
    struct result_table *table = result_table_create(arena, form, count);
    for (size_t i = 0; i < count; i++) {
        table->cell[2 * i] = result_text(note[i].at ? note[i].at : "");
        table->cell[2 * i + 1] = result_text(note[i].text);
    }
    return table;
}

static const struct result_table *run_table(struct arena *arena, const struct report *report)
{
    struct result_table *table = result_table_create(arena, &result_form_run, 1);
    struct result_table *second_order = result_table_create(arena, &result_form_second_order, 1);
    second_order->cell[0] = result_count(report->second_order_draws);
    second_order->cell[1] = result_count(report->second_order_paths);
    table->cell[0] = result_text(arena_text(arena, "%llu", (unsigned long long)report->seed));
    table->cell[1] = result_count(report->paths);
    table->cell[2] = result_count(report->replicates);
    table->cell[2].null = report->replicates == 0;
    table->cell[3] = result_text(report->sampler);
    table->cell[4] = result_number(report->level, "share");
    table->cell[5] = result_nested(second_order);
    table->cell[5].absent = report->second_order_draws == 0;
    return table;
}

static const struct result_table *tax_table(struct arena *arena, const struct report *report)
{
    struct result_table *table = result_table_create(arena, &result_form_tax, 1);
    struct result_table *names = result_table_create(arena, &result_form_texts, report->tax_count);
    for (size_t i = 0; i < report->tax_count; i++)
        names->cell[i] = result_text(report->tax[i]);
    table->cell[0] = result_nested(names);
    table->cell[1] = result_text(REPORT_NOT_ADVICE);
    return table;
}

static void add_heads(struct arena *arena, const struct report *report, struct result_tables *tables)
{
    struct result_table *program = result_table_create(arena, &result_form_offercast, 1);
    program->cell[0] = result_text(OFFERCAST_VERSION);
    program->cell[1] = result_count(RESULT_SCHEMA);
    add(arena, tables, program);
    struct result_table *input = result_table_create(arena, &result_form_input, 1);
    input->cell[0] = result_text(report->name);
    input->cell[1] = result_text(text_or_null(report->sha256));
    input->cell[2] = result_text(text_or_null(report->currency));
    add(arena, tables, input);
    if (report->simulated)
        add(arena, tables, run_table(arena, report));
    if (report->after_tax)
        add(arena, tables, tax_table(arena, report));
    add(arena, tables, notes_table(arena, &result_form_assumptions, report->assumption, report->assumption_count));
    add(arena, tables, notes_table(arena, &result_form_warnings, report->warning, report->warning_count));
}

/* --- rows as they are --------------------------------------------------------------------------------------------- */

static void row_cells(const struct result_table *table, size_t index, struct result_cell *cells)
{
    const struct report_row *const *row = table->context;
    cells[0] = result_text(row[index]->metric);
    cells[1] = result_text(row[index]->group);
    cells[2] = result_text(row[index]->statistic);
    cells[3] = result_figure(&row[index]->figure, row[index]->unit);
}

struct wanted_rows { /* of one scenario at a time */
    struct arena *arena;
    const struct report *report;
    const char *const *statistics;
    size_t statistic_count;
    bool beside_tables; /* without the rows that a table holds */
    size_t room;        /* rows that there is room for */
    const struct report_row **row;
    struct result_table varied, results;
    struct result_cell *varied_cell;
    char (*varied_text)[NUMBER_TEXT_BYTES];
};

static void find_wanted(struct wanted_rows *wanted, size_t scenario)
{
    size_t count = 0, kept = 0;
    const struct report_row *row = report_rows(wanted->report, scenario, &count);
    if (count > wanted->room) {
        wanted->room = 2 * count;
        wanted->row = arena_alloc(wanted->arena, wanted->room, sizeof *wanted->row);
    }
    for (size_t i = 0; i < count; i++)
        if (!(wanted->beside_tables && row[i].in_table) &&
            report_row_wanted(&row[i], wanted->statistics, wanted->statistic_count))
            wanted->row[kept++] = &row[i];
    wanted->results.rows = kept;
    wanted->results.context = wanted->row;
}

static struct wanted_rows *wanted_rows_of(struct arena *arena, const struct report *report,
                                          const char *const *statistics, size_t statistic_count)
{
    struct wanted_rows *wanted = arena_alloc(arena, 1, sizeof *wanted);
    size_t columns = result_form_results.column_count;
    *wanted = (struct wanted_rows){
        .arena = arena, .report = report, .statistics = statistics, .statistic_count = statistic_count};
    wanted->results = (struct result_table){.form = &result_form_results,
                                            .column_count = columns,
                                            .column = result_form_results.column,
                                            .room = arena_alloc(arena, columns + 1, sizeof(struct result_cell)),
                                            .row = row_cells};
    return wanted;
}

static void put_varied(struct wanted_rows *wanted, const struct report_scenario *scenario)
{
    for (size_t axis = 0; axis < wanted->report->varied_count; axis++) {
        const char *text = report_varied_text(scenario, axis);
        if (wanted->varied.column[axis].kind == COLUMN_NUMBER)
            wanted->varied_cell[axis] = result_number(scenario->varied[axis], "");
        else
            wanted->varied_cell[axis] =
                result_text(text ? text : number_exact(scenario->varied[axis], wanted->varied_text[axis]));
    }
}

static void scenario_cells(const struct result_table *table, size_t index, struct result_cell *cells)
{
    struct wanted_rows *wanted = table->context;
    const struct report *report = wanted->report;
    static const struct report_scenario alone = {.name = ""};
    const struct report_scenario *scenario = report->scenario_count ? report_scenario(report, index) : &alone;
    find_wanted(wanted, index);
    put_varied(wanted, scenario);
    cells[0] = result_text(scenario->name);
    cells[1] = result_nested(&wanted->varied);
    cells[2] = result_text(scenario->error);
    cells[3] = result_text(text_or_null(report_sha256(report, scenario)));
    cells[4] = result_nested(&wanted->results);
}

/* A text where some scenario has one: a date, which is no number. */
static const struct result_column *varied_columns(struct arena *arena, const struct report *report)
{
    struct result_column *column = arena_alloc(arena, report->varied_count + 1, sizeof *column);
    for (size_t axis = 0; axis < report->varied_count; axis++) {
        column[axis] = (struct result_column){RESULT_COLUMN(report->varied_name[axis], NUMBER)};
        if (report->varied_texts && report->varied_texts[axis])
            column[axis].kind = COLUMN_TEXT;
    }
    return column;
}

const struct result_table *result_tables_by_scenario(struct arena *arena, const struct report *report,
                                                     const char *const *statistics, size_t statistic_count)
{
    struct wanted_rows *wanted = wanted_rows_of(arena, report, statistics, statistic_count);
    struct result_table *table = result_table_create(arena, &result_form_scenarios, 0);
    wanted->varied_cell = arena_alloc(arena, report->varied_count + 1, sizeof *wanted->varied_cell);
    wanted->varied_text = arena_alloc(arena, report->varied_count + 1, sizeof *wanted->varied_text);
    wanted->varied = (struct result_table){.form = &result_form_varied,
                                           .column_count = report->varied_count,
                                           .column = varied_columns(arena, report),
                                           .rows = 1,
                                           .cell = wanted->varied_cell};
    table->rows = report->scenario_count ? report->scenario_count : 1;
    table->cell = NULL;
    table->row = scenario_cells;
    table->context = wanted;
    return table;
}

/* Of a report without scenarios. */
static const struct result_table *rows_table(struct arena *arena, const struct report *report,
                                             const char *const *statistics, size_t statistic_count)
{
    struct wanted_rows *wanted = wanted_rows_of(arena, report, statistics, statistic_count);
    wanted->beside_tables = true;
    find_wanted(wanted, 0);
    return &wanted->results;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

struct result_tables result_tables_of(struct arena *arena, const struct report *report, const char *const *statistics,
                                      size_t statistic_count)
{
    struct result_tables tables = {0, NULL};
    add_heads(arena, report, &tables);
    for (size_t i = 0; i < report->table_count; i++)
        if (!report->table[i]->form->csv_only)
            add(arena, &tables, report->table[i]);
    if (strcmp(report->command, "run") == 0) {
        const struct result_table *of_run[RUN_TABLES];
        size_t count = run_tables_of(arena, report, statistics, statistic_count, of_run);
        for (size_t i = 0; i < count; i++)
            add(arena, &tables, of_run[i]);
    } else if (report->scenario_count) {
        add(arena, &tables, result_tables_by_scenario(arena, report, statistics, statistic_count));
    } else if (report->row_count) {
        add(arena, &tables, rows_table(arena, report, statistics, statistic_count));
    }
    return tables;
}
