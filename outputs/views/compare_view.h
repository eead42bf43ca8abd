/* What people are shown of `compare`: blocks and JSON made from the report's rows, no figure computed. */
#ifndef OUTPUTS_VIEWS_COMPARE_VIEW_H
#define OUTPUTS_VIEWS_COMPARE_VIEW_H

#include "analysis/compare_report.h"

/* Reads the rows that analysis/compare_report.h names. `whose`: the offer whose market job all are held against, or
 * NULL: it is that of all of them, or there is none. */
void compare_view(struct report *report, const struct compared *offers, size_t count,
                  const struct compare_verdict *verdict, enum compare_against against, const char *whose);

#endif
