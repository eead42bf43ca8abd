#include "analysis/explain_report.h"

#include <string.h>

static const struct result_column path_columns[] = {{RESULT_COLUMN("path", COUNT)}};
const struct result_form explain_report_path_form = {RESULT_FORM("", ONE, path_columns)};
static const struct result_column step_columns[] = {
    {RESULT_COLUMN("step", TEXT), .sentence = "the stage of the model"},
    {RESULT_COLUMN("quantity", TEXT)},
    {RESULT_COLUMN("value", NUMBER)},
    {RESULT_COLUMN("unit", TEXT), .sentence = "\"uniform\": a draw between 0 and 1; empty: the text alone matters"},
    {RESULT_COLUMN("text", TEXT)}};
const struct result_form explain_report_steps_form = {RESULT_FORM("steps", ROWS, step_columns)};

const char *explain_report_unit(const struct report *report, const struct story_line *line)
{
    return strcmp(line->unit, "money") == 0 ? report->currency : line->unit;
}

void explain_report_add(struct report *report, uint64_t path, const struct story *story)
{
    report_add_table(report, &explain_report_path_form, 1)->cell[0] = result_count(path);
    const struct result_table *table = report_add_table(report, &explain_report_steps_form, story->count);
    struct result_cell *cell = table->cell;
    for (size_t i = 0; i < story->count; i++) {
        const struct story_line *line = &story->line[i];
        *cell++ = result_text(line->step);
        *cell++ = result_text(line->quantity);
        *cell++ = result_number(line->value, explain_report_unit(report, line));
        *cell++ = result_text(explain_report_unit(report, line));
        *cell++ = result_text(line->text);
    }
    report->csv = table;
}
