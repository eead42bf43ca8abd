/* A report as the tables of its result, in the order in which they are written. */
#ifndef ANALYSIS_RESULT_TABLES_H
#define ANALYSIS_RESULT_TABLES_H

#include "analysis/report.h"

enum { RESULT_SCHEMA = 2 }; /* of what the program writes */

struct result_tables {
    size_t count;
    const struct result_table **table;
};

/* Heads, the command's own, then the rows that --stat asks for (report_row_wanted): of `run` by metric and exit, of a
 * sweep by scenario, else row by row. Of a report without parts. */
struct result_tables result_tables_of(struct arena *arena, const struct report *report, const char *const *statistics,
                                      size_t statistic_count);

/* The figures that --stat asks for, scenario by scenario, of any report: the form `scenarios`, with one row where there
 * are no scenarios. Each row's tables are good until the next row is asked for. */
const struct result_table *result_tables_by_scenario(struct arena *arena, const struct report *report,
                                                     const char *const *statistics, size_t statistic_count);

#endif
