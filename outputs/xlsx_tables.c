#include "outputs/xlsx_tables.h"

#include "outputs/origin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MOST = 2000, NOTE_WIDTH = 100 }; /* names: a list of more is of no use to anyone */
static const struct xlsx_number_format plain = {.width = 12};

/* The report itself, then its parts. */
static const struct report *report_at(const struct report *whole, size_t i)
{
    return i > whole->part_count ? NULL : i ? whole->part[i - 1] : whole;
}

static size_t put_owner(struct xlsx_sheet *sheet, const struct report *whole, const struct report *report)
{
    if (whole->part_count)
        xlsx_book_text(sheet, sheet->row, 0, report == whole ? "" : origin_title(report), XLSX_PLAIN);
    return whole->part_count > 0;
}

/* --- statistics ------------------------------------------------------------------------------------------------- */

struct table {
    struct xlsx_sheet *sheet;
    const struct report *whole;
    const struct output_style *style;
    size_t named;
};

static size_t put_headings(struct table *table)
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
    const struct report *whole = table->whole;
    size_t column = 0;
    if (whole->part_count)
        xlsx_book_text(table->sheet, 0, column++, "offer", XLSX_HEADER);
    if (whole->scenario_count)
        xlsx_book_text(table->sheet, 0, column++, "scenario", XLSX_HEADER);
    for (size_t i = 0; i < whole->varied_count; i++)
        xlsx_book_text(table->sheet, 0, column++, whole->varied_name[i], XLSX_HEADER_RIGHT);
    for (size_t i = 0; i < sizeof heading / sizeof *heading; i++)
        xlsx_book_text(table->sheet, 0, column++, heading[i].text, heading[i].style);
    table->sheet->row = 1;
    return column;
}

/* The offer, or the scenario and what was varied in it. */
static size_t put_leading(struct table *table, const struct report *report, size_t scenario)
{
    struct xlsx_sheet *sheet = table->sheet;
    size_t column = put_owner(sheet, table->whole, report);
    const struct report_scenario *of = scenario < report->scenario_count ? &report->scenario[scenario] : NULL;
    if (table->whole->scenario_count)
        xlsx_book_text(sheet, sheet->row, column++, of ? of->name : "", XLSX_PLAIN);
    for (size_t i = 0; i < table->whole->varied_count; i++, column++)
        if (of && report_varied_text(report, scenario, i))
            xlsx_book_text(sheet, sheet->row, column, report_varied_text(report, scenario, i), XLSX_PLAIN);
        else if (of && of->varied)
            xlsx_book_number(sheet, sheet->row, column, of->varied[i], &plain, XLSX_PLAIN);
    return column;
}

static void put_row(struct table *table, const struct report *report, const struct report_row *row)
{
    struct xlsx_sheet *sheet = table->sheet;
    const struct figure *figure = &row->figure;
    const double number[] = {figure->estimate, figure->std_error, figure->ci_low, figure->ci_high, figure->level};
    const char *words[] = {table->whole->part_count && report->name ? report->name : "", row->metric, row->group,
                           row->statistic};
    size_t first = put_leading(table, report, row->scenario), estimate = first + 3, column = estimate;
    for (size_t i = 0; i < 3; i++)
        xlsx_book_text(sheet, sheet->row, first + i, words[i + 1], XLSX_PLAIN);
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) {
        struct xlsx_number_format format = xlsx_number_format_of_unit(
            report->arena, number[i], i < 4 ? figure_error(figure) : (double)NAN, i < 4 ? row->unit : "share");
        xlsx_book_number(sheet, sheet->row, column++, number[i], &format, XLSX_PLAIN);
        if (i == 0)
            xlsx_book_text(sheet, sheet->row, column++, row->unit, XLSX_NOTE);
    }
    xlsx_book_text(sheet, sheet->row, column++, figure->method, XLSX_NOTE);
    xlsx_book_text(sheet, sheet->row, column++, figure->status, XLSX_MUTED);
    xlsx_book_text(sheet, sheet->row, column++, figure_note(figure), XLSX_MUTED);
    if (!table->whole->scenario_count && table->named < NAMES_MOST && isfinite(figure->estimate)) {
        const char *name = xlsx_book_name_cell(sheet, sheet->row, estimate, words, sizeof words / sizeof *words);
        xlsx_book_text(sheet, sheet->row, column, name, XLSX_MUTED);
        table->named++;
    }
    sheet->row++;
}

/* Rows stand in the order of the scenarios; a scenario that failed has one that says why. */
static void put_rows(struct table *table, const struct report *report)
{
    size_t from = 0;
    for (size_t s = 0; s < (report->scenario_count ? report->scenario_count : 1); s++) {
        for (; from < report->row_count && report->row[from].scenario == s; from++)
            if (output_row_wanted(&report->row[from], table->style))
                put_row(table, report, &report->row[from]);
        if (report->scenario_count && report->scenario[s].error) {
            struct figure none = {NAN, NAN, NAN, NAN, NAN, "", report->scenario[s].error, NULL};
            put_row(table, report, &(struct report_row){s, "", "", "", "", none});
        }
    }
}

size_t xlsx_tables_statistics_count(const struct report *report, const struct output_style *style)
{
    size_t count = 0;
    for (size_t i = 0; i < report->row_count; i++)
        count += output_row_wanted(&report->row[i], style);
    for (size_t i = 0; i < report->scenario_count; i++)
        count += report->scenario[i].error != NULL;
    for (size_t i = 0; i < report->part_count; i++)
        count += xlsx_tables_statistics_count(report->part[i], style);
    return count;
}

void xlsx_tables_statistics(struct xlsx_book *book, const struct report *report, const struct output_style *style)
{
    struct table table = {.sheet = xlsx_book_sheet(book, "Statistics", 1), .whole = report, .style = style};
    size_t columns = put_headings(&table);
    for (size_t i = 0; report_at(report, i); i++)
        put_rows(&table, report_at(report, i));
    xlsx_book_filter(table.sheet, columns);
}

/* --- assumptions and inputs ------------------------------------------------------------------------------------- */

static struct xlsx_sheet *begin_notes(struct xlsx_book *book, const struct report *report, const char *name,
                                      const char *const heading[3])
{
    struct xlsx_sheet *sheet = xlsx_book_sheet(book, name, 1);
    size_t column = report->part_count > 0;
    if (column)
        xlsx_book_text(sheet, 0, 0, "Offer", XLSX_HEADER);
    for (size_t i = 0; i < 3 && heading[i]; i++)
        xlsx_book_text(sheet, 0, column++, heading[i], XLSX_HEADER);
    sheet->row = 1;
    return sheet;
}

static void put_notes(struct xlsx_sheet *sheet, const struct report *whole, const struct report *report,
                      const char *kind, const struct report_note *note, size_t count)
{
    for (size_t i = 0; i < count; i++, sheet->row++) {
        xlsx_book_wrap(sheet, sheet->row, note[i].text, NOTE_WIDTH);
        size_t column = put_owner(sheet, whole, report);
        xlsx_book_text(sheet, sheet->row, column, kind, XLSX_PLAIN);
        xlsx_book_text(sheet, sheet->row, column + 1, note[i].at ? note[i].at : "", XLSX_MUTED);
        xlsx_book_text(sheet, sheet->row, column + 2, note[i].text, XLSX_WRAPPED);
        xlsx_book_widen(sheet, column + 2, NOTE_WIDTH);
    }
}

void xlsx_tables_assumptions(struct xlsx_book *book, const struct report *report)
{
    static const char *const heading[3] = {"Kind", "Where in the offer", "What"};
    struct xlsx_sheet *sheet = begin_notes(book, report, "Assumptions", heading);
    const struct report *one;
    for (size_t i = 0; (one = report_at(report, i)); i++) {
        put_notes(sheet, report, one, "assumption", one->assumption, one->assumption_count);
        put_notes(sheet, report, one, "warning", one->warning, one->warning_count);
    }
    if (sheet->row == 1)
        xlsx_book_line(sheet, 1, 0, "Nothing was assumed, and there are no warnings.", XLSX_MUTED);
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

/* One value: a number, or a share in percent, has a name that formulas can use. */
static void put_input(struct xlsx_sheet *sheet, const struct report *whole, const struct report *report,
                      const struct report_note *input)
{
    const char *words[] = {"input", whole->part_count && report->name ? report->name : "", input->at ? input->at : ""};
    size_t column = put_owner(sheet, whole, report), length = strlen(input->text);
    bool percent = length && input->text[length - 1] == '%';
    double number = json_number(percent ? arena_copy(report->arena, input->text, length - 1) : input->text);
    struct xlsx_number_format format = plain;
    xlsx_book_text(sheet, sheet->row, column++, words[2], XLSX_PLAIN);
    if (isfinite(number)) {
        number = percent ? number / 100 : number;
        if (percent)
            (void)xlsx_number_format_of_text(input->text, length, number, &format);
        xlsx_book_number(sheet, sheet->row, column, number, &format, XLSX_INPUT);
        xlsx_book_text(sheet, sheet->row, column + 1,
                       xlsx_book_name_cell(sheet, sheet->row, column, words, sizeof words / sizeof *words), XLSX_MUTED);
    } else {
        xlsx_book_text(sheet, sheet->row, column, input->text, XLSX_WRAPPED);
    }
    sheet->row++;
}

void xlsx_tables_inputs(struct xlsx_book *book, const struct report *report)
{
    static const char *const heading[3] = {"Path in the offer", "Value", "Name"};
    size_t count = 0;
    for (size_t i = 0; report_at(report, i); i++)
        count += report_at(report, i)->input_count;
    if (!count)
        return;
    struct xlsx_sheet *sheet = begin_notes(book, report, "Inputs", heading);
    for (size_t r = 0; report_at(report, r); r++)
        for (size_t i = 0; i < report_at(report, r)->input_count; i++)
            put_input(sheet, report, report_at(report, r), &report_at(report, r)->input[i]);
}

/* --- a plain table ---------------------------------------------------------------------------------------------- */

void xlsx_tables_data(struct xlsx_book *book, const struct result_table *table)
{
    struct xlsx_sheet *sheet = xlsx_book_sheet(book, "Data", 1);
    struct result_cell *room = arena_alloc(sheet->cells.arena, table->column_count + 1, sizeof *room);
    for (size_t c = 0; c < table->column_count; c++)
        xlsx_book_text(sheet, 0, c, table->column[c].key,
                       table->column[c].kind == COLUMN_NUMBER ? XLSX_HEADER_RIGHT : XLSX_HEADER);
    sheet->row = 1;
    for (size_t r = 0; r < table->rows; r++, sheet->row++) {
        const struct result_cell *cells = result_table_row(table, r, room);
        for (size_t c = 0; c < table->column_count; c++) {
            enum column_kind kind = table->column[c].kind;
            if (kind == COLUMN_NUMBER)
                xlsx_book_number(sheet, sheet->row, c, cells[c].number, &plain, XLSX_PLAIN);
            else
                xlsx_book_text(sheet, sheet->row, c,
                               kind == COLUMN_FLAG ? cells[c].flag ? "true" : "false"
                               : cells[c].text     ? cells[c].text
                                                   : "",
                               XLSX_PLAIN);
        }
    }
    xlsx_book_filter(sheet, table->column_count);
}
