/* The rows of a report by group: "" first where it has any, then exits, in order of first appearance. Made once, so
 * that an offer with a hundred thousand exits is written in linear time. */
#ifndef ANALYSIS_ROW_GROUPS_H
#define ANALYSIS_ROW_GROUPS_H

#include "analysis/report.h"

struct row_group {
    const char *name;
    size_t count;
    const struct report_row **row; /* in report order */
};

struct row_groups {
    size_t count;
    struct row_group *group;
};

/* Of one scenario's rows; 0 when the report has none. */
struct row_groups row_groups_of(const struct report *report, size_t scenario);
/* NULL when absent. */
const struct report_row *row_group_find(const struct row_group *group, const char *metric, const char *statistic);
/* Is an exit: it has a probability, a share or a contribution to the equity value. */
bool row_group_is_exit(const struct row_group *group);
/* What a path can end in besides the exits of the file, and did not. */
bool row_group_never_happens(const struct row_group *exit);

#endif
