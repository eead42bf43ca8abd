#include "analysis/explain_report.h"

#include <string.h>

static const struct result_column path_columns[] = {
    {RESULT_COLUMN("path", COUNT)},
    {RESULT_COLUMN("last_path", COUNT), .sentence = "of a range, which begins with `path`", .optional = true}};
const struct result_form explain_report_path_form = {RESULT_FORM("", ONE, path_columns)};
static const struct result_column step_columns[] = {
    {RESULT_COLUMN("path", COUNT), .sentence = "of a range", .optional = true},
    {RESULT_COLUMN("step", TEXT), .sentence = "the stage of the model"},
    {RESULT_COLUMN("quantity", TEXT)},
    {RESULT_COLUMN("value", NUMBER)},
    {RESULT_COLUMN("unit", TEXT), .sentence = "\"uniform\": a draw between 0 and 1; empty: the text alone matters"},
    {RESULT_COLUMN("text", TEXT)}};
const struct result_form explain_report_steps_form = {RESULT_FORM("steps", ROWS, step_columns)};
static const struct result_column draw_columns[] = {
    {RESULT_COLUMN("path", COUNT)},
    {RESULT_COLUMN("name", TEXT), .sentence = "the key path of what is drawn"},
    {RESULT_COLUMN("uniform", NUMBER), .sentence = "between 0 and 1: a larger one is a larger value, a later time, a "
                                                   "better exit; an event happens above 1 - its chance"},
    {RESULT_COLUMN("value", NUMBER),
     .sentence = "what it means; null where the row of the path, or a chance over time, decides that"}};
const struct result_form explain_report_draws_form = {RESULT_FORM("draws", ROWS, draw_columns),
                                                      .sentence = "every uniform number of the path"};
static const struct result_column amount_columns[] = {
    {RESULT_COLUMN("path", COUNT)},
    {RESULT_COLUMN("name", TEXT)},
    {RESULT_COLUMN("value", NUMBER), .sentence = "null: a time that never comes"},
    {RESULT_COLUMN("unit", TEXT)},
    {RESULT_COLUMN("text", TEXT)}};
const struct result_form explain_report_amounts_form = {RESULT_FORM("amounts", ROWS, amount_columns),
                                                        .sentence = "what the draws came to, the metrics last"};

static const char *unit_of(const struct report *report, const char *unit)
{
    return strcmp(unit, "money") == 0 ? report->currency : unit;
}

const char *explain_report_unit(const struct report *report, const struct story_line *line)
{
    return unit_of(report, line->unit);
}

static const struct result_table *add_steps(struct report *report, const struct told_path *told, size_t count)
{
    size_t rows = 0;
    for (size_t p = 0; p < count; p++)
        rows += told[p].story.count;
    const struct result_table *table = report_add_table(report, &explain_report_steps_form, rows);
    struct result_cell *cell = table->cell;
    for (size_t p = 0; p < count; p++)
        for (size_t i = 0; i < told[p].story.count; i++) {
            const struct story_line *line = &told[p].story.line[i];
            *cell = result_count(told[p].path);
            (cell++)->absent = count == 1;
            *cell++ = result_text(line->step);
            *cell++ = result_text(line->quantity);
            *cell++ = result_number(line->value, explain_report_unit(report, line));
            *cell++ = result_text(explain_report_unit(report, line));
            *cell++ = result_text(line->text);
        }
    return table;
}

static void add_draws(struct report *report, const struct told_path *told, size_t count)
{
    size_t rows = count ? count * told[0].draw_count : 0;
    struct result_cell *cell = report_add_table(report, &explain_report_draws_form, rows)->cell;
    for (size_t p = 0; p < count; p++)
        for (size_t i = 0; i < told[p].draw_count; i++) {
            const struct told_draw *draw = &told[p].draw[i];
            *cell++ = result_count(told[p].path);
            *cell++ = result_text(draw->name);
            *cell++ = result_number(draw->uniform, "");
            *cell++ = result_number(draw->value, "");
        }
}

static void add_amounts(struct report *report, const struct told_path *told, size_t count)
{
    size_t rows = count ? count * told[0].amount_count : 0;
    struct result_cell *cell = report_add_table(report, &explain_report_amounts_form, rows)->cell;
    for (size_t p = 0; p < count; p++)
        for (size_t i = 0; i < told[p].amount_count; i++) {
            const struct told_amount *amount = &told[p].amount[i];
            const char *unit = unit_of(report, amount->unit);
            *cell++ = result_count(told[p].path);
            *cell++ = result_text(amount->name);
            *cell++ = result_number(amount->value, unit);
            *cell++ = result_text(unit);
            *cell++ = result_text(amount->text);
        }
}

void explain_report_add(struct report *report, const struct told_path *told, size_t count)
{
    struct result_table *paths = report_add_table(report, &explain_report_path_form, 1);
    paths->cell[0] = result_count(told[0].path);
    paths->cell[1] = result_count(told[count - 1].path);
    paths->cell[1].absent = count == 1;
    report->csv = add_steps(report, told, count);
    add_draws(report, told, count);
    add_amounts(report, told, count);
}
