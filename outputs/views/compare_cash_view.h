/* What each of the compared offers pays, year by year, for people: a table an offer. */
#ifndef OUTPUTS_VIEWS_COMPARE_CASH_VIEW_H
#define OUTPUTS_VIEWS_COMPARE_CASH_VIEW_H

#include "analysis/compare_report.h"

/* Reads the table of analysis/compare_cash.h; nothing where it is not there. */
void compare_cash_view(struct report *report, const struct compared *offers, size_t count);

#endif
