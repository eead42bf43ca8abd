/* A negotiation as a report: rows of the metric "negotiate", its tables. */
#ifndef ANALYSIS_NEGOTIATE_REPORT_H
#define ANALYSIS_NEGOTIATE_REPORT_H

#include "analysis/negotiate.h"
#include "analysis/report.h"

/* The asks; what is worth the same; the best package. */
extern const struct result_form negotiate_report_asks_form, negotiate_report_trades_form, negotiate_report_package_form;

/* Rows: group = lever ("package"), statistics mean, median, p_positive, company_cost: differences from the offer as it
 * is. */
void negotiate_report_add(struct report *report, const struct negotiation *negotiation);

#endif
