#include "outputs/xlsx_notes.h"

#include "outputs/origin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_WIDTH = 100, NUMBER_WIDTH = 12 };

static size_t reports_in(const struct report *report)
{
    return report->part_count + 1;
}

/* The report itself, then its parts. */
static const struct report *report_at(const struct report *report, size_t i)
{
    return i ? report->part[i - 1] : report;
}

static void put_headings(struct xlsx_sheet *sheet, const struct report *report, const char *const *heading,
                         size_t count)
{
    size_t column = 0;
    if (report->part_count)
        xlsx_book_text(sheet, 0, column++, "Offer", XLSX_HEADER);
    for (size_t i = 0; i < count; i++)
        xlsx_book_text(sheet, 0, column++, heading[i], XLSX_HEADER);
    sheet->row = 1;
    xlsx_book_freeze(sheet, 1);
}

static size_t put_owner(struct xlsx_sheet *sheet, const struct report *whole, const struct report *report)
{
    if (!whole->part_count)
        return 0;
    xlsx_book_text(sheet, sheet->row, 0, report == whole ? "" : origin_title(report), XLSX_PLAIN);
    return 1;
}

/* --- assumptions ------------------------------------------------------------------------------------------------ */

static void put_notes(struct xlsx_sheet *sheet, const struct report *whole, const struct report *report,
                      const char *kind, const struct report_note *note, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t column = put_owner(sheet, whole, report);
        xlsx_book_text(sheet, sheet->row, column++, kind, XLSX_PLAIN);
        xlsx_book_text(sheet, sheet->row, column++, note[i].at ? note[i].at : "", XLSX_MUTED);
        xlsx_book_text(sheet, sheet->row, column, note[i].text, XLSX_WRAPPED);
        sheet->row++;
    }
}

void xlsx_notes_assumptions(struct xlsx_sheet *sheet, const struct report *report)
{
    static const char *const heading[] = {"Kind", "Where in the offer", "What"};
    put_headings(sheet, report, heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; i < reports_in(report); i++) {
        const struct report *one = report_at(report, i);
        put_notes(sheet, report, one, "assumption", one->assumption, one->assumption_count);
        put_notes(sheet, report, one, "warning", one->warning, one->warning_count);
    }
    if (sheet->row == 1)
        xlsx_book_line(sheet, sheet->row++, "Nothing was assumed, and there are no warnings.", XLSX_MUTED);
    else
        xlsx_book_widen(sheet, report->part_count ? 3 : 2, NOTE_WIDTH);
}

/* --- inputs ----------------------------------------------------------------------------------------------------- */

bool xlsx_notes_has_inputs(const struct report *report)
{
    for (size_t i = 0; i < reports_in(report); i++)
        if (report_at(report, i)->input_count)
            return true;
    return false;
}

/* A number as JSON has it, so not "007" and not "1,000": NAN otherwise. */
static double json_number(const char *text)
{
    const char *at = text + (*text == '-');
    size_t whole = strspn(at, "0123456789");
    if (!whole || (*at == '0' && whole > 1))
        return NAN;
    at += whole;
    if (*at == '.') {
        size_t decimals = strspn(++at, "0123456789");
        if (!decimals)
            return NAN;
        at += decimals;
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '+' || *at == '-';
        size_t digits = strspn(at, "0123456789");
        if (!digits)
            return NAN;
        at += digits;
    }
    return *at ? (double)NAN : strtod(text, NULL);
}

void xlsx_notes_inputs(struct xlsx_sheet *sheet, const struct report *report)
{
    static const char *const heading[] = {"Path in the offer", "Value"};
    const struct xlsx_number_format plain = {.width = NUMBER_WIDTH};
    put_headings(sheet, report, heading, sizeof heading / sizeof *heading);
    for (size_t r = 0; r < reports_in(report); r++) {
        const struct report *one = report_at(report, r);
        for (size_t i = 0; i < one->input_count; i++) {
            size_t column = put_owner(sheet, report, one);
            xlsx_book_text(sheet, sheet->row, column++, one->input[i].at ? one->input[i].at : "", XLSX_PLAIN);
            double number = json_number(one->input[i].text);
            if (isfinite(number))
                xlsx_book_number(sheet, sheet->row, column, number, &plain, XLSX_PLAIN);
            else
                xlsx_book_text(sheet, sheet->row, column, one->input[i].text, XLSX_WRAPPED);
            sheet->row++;
        }
    }
}

/* --- a plain table ---------------------------------------------------------------------------------------------- */

void xlsx_notes_table(struct xlsx_sheet *sheet, const struct result_table *table)
{
    const struct xlsx_number_format plain = {.width = NUMBER_WIDTH};
    for (size_t c = 0; c < table->column_count; c++)
        xlsx_book_text(sheet, 0, c, table->column[c].key,
                       table->rows && table->column[c].kind == COLUMN_NUMBER ? XLSX_HEADER_RIGHT : XLSX_HEADER);
    sheet->row = 1;
    for (size_t r = 0; r < table->rows; r++, sheet->row++)
        for (size_t c = 0; c < table->column_count; c++) {
            const struct result_cell *cell = &table->cell[r * table->column_count + c];
            enum column_kind kind = table->column[c].kind;
            if (kind == COLUMN_NUMBER && isfinite(cell->number))
                xlsx_book_number(sheet, sheet->row, c, cell->number, &plain, XLSX_PLAIN);
            else if (kind == COLUMN_FLAG)
                xlsx_book_text(sheet, sheet->row, c, cell->flag ? "true" : "false", XLSX_PLAIN);
            else if (kind == COLUMN_TEXT && cell->text)
                xlsx_book_text(sheet, sheet->row, c, cell->text, XLSX_PLAIN);
        }
    xlsx_book_freeze(sheet, 1);
    xlsx_book_filter(sheet, table->column_count - 1);
}
