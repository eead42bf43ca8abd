#include "outputs/views/explain_view.h"

#include "analysis/explain_report.h"
#include "outputs/block_table.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

/* Uniforms with six digits; JSON and CSV have all of them. */
static const char *value_text(struct report *report, const struct story_line *line)
{
    if (*line->unit == '\0' || !isfinite(line->value))
        return "";
    if (strcmp(line->unit, "uniform") == 0)
        return arena_text(report->arena, "u = %.6f", line->value);
    return number_for_people(report->arena, line->value, NAN, explain_report_unit(report, line));
}

void explain_view(struct report *report, uint64_t path, const struct story_line *line, size_t count)
{
    static const char *const heading[] = {"Step", "Quantity", "Value", "What it means"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_LEFT};
    const char *title = arena_text(report->arena, "Path %llu, step by step", (unsigned long long)path);
    struct block_table table = block_table_begin(report, title, "Path", 4, heading, align);
    const char *before = "";
    for (size_t i = 0; i < count; i++) {
        block_table_text(&table, strcmp(line[i].step, before) == 0 ? "" : line[i].step);
        block_table_text(&table, line[i].quantity);
        block_table_cell(&table, value_text(report, &line[i]), *line[i].unit ? line[i].value : (double)NAN,
                         explain_report_unit(report, &line[i]));
        block_table_text(&table, line[i].text);
        before = line[i].step;
    }
}
