/* What each of the compared offers pays, year by year: salary, bonus, signing, what vests and what is received. */
#ifndef ANALYSIS_COMPARE_CASH_H
#define ANALYSIS_COMPARE_CASH_H

#include "analysis/compare_report.h"

extern const struct result_form compare_cash_form;

/* Adds the table: a row an offer and year, its last row of an offer "total", the sums; and the same figures as rows of
 * the metric "year", the group being "OFFER: YEAR". From a pass of its own for each offer (analysis/cash_report.h);
 * nothing where one was stopped. */
void compare_cash_add(struct report *report, const struct question *question, const struct compared *offers,
                      size_t count);

/* The flow of an offer in a year ("total": of all); NULL: it is not there. */
const struct figure *compare_cash_figure(const struct report *report, const char *offer, const char *year, size_t i);

#endif
