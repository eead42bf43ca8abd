#include "analysis/check_report.h"

#include "analysis/result_forms.h"

static const struct result_column reading_columns[] = {
    {RESULT_COLUMN("at", TEXT), .sentence = "the value, as a JSON pointer"},
    {RESULT_COLUMN("written", TEXT), .sentence = "the cell as it was written"},
    {RESULT_COLUMN("understood", TEXT), .sentence = "what it was taken for, in full numbers with their unit"},
    {RESULT_COLUMN("place", TEXT), .sentence = "where it stands"}};
static const struct result_form readings_form = {RESULT_FORM("understood", ROWS, reading_columns)};
static const struct result_column check_columns[] = {
    {RESULT_COLUMN("valid", FLAG)},
    {RESULT_COLUMN("complete", FLAG), .sentence = "nothing is missing that a simulation needs"},
    {RESULT_COLUMN("missing", TABLE), .sentence = "flags that would add it", .form = &result_form_texts},
    {RESULT_COLUMN("understood", TABLE), .sentence = "the offer as understood", .form = &readings_form}};
const struct result_form check_report_form = {RESULT_FORM("", ONE, check_columns)};
static const struct result_column note_columns[] = {
    {RESULT_COLUMN("kind", TEXT)}, {RESULT_COLUMN("at", TEXT)}, {RESULT_COLUMN("text", TEXT)}};
static const struct result_form notes_form = {RESULT_FORM("notes", ROWS, note_columns), .csv_only = true};

static struct result_cell *put_note(struct result_cell *cell, const char *kind, const char *at, const char *text)
{
    *cell++ = result_text(kind);
    *cell++ = result_text(at);
    *cell++ = result_text(text);
    return cell;
}

static const struct result_table *add_notes(struct report *report, const char *const *missing, size_t count)
{
    size_t rows = report->assumption_count + report->warning_count + count;
    const struct result_table *table = report_add_table(report, &notes_form, rows);
    struct result_cell *cell = table->cell;
    for (size_t i = 0; i < report->assumption_count; i++)
        cell = put_note(cell, "assumption", report->assumption[i].at, report->assumption[i].text);
    for (size_t i = 0; i < report->warning_count; i++)
        cell = put_note(cell, "warning", report->warning[i].at, report->warning[i].text);
    for (size_t i = 0; i < count; i++)
        cell = put_note(cell, "missing", "", missing[i]);
    return table;
}

void check_report_add(struct report *report, const char *const *missing, size_t count,
                      const struct check_reading *reading, size_t reading_count)
{
    struct result_table *readings = result_table_create(report->arena, &readings_form, reading_count);
    struct result_cell *next = readings->cell;
    for (size_t i = 0; i < reading_count; i++) {
        *next++ = result_text(reading[i].at);
        *next++ = result_text(reading[i].written);
        *next++ = result_text(reading[i].understood);
        *next++ = result_text(reading[i].place);
    }
    struct result_table *flags = result_table_create(report->arena, &result_form_texts, count);
    for (size_t i = 0; i < count; i++)
        flags->cell[i] = result_text(missing[i]);
    struct result_cell *cell = report_add_table(report, &check_report_form, 1)->cell;
    cell[0] = result_flag(true);
    cell[1] = result_flag(count == 0);
    cell[2] = result_nested(flags);
    cell[3] = result_nested(readings);
    report->csv = add_notes(report, missing, count);
}
