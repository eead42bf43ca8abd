/* What `check` shows: that the file is good, what was assumed, and what a simulation would still need. */
#ifndef OUTPUTS_VIEWS_CHECK_VIEW_H
#define OUTPUTS_VIEWS_CHECK_VIEW_H

#include "analysis/check_report.h"

/* missing: flags ready to paste. Assumptions and warnings are the report's own. */
void check_view(struct report *report, const char *const *missing, size_t missing_count,
                const struct check_reading *reading, size_t reading_count);

#endif
