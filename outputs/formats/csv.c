/* CSV, for machines and spreadsheets: one tidy row per statistic, or one wide row per scenario. RFC 4180. */
#include "analysis/result_tables.h"
#include "outputs/csv_sheet.h"
#include "outputs/formats.h"
#include "outputs/text_buffer.h"
#include "sim/number.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static void put_cell(struct csv_sheet *sheet, enum column_kind kind, const struct result_cell *cell)
{
    switch (kind) {
    case COLUMN_KEY:
    case COLUMN_TEXT:
        csv_sheet_text(sheet, cell->text ? cell->text : "");
        break;
    case COLUMN_NUMBER:
        csv_sheet_number(sheet, cell->number);
        break;
    case COLUMN_COUNT:
        csv_sheet_text(sheet, arena_text(sheet->scratch, "%llu", (unsigned long long)cell->count));
        break;
    case COLUMN_FLAG:
        csv_sheet_text(sheet, cell->flag ? "true" : "false");
        break;
    case COLUMN_FIGURE:
        csv_sheet_number(sheet, cell->figure.estimate);
        break;
    case COLUMN_TABLE: /* a cell holds none */
        csv_sheet_text(sheet, "");
        break;
    }
}

/* --- what all rows begin with ------------------------------------------------------------------------------------ */

/* The columns of the form of scenarios (analysis/result_forms.h). */
enum { SCENARIO_NAME, SCENARIO_VARIED, SCENARIO_ERROR, SCENARIO_SHA256, SCENARIO_RESULTS };
enum { RESULT_METRIC, RESULT_GROUP, RESULT_STATISTIC, RESULT_FIGURE };

struct rows { /* of one report, scenario by scenario */
    const struct report *report;
    const struct result_table *scenarios;
    bool offers; /* it is one of several */
};

static struct rows rows_of(struct arena *arena, const struct report *report, const struct output_style *style,
                           bool offers)
{
    return (struct rows){report, result_tables_by_scenario(arena, report, style->statistics, style->statistic_count),
                         offers};
}

/* What stands before the columns of a statistic: the offer, or the scenario and what was varied. */
static void put_lead_names(struct csv_sheet *sheet, const struct report *report)
{
    if (report->part_count)
        csv_sheet_text(sheet, "offer");
    if (!report->scenario_count)
        return;
    csv_sheet_text(sheet, "scenario");
    for (size_t i = 0; i < report->varied_count; i++)
        csv_sheet_text(sheet, report->varied_name[i]);
}

static void put_lead(struct csv_sheet *sheet, const struct rows *rows, const struct result_cell *scenario)
{
    if (rows->offers)
        csv_sheet_text(sheet, rows->report->name ? rows->report->name : "");
    if (!rows->report->scenario_count)
        return;
    csv_sheet_text(sheet, scenario[SCENARIO_NAME].text);
    const struct result_table *varied = scenario[SCENARIO_VARIED].table;
    for (size_t i = 0; i < varied->column_count; i++)
        put_cell(sheet, varied->column[i].kind, &varied->cell[i]);
}

/* --- tidy ------------------------------------------------------------------------------------------------------- */

static void put_figure(struct csv_sheet *sheet, const struct figure *figure, const char *unit, const char *note)
{
    csv_sheet_number(sheet, figure->estimate);
    csv_sheet_text(sheet, unit);
    csv_sheet_number(sheet, figure->std_error);
    csv_sheet_number(sheet, figure->ci_low);
    csv_sheet_number(sheet, figure->ci_high);
    csv_sheet_number(sheet, figure->level);
    csv_sheet_text(sheet, figure->method ? figure->method : "");
    csv_sheet_text(sheet, figure->status ? figure->status : "");
    csv_sheet_text(sheet, note);
    csv_sheet_end_row(sheet);
}

/* Where the figures came from, one row for each input. The seed is written from its integer: it may have more digits
 * than a double. */
static void put_origin_row(struct csv_sheet *sheet, const struct report *report, const char *input, const char *sha256)
{
    struct text_buffer *out = sheet->out;
    csv_sheet_text(sheet, "run");
    csv_sheet_text(sheet, input);
    csv_sheet_text(sheet, "seed");
    csv_sheet_next_cell(sheet);
    text_putf(out, "%llu", (unsigned long long)report->seed);
    for (int empty = 0; empty < 5; empty++)
        csv_sheet_text(sheet, "");
    const char *replicates =
        report->replicates ? arena_text(sheet->scratch, " replicates=%llu", (unsigned long long)report->replicates)
                           : "";
    const char *second_order = report->second_order_draws ? arena_text(sheet->scratch, " second-order=%llux%llu",
                                                                       (unsigned long long)report->second_order_draws,
                                                                       (unsigned long long)report->second_order_paths)
                                                          : "";
    const char *hash = *sha256 ? arena_text(sheet->scratch, " sha256=%s", sha256) : "";
    csv_sheet_text(sheet,
                   arena_text(sheet->scratch, "offercast=%s sampler=%s paths=%llu%s%s%s", OFFERCAST_VERSION,
                              report->sampler, (unsigned long long)report->paths, replicates, second_order, hash));
    csv_sheet_text(sheet, "ok");
    csv_sheet_text(sheet, report->after_tax ? report_tax_note(sheet->scratch, report) : "");
    csv_sheet_end_row(sheet);
}

static void put_origins(struct csv_sheet *sheet, const struct rows *rows, const struct result_cell *scenario)
{
    const struct report *report = rows->report;
    for (size_t i = 0; i < report->origin_count; i++) {
        put_lead(sheet, rows, scenario);
        put_origin_row(sheet, report, report->origin[i].at, report->origin[i].text);
    }
    if (report->origin_count)
        return;
    put_lead(sheet, rows, scenario);
    put_origin_row(sheet, report, "", scenario[SCENARIO_SHA256].text ? scenario[SCENARIO_SHA256].text : "");
}

/* A scenario that failed has a row that says why. */
static void put_tidy(struct csv_sheet *sheet, const struct rows *rows, const struct output_style *style)
{
    struct result_cell room[SCENARIO_RESULTS + 1], row_room[RESULT_FIGURE + 1];
    for (size_t s = 0; s < rows->scenarios->rows; s++) {
        const struct result_cell *scenario = result_table_row(rows->scenarios, s, room);
        const struct result_table *results = scenario[SCENARIO_RESULTS].table;
        for (size_t r = 0; r < results->rows; r++) {
            const struct result_cell *row = result_table_row(results, r, row_room);
            put_lead(sheet, rows, scenario);
            for (size_t c = RESULT_METRIC; c < RESULT_FIGURE; c++)
                csv_sheet_text(sheet, row[c].text);
            put_figure(
                sheet, &row[RESULT_FIGURE].figure, row[RESULT_FIGURE].unit,
                report_figure_note(sheet->scratch, rows->report, row[RESULT_METRIC].text, &row[RESULT_FIGURE].figure));
        }
        if (scenario[SCENARIO_ERROR].text) {
            put_lead(sheet, rows, scenario);
            for (size_t c = RESULT_METRIC; c < RESULT_FIGURE; c++)
                csv_sheet_text(sheet, "");
            put_figure(sheet, &(struct figure){NAN, NAN, NAN, NAN, NAN, "", scenario[SCENARIO_ERROR].text, NULL}, "",
                       "");
        } else if (rows->report->simulated && !style->statistics) {
            put_origins(sheet, rows, scenario);
        }
    }
}

static void write_tidy(struct csv_sheet *sheet, const struct report *report, const struct output_style *style)
{
    static const char *const names[] = {"metric", "group",   "statistic", "estimate", "unit",   "std_error",
                                        "ci_low", "ci_high", "level",     "method",   "status", "note"};
    put_lead_names(sheet, report);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        csv_sheet_text(sheet, names[i]);
    csv_sheet_end_row(sheet);
    const struct report *one;
    for (size_t i = 0; (one = report_one(report, i)); i++) {
        struct rows rows = rows_of(sheet->out->arena, one, style, report->part_count > 0);
        put_tidy(sheet, &rows, style);
    }
}

/* --- wide ------------------------------------------------------------------------------------------------------- */

struct wide_columns { /* one per metric, group and statistic, in the order of first appearance */
    size_t count;
    struct wide_column {
        const char *of[RESULT_FIGURE];
    } * column;
};

/* The column of a row. Rows of every scenario come in the same order, so the guess is nearly always right. */
static size_t wide_column(const struct wide_columns *columns, const struct result_cell *row, size_t guess)
{
    for (size_t i = guess < columns->count ? guess : 0, tried = 0; tried <= columns->count; tried++) {
        const struct wide_column *column = &columns->column[i];
        if (i < columns->count && strcmp(column->of[RESULT_STATISTIC], row[RESULT_STATISTIC].text) == 0 &&
            strcmp(column->of[RESULT_METRIC], row[RESULT_METRIC].text) == 0 &&
            strcmp(column->of[RESULT_GROUP], row[RESULT_GROUP].text) == 0)
            return i;
        i = i + 1 < columns->count ? i + 1 : 0;
    }
    return columns->count;
}

static void collect_columns(struct arena *arena, const struct rows *rows, struct wide_columns *columns)
{
    struct result_cell room[SCENARIO_RESULTS + 1], row_room[RESULT_FIGURE + 1];
    for (size_t s = 0; s < rows->scenarios->rows; s++) {
        const struct result_cell *scenario = result_table_row(rows->scenarios, s, room);
        const struct result_table *results = scenario[SCENARIO_RESULTS].table;
        for (size_t r = 0, guess = 0; r < results->rows; r++, guess++) {
            const struct result_cell *row = result_table_row(results, r, row_room);
            guess = wide_column(columns, row, guess);
            if (guess < columns->count)
                continue;
            columns->column = arena_grow(arena, columns->column, columns->count, sizeof *columns->column);
            for (size_t c = RESULT_METRIC; c < RESULT_FIGURE; c++)
                columns->column[columns->count].of[c] = arena_copy(arena, row[c].text, strlen(row[c].text));
            columns->count++;
        }
    }
}

/* Of one of several offers, too: all have the same columns. */
static bool any_after_tax(const struct report *report)
{
    const struct report *one;
    for (size_t i = 0; (one = report_one(report, i)); i++)
        if (one->after_tax)
            return true;
    return false;
}

static void put_wide_names(struct csv_sheet *sheet, const struct report *report, const struct wide_columns *columns)
{
    struct arena *arena = sheet->out->arena;
    put_lead_names(sheet, report);
    for (size_t i = 0; i < columns->count; i++) {
        const char *const *of = columns->column[i].of;
        const char *name = arena_text(arena, "%s%s%s.%s", of[RESULT_METRIC], *of[RESULT_GROUP] ? "." : "",
                                      of[RESULT_GROUP], of[RESULT_STATISTIC]);
        csv_sheet_text(sheet, name);
        csv_sheet_text(sheet, arena_text(arena, "%s.std_error", name));
        csv_sheet_text(sheet, arena_text(arena, "%s.ci_low", name));
        csv_sheet_text(sheet, arena_text(arena, "%s.ci_high", name));
    }
    csv_sheet_text(sheet, "run.seed");
    csv_sheet_text(sheet, "run.paths");
    csv_sheet_text(sheet, "offercast.version");
    if (any_after_tax(report))
        csv_sheet_text(sheet, "run.tax");
    for (size_t i = 0; i < report->origin_count; i++)
        csv_sheet_text(sheet, arena_text(arena, "input.%s.sha256", report->origin[i].at));
    if (!report->origin_count)
        csv_sheet_text(sheet, "input.sha256");
    csv_sheet_text(sheet, "status");
    csv_sheet_end_row(sheet);
}

static void put_wide(struct csv_sheet *sheet, const struct rows *rows, const struct wide_columns *columns, bool taxed)
{
    struct arena *arena = sheet->out->arena;
    const struct report *report = rows->report;
    struct figure *figure = arena_alloc(arena, columns->count + 1, sizeof *figure);
    struct result_cell room[SCENARIO_RESULTS + 1], row_room[RESULT_FIGURE + 1];
    for (size_t s = 0; s < rows->scenarios->rows; s++) {
        const struct result_cell *scenario = result_table_row(rows->scenarios, s, room);
        const struct result_table *results = scenario[SCENARIO_RESULTS].table;
        for (size_t i = 0; i < columns->count; i++)
            figure[i] = (struct figure){NAN, NAN, NAN, NAN, NAN, "", "", NULL};
        for (size_t r = 0, guess = 0; r < results->rows; r++) {
            const struct result_cell *row = result_table_row(results, r, row_room);
            guess = wide_column(columns, row, guess);
            figure[guess++] = row[RESULT_FIGURE].figure;
        }
        put_lead(sheet, rows, scenario);
        for (size_t i = 0; i < columns->count; i++) {
            csv_sheet_number(sheet, figure[i].estimate);
            csv_sheet_number(sheet, figure[i].std_error);
            csv_sheet_number(sheet, figure[i].ci_low);
            csv_sheet_number(sheet, figure[i].ci_high);
        }
        csv_sheet_text(sheet,
                       report->simulated ? arena_text(sheet->scratch, "%llu", (unsigned long long)report->seed) : "");
        csv_sheet_text(sheet,
                       report->simulated ? arena_text(sheet->scratch, "%llu", (unsigned long long)report->paths) : "");
        csv_sheet_text(sheet, OFFERCAST_VERSION);
        if (taxed)
            csv_sheet_text(sheet, report->after_tax ? report_tax_note(sheet->scratch, report) : "before tax");
        for (size_t i = 0; i < report->origin_count; i++)
            csv_sheet_text(sheet, report->origin[i].text);
        if (!report->origin_count)
            csv_sheet_text(sheet, scenario[SCENARIO_SHA256].text ? scenario[SCENARIO_SHA256].text : "");
        csv_sheet_text(sheet, scenario[SCENARIO_ERROR].text ? scenario[SCENARIO_ERROR].text : "ok");
        csv_sheet_end_row(sheet);
    }
}

static void write_wide(struct csv_sheet *sheet, const struct report *report, const struct output_style *style)
{
    struct wide_columns columns = {0, NULL};
    struct arena *arena = sheet->out->arena;
    size_t count = report->part_count ? report->part_count : 1;
    struct rows *rows = arena_alloc(arena, count, sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        rows[i] = rows_of(arena, report_one(report, i), style, report->part_count > 0);
        collect_columns(arena, &rows[i], &columns);
    }
    put_wide_names(sheet, report, &columns);
    for (size_t i = 0; i < count; i++)
        put_wide(sheet, &rows[i], &columns, any_after_tax(report));
}

/* --- a command's own table ---------------------------------------------------------------------------------------- */

static void write_table(struct csv_sheet *sheet, const struct result_table *table)
{
    struct result_cell *room = arena_alloc(sheet->out->arena, table->column_count + 1, sizeof *room);
    for (size_t c = 0; c < table->column_count; c++)
        csv_sheet_text(sheet, table->column[c].key);
    csv_sheet_end_row(sheet);
    for (size_t r = 0; r < table->rows; r++) {
        const struct result_cell *cells = result_table_row(table, r, room);
        for (size_t c = 0; c < table->column_count; c++)
            put_cell(sheet, table->column[c].kind, &cells[c]);
        csv_sheet_end_row(sheet);
    }
}

static enum status csv_write(const struct report *report, const struct output_style *style, struct text_buffer *out,
                             const char **fault)
{
    (void)fault;
    struct csv_sheet sheet = csv_sheet_begin(out, style);
    if (report->csv)
        write_table(&sheet, report->csv);
    else if (style->csv_wide)
        write_wide(&sheet, report, style);
    else
        write_tidy(&sheet, report, style);
    csv_sheet_end(&sheet);
    return STATUS_OK;
}

const struct output_format csv_format = {
    .name = "csv", .ending = ".csv", .summary = "one row per statistic, or per scenario (--wide)", .write = csv_write};
