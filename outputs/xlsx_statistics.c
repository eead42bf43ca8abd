#include "outputs/xlsx_statistics.h"

#include "outputs/origin.h"
#include "outputs/text_buffer.h"

#include <math.h>
#include <string.h>

enum { NAMES_MOST = 2000, TEXT_WIDTH = 9 }; /* names: a list of more is of no use to anyone */

struct table {
    struct xlsx_sheet *sheet;
    const struct report *whole;
    const struct output_style *style;
    size_t named;
};

/* Rows of one report: its own, and one for each scenario that has none but an error. */
static size_t count_of(const struct report *report, const struct output_style *style)
{
    size_t count = 0;
    for (size_t i = 0; i < report->row_count; i++)
        count += output_row_wanted(&report->row[i], style);
    for (size_t i = 0; i < report->scenario_count; i++)
        count += report->scenario[i].error != NULL;
    return count;
}

size_t xlsx_statistics_count(const struct report *report, const struct output_style *style)
{
    size_t count = count_of(report, style);
    for (size_t i = 0; i < report->part_count; i++)
        count += count_of(report->part[i], style);
    return count;
}

/* --- columns before the metric: the offer, or the scenario and what was varied in it ----------------------------- */

static size_t put_leading_headings(struct table *table)
{
    const struct report *whole = table->whole;
    size_t column = 0;
    if (whole->part_count)
        xlsx_book_text(table->sheet, 0, column++, "offer", XLSX_HEADER);
    if (whole->scenario_count)
        xlsx_book_text(table->sheet, 0, column++, "scenario", XLSX_HEADER);
    for (size_t i = 0; i < whole->varied_count; i++)
        xlsx_book_text(table->sheet, 0, column++, whole->varied_name[i], XLSX_HEADER_RIGHT);
    return column;
}

static size_t put_leading(struct table *table, const struct report *report, size_t scenario)
{
    struct xlsx_sheet *sheet = table->sheet;
    size_t column = 0;
    if (table->whole->part_count)
        xlsx_book_text(sheet, sheet->row, column++, report == table->whole ? "" : origin_title(report), XLSX_PLAIN);
    if (table->whole->scenario_count) {
        bool there = scenario < report->scenario_count;
        const struct report_scenario *of = there ? &report->scenario[scenario] : NULL;
        xlsx_book_text(sheet, sheet->row, column++, of ? of->name : "", XLSX_PLAIN);
        struct xlsx_number_format plain = {.width = TEXT_WIDTH};
        for (size_t i = 0; i < table->whole->varied_count; i++, column++)
            if (of && report_varied_text(report, scenario, i))
                xlsx_book_text(sheet, sheet->row, column, report_varied_text(report, scenario, i), XLSX_PLAIN);
            else if (of && of->varied)
                xlsx_book_number(sheet, sheet->row, column, of->varied[i], &plain, XLSX_PLAIN);
    }
    return column;
}

/* --- a row ------------------------------------------------------------------------------------------------------ */

static const char *const headings[] = {"metric",  "group", "statistic", "estimate", "unit", "std_error", "ci_low",
                                       "ci_high", "level", "method",    "status",   "note", "name"};
enum { HEADINGS = sizeof headings / sizeof *headings, ESTIMATE = 3, LAST_WORDS = 9 };

double xlsx_statistics_error(const struct figure *figure)
{
    if (isfinite(figure->std_error) && figure->std_error > 0)
        return figure->std_error;
    return figure->ci_high > figure->ci_low ? (figure->ci_high - figure->ci_low) / 4 : (double)NAN;
}

/* Column by column from the estimate on; returns the next. */
static size_t put_figure(struct xlsx_sheet *sheet, size_t column, const struct report_row *row)
{
    const struct figure *figure = &row->figure;
    double error = xlsx_statistics_error(figure);
    const double number[] = {figure->estimate, figure->std_error, figure->ci_low, figure->ci_high};
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        struct xlsx_number_format format = xlsx_number_format_of_unit(number[i], error, row->unit);
        xlsx_book_number(sheet, sheet->row, column++, number[i], &format, XLSX_PLAIN);
        if (i == 0)
            xlsx_book_text(sheet, sheet->row, column++, row->unit, XLSX_NOTE);
    }
    struct xlsx_number_format level = xlsx_number_format_of_unit(figure->level, NAN, "share");
    xlsx_book_number(sheet, sheet->row, column++, figure->level, &level, XLSX_PLAIN);
    return column;
}

static void put_name(struct table *table, const struct report *report, const struct report_row *row, size_t estimate,
                     size_t column)
{
    struct xlsx_sheet *sheet = table->sheet;
    if (table->whole->scenario_count || table->named >= NAMES_MOST || !isfinite(row->figure.estimate))
        return;
    table->named++;
    const char *words[] = {table->whole->part_count && report->name ? report->name : "", row->metric, row->group,
                           row->statistic};
    const char *name = xlsx_names_cell(&sheet->book->cell_names, words, sizeof words / sizeof *words);
    xlsx_book_name_cell(sheet, sheet->row, estimate, name);
    xlsx_book_text(sheet, sheet->row, column, name, XLSX_MUTED);
}

static void put_row(struct table *table, const struct report *report, const struct report_row *row)
{
    struct xlsx_sheet *sheet = table->sheet;
    size_t column = put_leading(table, report, row->scenario), estimate = column + ESTIMATE;
    xlsx_book_text(sheet, sheet->row, column++, row->metric, XLSX_PLAIN);
    xlsx_book_text(sheet, sheet->row, column++, row->group, XLSX_PLAIN);
    xlsx_book_text(sheet, sheet->row, column++, row->statistic, XLSX_PLAIN);
    column = put_figure(sheet, column, row);
    xlsx_book_text(sheet, sheet->row, column++, row->figure.method, XLSX_NOTE);
    xlsx_book_text(sheet, sheet->row, column++, row->figure.status, XLSX_MUTED);
    xlsx_book_text(sheet, sheet->row, column++, figure_note(&row->figure), XLSX_MUTED);
    put_name(table, report, row, estimate, column);
    sheet->row++;
}

static void put_failed(struct table *table, const struct report *report, size_t scenario)
{
    struct xlsx_sheet *sheet = table->sheet;
    size_t column = put_leading(table, report, scenario);
    xlsx_book_text(sheet, sheet->row, column + LAST_WORDS + 1, report->scenario[scenario].error, XLSX_MUTED);
    sheet->row++;
}

/* Rows stand in the order of the scenarios; those that failed have none. */
static void put_report(struct table *table, const struct report *report)
{
    size_t scenario = 0;
    for (size_t i = 0; i <= report->row_count; i++) {
        const struct report_row *row = i < report->row_count ? &report->row[i] : NULL;
        size_t until = row ? row->scenario : report->scenario_count;
        for (; scenario < until; scenario++)
            if (scenario < report->scenario_count && report->scenario[scenario].error)
                put_failed(table, report, scenario);
        if (row && output_row_wanted(row, table->style))
            put_row(table, report, row);
    }
}

void xlsx_statistics_put(struct xlsx_sheet *sheet, const struct report *report, const struct output_style *style)
{
    struct table table = {.sheet = sheet, .whole = report, .style = style};
    size_t column = put_leading_headings(&table);
    for (size_t i = 0; i < HEADINGS; i++) {
        bool number = i == ESTIMATE || (i > ESTIMATE + 1 && i < LAST_WORDS);
        bool after = i == ESTIMATE + 1 || i == LAST_WORDS;
        xlsx_book_text(sheet, 0, column++, headings[i],
                       number  ? XLSX_HEADER_RIGHT
                       : after ? XLSX_HEADER_INDENTED
                               : XLSX_HEADER);
    }
    sheet->row = 1;
    put_report(&table, report);
    for (size_t i = 0; i < report->part_count; i++)
        put_report(&table, report->part[i]);
    xlsx_book_freeze(sheet, 1);
    xlsx_book_filter(sheet, column - 1);
}
