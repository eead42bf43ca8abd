#include "inputs/report_scorecard.h"

#include <math.h>
#include <string.h>
#include <strings.h>

bool report_scorecard_is_total(const char *name)
{
    static const char *const words[] = {"total", "sum", "overall", "weighted total", "total score", "overall score"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcasecmp(name, words[k]) == 0)
            return true;
    return false;
}

static struct cell_reading read_score(const struct report *report, const char *text, enum cell_kind kind)
{
    struct cell_rules rules = cell_rules_usual();
    return cell_read(report->arena, text, kind, &rules);
}

bool report_scorecard_sum(const struct report *report, const struct report_table *table, double *sum)
{
    const struct grid *grid = table->grid;
    size_t name = report_tables_key(&table->columns, "dimension"), score = report_tables_key(&table->columns, "score");
    size_t weight = report_tables_key(&table->columns, "weight");
    *sum = 0;
    for (size_t row = table->header + 1; row < table->end; row++) {
        if (report_scorecard_is_total(grid_text(grid, row, name)))
            continue;
        struct cell_reading own = read_score(report, grid_text(grid, row, score), CELL_SCORE);
        struct cell_reading part = read_score(report, grid_text(grid, row, weight), CELL_SHARE);
        if (own.fault || part.fault)
            return false;
        *sum += distribution_mean(&own.distribution) * distribution_mean(&part.distribution);
    }
    return true;
}

/* Half a unit of the last digit that is written: 6.85 is anything from 6.845 to 6.855. */
static double rounding(const char *text)
{
    const char *point = strchr(text, '.');
    size_t digits = point ? strspn(point + 1, "0123456789") : 0;
    return 0.5 * pow(10, -(double)digits) + 1e-9;
}

void report_scorecard_check(struct report *report, const char *stated, struct place at, const char *what, double sum)
{
    struct cell_reading total = read_score(report, stated, CELL_SCORE);
    if (total.fault || total.form != CELL_FORM_POINT || fabs(total.low - sum) <= rounding(stated))
        return;
    problem_warn(report->problems, at, "/scorecard", "%s is %s out of ten, but the rows of the scorecard make %s", what,
                 cell_number_in_words(report->arena, total.low),
                 cell_number_in_words(report->arena, round(sum * 1e6) / 1e6));
}

/* The total stands in the last cell that reads as a score: that of "Weighted", or of "Score". */
void report_scorecard_check_rows(struct report *report, const struct report_table *table, double sum)
{
    const struct grid *grid = table->grid;
    size_t name = report_tables_key(&table->columns, "dimension");
    for (size_t row = table->header + 1; row < table->end; row++) {
        if (!report_scorecard_is_total(grid_text(grid, row, name)))
            continue;
        for (size_t i = table->columns.count; i-- > 0;) {
            if (read_score(report, grid_text(grid, row, i), CELL_SCORE).fault)
                continue;
            report_scorecard_check(report, grid_text(grid, row, i), report_place(table, row, i), "the total", sum);
            break;
        }
    }
}
