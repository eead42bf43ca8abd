/* What moves in cash, and when: the bill for exercising by grant, pay and shares by year of employment. */
#ifndef ANALYSIS_CASH_REPORT_H
#define ANALYSIS_CASH_REPORT_H

#include "analysis/question.h"
#include "analysis/report.h"
#include "analysis/subject.h"

/* Year by year, for machines that read nested tables; the same figures are rows of the metric "year". */
extern const struct result_form cash_report_years_form;

/* From a pass of its own over the first of the question's paths (CASH_PATHS of them at most): rows of `exercise_cost`
 * by grant with a strike (mean, p_paid, when_paid, full), rows of `year` by year ("1", "2", ..., "later"), the table.
 * Nothing where the pass was stopped. */
enum { CASH_PATHS = 1 << 16 };
void cash_report_add(struct report *report, const struct question *question, const struct subject *subject);

#endif
