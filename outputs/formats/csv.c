/* CSV, for machines and spreadsheets: one tidy row per statistic, or one wide row per scenario. RFC 4180. */
#include "outputs/csv_sheet.h"
#include "outputs/formats.h"
#include "outputs/text_buffer.h"
#include "sim/number.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* --- tidy ------------------------------------------------------------------------------------------------------- */

/* What stands before the columns of a statistic: the offer, or the scenario and what was varied. */
static void put_lead_names(struct csv_sheet *sheet, const struct report *report, bool offers)
{
    if (offers)
        csv_sheet_text(sheet, "offer");
    if (!report->scenario_count)
        return;
    csv_sheet_text(sheet, "scenario");
    for (size_t i = 0; i < report->varied_count; i++)
        csv_sheet_text(sheet, report->varied_name[i]);
}

static void put_lead(struct csv_sheet *sheet, const struct report *report, bool offers, size_t scenario)
{
    if (offers)
        csv_sheet_text(sheet, report->name ? report->name : "");
    if (!report->scenario_count)
        return;
    csv_sheet_text(sheet, report->scenario[scenario].name);
    for (size_t i = 0; i < report->varied_count; i++) {
        const char *text = report_varied_text(report, scenario, i);
        if (text)
            csv_sheet_text(sheet, text);
        else
            csv_sheet_number(sheet, report->scenario[scenario].varied[i]);
    }
}

static void put_tidy_row(struct csv_sheet *sheet, const struct report_row *row)
{
    csv_sheet_text(sheet, row->metric);
    csv_sheet_text(sheet, row->group);
    csv_sheet_text(sheet, row->statistic);
    csv_sheet_number(sheet, row->figure.estimate);
    csv_sheet_text(sheet, row->unit);
    csv_sheet_number(sheet, row->figure.std_error);
    csv_sheet_number(sheet, row->figure.ci_low);
    csv_sheet_number(sheet, row->figure.ci_high);
    csv_sheet_number(sheet, row->figure.level);
    csv_sheet_text(sheet, row->figure.method ? row->figure.method : "");
    csv_sheet_text(sheet, row->figure.status ? row->figure.status : "");
    csv_sheet_text(sheet, figure_note(&row->figure));
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
        report->replicates ? arena_text(out->arena, " replicates=%llu", (unsigned long long)report->replicates) : "";
    const char *second_order = report->second_order_draws ? arena_text(out->arena, " second-order=%llux%llu",
                                                                       (unsigned long long)report->second_order_draws,
                                                                       (unsigned long long)report->second_order_paths)
                                                          : "";
    const char *hash = *sha256 ? arena_text(out->arena, " sha256=%s", sha256) : "";
    csv_sheet_text(sheet,
                   arena_text(out->arena, "offercast=%s sampler=%s paths=%llu%s%s%s", OFFERCAST_VERSION,
                              report->sampler, (unsigned long long)report->paths, replicates, second_order, hash));
    csv_sheet_text(sheet, "ok");
    csv_sheet_text(sheet, "");
    csv_sheet_end_row(sheet);
}

static void put_origins(struct csv_sheet *sheet, const struct report *report, bool offers, size_t scenario)
{
    size_t count = report->origin_count ? report->origin_count : 1;
    for (size_t i = 0; i < count; i++) {
        put_lead(sheet, report, offers, scenario);
        if (report->origin_count)
            put_origin_row(sheet, report, report->origin[i].at, report->origin[i].text);
        else
            put_origin_row(sheet, report, "", report_sha256(report, scenario));
    }
}

static void put_tidy(struct csv_sheet *sheet, const struct report *report, const struct output_style *style,
                     bool offers)
{
    bool origins = report->simulated && !style->statistics;
    size_t from = 0, scenarios = report->scenario_count ? report->scenario_count : 1;
    for (size_t s = 0; s < scenarios; s++) {
        for (; from < report->row_count && report->row[from].scenario == s; from++) {
            if (!output_row_wanted(&report->row[from], style))
                continue;
            put_lead(sheet, report, offers, s);
            put_tidy_row(sheet, &report->row[from]);
        }
        if (report->scenario_count && report->scenario[s].error) {
            struct figure none = {NAN, NAN, NAN, NAN, NAN, "", report->scenario[s].error, NULL};
            struct report_row error = {.metric = "", .group = "", .statistic = "", .unit = "", .figure = none};
            put_lead(sheet, report, offers, s);
            put_tidy_row(sheet, &error);
        } else if (origins) {
            put_origins(sheet, report, offers, s);
        }
    }
}

static void write_tidy(struct csv_sheet *sheet, const struct report *report, const struct output_style *style)
{
    static const char *const names[] = {"metric", "group",   "statistic", "estimate", "unit",   "std_error",
                                        "ci_low", "ci_high", "level",     "method",   "status", "note"};
    put_lead_names(sheet, report, report->part_count > 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        csv_sheet_text(sheet, names[i]);
    csv_sheet_end_row(sheet);
    if (!report->part_count)
        put_tidy(sheet, report, style, false);
    for (size_t i = 0; i < report->part_count; i++)
        put_tidy(sheet, report->part[i], style, true);
}

/* --- wide ------------------------------------------------------------------------------------------------------- */

struct wide_columns { /* one per metric, group and statistic, in the order of first appearance */
    size_t count;
    const struct report_row **first;
};

static bool same_column(const struct report_row *a, const struct report_row *b)
{
    return strcmp(a->statistic, b->statistic) == 0 && strcmp(a->metric, b->metric) == 0 &&
           strcmp(a->group, b->group) == 0;
}

/* The column of a row. Rows of every scenario come in the same order, so the guess is nearly always right. */
static size_t wide_column(const struct wide_columns *columns, const struct report_row *row, size_t guess)
{
    if (guess < columns->count && same_column(columns->first[guess], row))
        return guess;
    size_t i = 0;
    while (i < columns->count && !same_column(columns->first[i], row))
        i++;
    return i;
}

static void collect_columns(struct arena *arena, const struct report *report, const struct output_style *style,
                            struct wide_columns *columns)
{
    size_t guess = 0, scenario = 0;
    for (size_t i = 0; i < report->row_count; i++) {
        const struct report_row *row = &report->row[i];
        if (!output_row_wanted(row, style))
            continue;
        guess = row->scenario == scenario ? guess : 0;
        scenario = row->scenario;
        guess = wide_column(columns, row, guess);
        if (guess == columns->count) {
            columns->first = arena_grow(arena, columns->first, columns->count, sizeof *columns->first);
            columns->first[columns->count++] = row;
        }
        guess++;
    }
}

static void put_wide_names(struct csv_sheet *sheet, const struct report *report, const struct wide_columns *columns)
{
    struct arena *arena = sheet->out->arena;
    put_lead_names(sheet, report, report->part_count > 0);
    for (size_t i = 0; i < columns->count; i++) {
        const struct report_row *row = columns->first[i];
        const char *name =
            arena_text(arena, "%s%s%s.%s", row->metric, *row->group ? "." : "", row->group, row->statistic);
        csv_sheet_text(sheet, name);
        csv_sheet_text(sheet, arena_text(arena, "%s.std_error", name));
        csv_sheet_text(sheet, arena_text(arena, "%s.ci_low", name));
        csv_sheet_text(sheet, arena_text(arena, "%s.ci_high", name));
    }
    csv_sheet_text(sheet, "run.seed");
    csv_sheet_text(sheet, "run.paths");
    csv_sheet_text(sheet, "offercast.version");
    for (size_t i = 0; i < report->origin_count; i++)
        csv_sheet_text(sheet, arena_text(arena, "input.%s.sha256", report->origin[i].at));
    if (!report->origin_count)
        csv_sheet_text(sheet, "input.sha256");
    csv_sheet_text(sheet, "status");
    csv_sheet_end_row(sheet);
}

static void put_wide(struct csv_sheet *sheet, const struct report *report, const struct output_style *style,
                     bool offers, const struct wide_columns *columns)
{
    struct arena *arena = sheet->out->arena;
    const struct report_row **cell = arena_alloc(arena, columns->count + 1, sizeof *cell);
    size_t from = 0, scenarios = report->scenario_count ? report->scenario_count : 1;
    for (size_t s = 0; s < scenarios; s++) {
        memset(cell, 0, columns->count * sizeof *cell);
        size_t guess = 0;
        for (; from < report->row_count && report->row[from].scenario == s; from++) {
            if (!output_row_wanted(&report->row[from], style))
                continue;
            guess = wide_column(columns, &report->row[from], guess);
            cell[guess++] = &report->row[from];
        }
        put_lead(sheet, report, offers, s);
        for (size_t i = 0; i < columns->count; i++) {
            struct figure figure = cell[i] ? cell[i]->figure : (struct figure){NAN, NAN, NAN, NAN, NAN, "", "", NULL};
            csv_sheet_number(sheet, figure.estimate);
            csv_sheet_number(sheet, figure.std_error);
            csv_sheet_number(sheet, figure.ci_low);
            csv_sheet_number(sheet, figure.ci_high);
        }
        csv_sheet_text(sheet, report->simulated ? arena_text(arena, "%llu", (unsigned long long)report->seed) : "");
        csv_sheet_text(sheet, report->simulated ? arena_text(arena, "%llu", (unsigned long long)report->paths) : "");
        csv_sheet_text(sheet, OFFERCAST_VERSION);
        for (size_t i = 0; i < report->origin_count; i++)
            csv_sheet_text(sheet, report->origin[i].text);
        if (!report->origin_count)
            csv_sheet_text(sheet, report_sha256(report, s));
        csv_sheet_text(sheet, report->scenario_count && report->scenario[s].error ? report->scenario[s].error : "ok");
        csv_sheet_end_row(sheet);
    }
}

static void write_wide(struct csv_sheet *sheet, const struct report *report, const struct output_style *style)
{
    struct wide_columns columns = {0, NULL};
    collect_columns(sheet->out->arena, report, style, &columns);
    for (size_t i = 0; i < report->part_count; i++)
        collect_columns(sheet->out->arena, report->part[i], style, &columns);
    put_wide_names(sheet, report, &columns);
    if (!report->part_count)
        put_wide(sheet, report, style, false, &columns);
    for (size_t i = 0; i < report->part_count; i++)
        put_wide(sheet, report->part[i], style, true, &columns);
}

/* --- a command's own table ---------------------------------------------------------------------------------------- */

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
        csv_sheet_text(sheet, arena_text(sheet->out->arena, "%llu", (unsigned long long)cell->count));
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
    return STATUS_OK;
}

const struct output_format csv_format = {
    .name = "csv", .ending = ".csv", .summary = "one row per statistic, or per scenario (--wide)", .write = csv_write};
