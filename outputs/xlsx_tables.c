#include "outputs/xlsx_tables.h"

#include "analysis/result_tables.h"
#include "outputs/note_place.h"
#include "outputs/origin.h"
#include "sim/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MOST = 2000, NOTE_WIDTH = 100 }; /* names: a list of more is of no use to anyone */
static const struct xlsx_number_format plain = {.width = 12};

/* --- a sheet, cell by cell ---------------------------------------------------------------------------------------- */

struct table {
    struct xlsx_sheet *sheet;
    const struct report *whole;
    size_t column; /* of the next cell */
    size_t named;
    struct arena *scratch; /* of one scenario; there may be a million */
};

static void put_text(struct table *table, const char *text, enum xlsx_style style)
{
    xlsx_book_text(table->sheet, table->sheet->row, table->column++, text ? text : "", style);
}

static void put_number(struct table *table, double number, const struct xlsx_number_format *format,
                       enum xlsx_style style)
{
    xlsx_book_number(table->sheet, table->sheet->row, table->column++, number, format, style);
}

/* The name of the last cell, for formulas. */
static void put_name(struct table *table, size_t column, const char *const *words, size_t count)
{
    put_text(table, xlsx_book_name_cell(table->sheet, table->sheet->row, column, words, count), XLSX_MUTED);
}

static void end_row(struct table *table)
{
    table->sheet->row++;
    table->column = 0;
}

/* With the headings up to an empty one, and before them the offer's where there are several. */
static struct table begin(struct xlsx_book *book, const struct report *whole, const char *name, const char *owner,
                          const char *const *headings)
{
    struct table table = {.sheet = xlsx_book_sheet(book, name, 1), .whole = whole};
    if (whole->part_count)
        put_text(&table, owner, XLSX_HEADER);
    for (; headings && *headings; headings++)
        put_text(&table, *headings, XLSX_HEADER);
    return table;
}

/* The report itself, then its parts. */
static const struct report *report_at(const struct report *whole, size_t i)
{
    return i > whole->part_count ? NULL : i ? whole->part[i - 1] : whole;
}

static void put_owner(struct table *table, const struct report *report)
{
    if (table->whole->part_count)
        put_text(table, report == table->whole ? "" : origin_title(report), XLSX_PLAIN);
}

/* --- a result's table --------------------------------------------------------------------------------------------- */

static void put_cell(struct table *table, enum column_kind kind, const struct result_cell *cell)
{
    if (kind == COLUMN_NUMBER)
        put_number(table, cell->number, &plain, XLSX_PLAIN);
    else
        put_text(table, kind == COLUMN_FLAG ? (cell->flag ? "true" : "false") : cell->text, XLSX_PLAIN);
}

static void put_column_headings(struct table *table, const struct result_table *of)
{
    for (size_t c = 0; c < of->column_count; c++)
        put_text(table, of->column[c].key, of->column[c].kind == COLUMN_NUMBER ? XLSX_HEADER_RIGHT : XLSX_HEADER);
}

void xlsx_tables_data(struct xlsx_book *book, const struct report *report, const struct result_table *data)
{
    struct table table = begin(book, report, "Data", "", NULL);
    struct result_cell *room = arena_alloc(report->arena, data->column_count + 1, sizeof *room);
    put_column_headings(&table, data);
    end_row(&table);
    for (size_t r = 0; r < data->rows; r++, end_row(&table)) {
        const struct result_cell *cells = result_table_row(data, r, room);
        for (size_t c = 0; c < data->column_count; c++)
            put_cell(&table, data->column[c].kind, &cells[c]);
    }
    xlsx_book_filter(table.sheet, data->column_count);
}

/* --- statistics --------------------------------------------------------------------------------------------------- */

/* The columns of the forms of scenarios and of results (analysis/result_forms.h). */
enum { SCENARIO_NAME, SCENARIO_VARIED, SCENARIO_ERROR, SCENARIO_RESULTS = 4, SCENARIO_COLUMNS };
enum { RESULT_GROUP = 1, RESULT_STATISTIC, RESULT_FIGURE, RESULT_COLUMNS };

static size_t put_statistic_headings(struct table *table, const struct result_table *varied)
{
    static const struct {
        const char *text;
        enum xlsx_style style;
    } heading[] = {{"metric", XLSX_HEADER},        {"group", XLSX_HEADER},
                   {"statistic", XLSX_HEADER},     {"estimate", XLSX_HEADER_RIGHT},
                   {"unit", XLSX_HEADER_INDENTED}, {"std_error", XLSX_HEADER_RIGHT},
                   {"ci_low", XLSX_HEADER_RIGHT},  {"ci_high", XLSX_HEADER_RIGHT},
                   {"level", XLSX_HEADER_RIGHT},   {"method", XLSX_HEADER_INDENTED},
                   {"status", XLSX_HEADER},        {"note", XLSX_HEADER},
                   {"name", XLSX_HEADER}};
    if (table->whole->scenario_count)
        put_text(table, "scenario", XLSX_HEADER);
    put_column_headings(table, varied);
    for (size_t i = 0; i < sizeof heading / sizeof *heading; i++)
        put_text(table, heading[i].text, heading[i].style);
    size_t columns = table->column;
    end_row(table);
    return columns;
}

static void put_statistic(struct table *table, const struct report *report, const struct result_cell *scenario,
                          const struct result_cell *row)
{
    const struct figure *figure = &row[RESULT_FIGURE].figure;
    const double number[] = {figure->estimate, figure->std_error, figure->ci_low, figure->ci_high, figure->level};
    const char *unit = row[RESULT_FIGURE].unit;
    put_owner(table, report);
    if (table->whole->scenario_count) {
        const struct result_table *varied = scenario[SCENARIO_VARIED].table;
        put_text(table, scenario[SCENARIO_NAME].text, XLSX_PLAIN);
        for (size_t c = 0; c < varied->column_count; c++)
            put_cell(table, varied->column[c].kind, &varied->cell[c]);
    }
    for (size_t c = 0; c < RESULT_FIGURE; c++)
        put_text(table, row[c].text, XLSX_PLAIN);
    size_t estimate = table->column;
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        struct xlsx_number_format format = xlsx_number_format_of_unit(
            table->scratch, number[i], i < 4 ? figure_error(figure) : (double)NAN, i < 4 ? unit : "share");
        put_number(table, number[i], &format, XLSX_PLAIN);
        if (i == 0)
            put_text(table, unit, XLSX_NOTE);
    }
    put_text(table, figure->method, XLSX_NOTE);
    put_text(table, figure->status, XLSX_MUTED);
    put_text(table, figure_note(figure), XLSX_MUTED);
    if (!table->whole->scenario_count && table->named < NAMES_MOST && isfinite(figure->estimate)) {
        const char *words[] = {table->whole->part_count && report->name ? report->name : "", row[0].text,
                               row[RESULT_GROUP].text, row[RESULT_STATISTIC].text};
        put_name(table, estimate, words, sizeof words / sizeof *words);
        table->named++;
    }
    end_row(table);
}

/* A scenario that failed has a row that says why. */
static void put_statistics(struct table *table, const struct report *report, const struct result_table *scenarios)
{
    struct result_cell room[SCENARIO_COLUMNS], row_room[RESULT_COLUMNS];
    for (size_t s = 0; s < scenarios->rows; s++, arena_reset(table->scratch)) {
        const struct result_cell *scenario = result_table_row(scenarios, s, room);
        const struct result_table *results = scenario[SCENARIO_RESULTS].table;
        for (size_t r = 0; r < results->rows; r++)
            put_statistic(table, report, scenario, result_table_row(results, r, row_room));
        const struct figure none = {NAN, NAN, NAN, NAN, NAN, "", scenario[SCENARIO_ERROR].text, NULL};
        const struct result_cell failed[] = {{0}, {0}, {0}, result_figure(&none, "")};
        if (none.status)
            put_statistic(table, report, scenario, failed);
    }
}

static const struct result_table *scenarios_of(const struct report *report, const struct output_style *style)
{
    return result_tables_by_scenario(report->arena, report, style->statistics, style->statistic_count);
}

size_t xlsx_tables_statistics_count(const struct report *report, const struct output_style *style)
{
    struct result_cell room[SCENARIO_COLUMNS];
    size_t count = 0;
    for (size_t i = 0; report_one(report, i); i++) {
        const struct result_table *scenarios = scenarios_of(report_one(report, i), style);
        for (size_t s = 0; s < scenarios->rows; s++) {
            const struct result_cell *scenario = result_table_row(scenarios, s, room);
            count += scenario[SCENARIO_RESULTS].table->rows + (scenario[SCENARIO_ERROR].text != NULL);
        }
    }
    return count;
}

void xlsx_tables_statistics(struct xlsx_book *book, const struct report *report, const struct output_style *style)
{
    struct result_cell room[SCENARIO_COLUMNS];
    const struct result_table *scenarios = scenarios_of(report_one(report, 0), style);
    struct table table = begin(book, report, "Statistics", "offer", NULL);
    table.scratch = arena_create();
    size_t columns = put_statistic_headings(&table, result_table_row(scenarios, 0, room)[SCENARIO_VARIED].table);
    for (size_t i = 0; report_one(report, i); i++)
        put_statistics(&table, report_one(report, i), scenarios_of(report_one(report, i), style));
    arena_destroy(table.scratch);
    xlsx_book_filter(table.sheet, columns);
}

/* --- assumptions and inputs --------------------------------------------------------------------------------------- */

static void put_notes(struct table *table, const struct report *report, const char *kind,
                      const struct report_note *note, size_t count)
{
    for (size_t i = 0; i < count; i++, end_row(table)) {
        xlsx_book_wrap(table->sheet, table->sheet->row, note[i].text, NOTE_WIDTH);
        put_owner(table, report);
        put_text(table, kind, XLSX_PLAIN);
        put_text(table, note_place(report->arena, &note[i]), XLSX_MUTED);
        xlsx_book_widen(table->sheet, table->column, NOTE_WIDTH);
        put_text(table, note[i].text, XLSX_WRAPPED);
    }
}

void xlsx_tables_assumptions(struct xlsx_book *book, const struct report *report)
{
    static const char *const headings[] = {"Kind", "What it is about", "What", NULL};
    struct table table = begin(book, report, "Assumptions", "Offer", headings);
    const struct report *one;
    end_row(&table);
    for (size_t i = 0; (one = report_at(report, i)); i++) {
        put_notes(&table, one, "assumption", one->assumption, one->assumption_count);
        put_notes(&table, one, "warning", one->warning, one->warning_count);
    }
    if (table.sheet->row == 1)
        xlsx_book_line(table.sheet, 1, 0, "Nothing was assumed, and there are no warnings.", XLSX_MUTED);
}

/* A number as JSON has it, so not "007" and not "1,000": NAN otherwise. */
static double json_number(const char *text)
{
    const char *digit = text + (*text == '-');
    size_t length = strspn(text, "0123456789+-.eE");
    bool begins = *digit >= '0' && *digit <= '9' && !(digit[0] == '0' && digit[1] >= '0' && digit[1] <= '9');
    bool ends = length && !text[length] && text[length - 1] >= '0' && text[length - 1] <= '9';
    char *end = NULL;
    double number = begins && ends ? strtod(text, &end) : (double)NAN;
    return end && !*end ? number : (double)NAN;
}

/* What an input counts with: its mean, or the number that a key without a unit has; NAN: neither. */
static double input_number(const struct report *report, const struct report_input *input,
                           struct xlsx_number_format *format)
{
    bool percent = input->understood && strcmp(input->unit, "share") == 0;
    double number = input->understood ? input->mean : json_number(input->text);
    *format = plain;
    if (percent && !xlsx_number_format_of_text(input->text, strlen(input->text), number, format))
        *format = xlsx_number_format_of_unit(report->arena, number, 0, "share");
    else if (input->understood && number_is_money(input->unit))
        *format = xlsx_number_format_of_unit(report->arena, number, 0, input->unit);
    return number;
}

/* A number has a name that formulas can use. */
static void put_input(struct table *table, const struct report *report, const struct report_input *input)
{
    const char *words[] = {"input", table->whole->part_count && report->name ? report->name : "",
                           input->at ? input->at : ""};
    struct xlsx_number_format format;
    double number = input_number(report, input, &format);
    put_owner(table, report);
    put_text(table, note_place_title(report->arena, input), XLSX_PLAIN);
    size_t column = table->column;
    if (isfinite(number))
        put_number(table, number, &format, XLSX_INPUT);
    else
        put_text(table, "", XLSX_PLAIN);
    put_text(table, input->text, XLSX_WRAPPED);
    put_text(table, input->understood ? input->understood : "", XLSX_WRAPPED);
    put_text(table, words[2], XLSX_MUTED);
    if (isfinite(number))
        put_name(table, column, words, sizeof words / sizeof *words);
    end_row(table);
}

void xlsx_tables_inputs(struct xlsx_book *book, const struct report *report)
{
    static const char *const headings[] = {
        "What", "Counts with", "As it was written", "Understood as", "Path in the offer", "Name", NULL};
    struct table table = {.sheet = NULL};
    for (size_t r = 0; report_at(report, r); r++)
        for (size_t i = 0; i < report_at(report, r)->input_count; i++) {
            if (!table.sheet) {
                table = begin(book, report, "Inputs", "Offer", headings);
                end_row(&table);
            }
            put_input(&table, report_at(report, r), &report_at(report, r)->input[i]);
        }
}
