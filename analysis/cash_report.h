/* What moves in cash, and when: the bill for exercising by grant, pay and shares by year of employment. */
#ifndef ANALYSIS_CASH_REPORT_H
#define ANALYSIS_CASH_REPORT_H

#include "analysis/question.h"
#include "analysis/report.h"
#include "analysis/subject.h"
#include "models/cash_columns.h"

/* Year by year, for machines that read nested tables; the same figures are rows of the metric "year". */
extern const struct result_form cash_report_years_form;
/* By tax year, of offers with taxes; the same figures are rows of the metric "tax_year". */
extern const struct result_form cash_report_tax_years_form;

enum { CASH_FIGURES = CASH_FLOWS + 1, CASH_VESTED = CASH_FLOWS }; /* of a year: its flows, and what vests in it */

struct cash_years {              /* means over all paths, undiscounted */
    size_t years;                /* of employment; then comes "later" */
    const struct figure *figure; /* (years + 1) x CASH_FIGURES */
};

/* From a pass of its own, as below; false where it was stopped. */
bool cash_report_years(struct arena *arena, const struct question *question, const struct subject *subject,
                       struct cash_years *years) MUST_CHECK;
/* "1", "2", ..., "later" */
const char *cash_report_year(struct arena *arena, const struct cash_years *years, size_t year);

/* From a pass of its own over the first of the question's paths (CASH_PATHS of them at most): rows of `exercise_cost`
 * by grant with a strike (mean, p_paid, when_paid, full), rows of `year` by year ("1", "2", ..., "later"), the table.
 * Nothing where the pass was stopped. */
enum { CASH_PATHS = 1 << 16 };
void cash_report_add(struct report *report, const struct question *question, const struct subject *subject);

#endif
