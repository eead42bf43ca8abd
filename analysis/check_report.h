/* The answer to `check`: that the offer is good, what was assumed, and what a simulation would still need. */
#ifndef ANALYSIS_CHECK_REPORT_H
#define ANALYSIS_CHECK_REPORT_H

#include "analysis/report.h"

extern const struct result_form check_report_form;

/* A value as it was written, and what it was taken for. */
struct check_reading {
    const char *at;   /* a JSON pointer */
    const char *path; /* with rows by their names: "exits.IPO.valuation" */
    const char *place, *written, *understood;
};

/* missing: flags ready to paste. Assumptions and warnings are the report's own. */
void check_report_add(struct report *report, const char *const *missing, size_t count,
                      const struct check_reading *reading, size_t reading_count);

#endif
