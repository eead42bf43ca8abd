/* Year by year after tax: pay, what the grants bring, tax, what is left in hand. */
#ifndef OUTPUTS_VIEWS_TAX_YEARS_VIEW_H
#define OUTPUTS_VIEWS_TAX_YEARS_VIEW_H

#include "analysis/report.h"

/* Adds a table; nothing where the report has no tax years (analysis/cash_report.h). */
void tax_years_view(struct report *report);

#endif
