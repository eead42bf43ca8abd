/* The rows of `run` as tables: by metric, by exit, and what is neither. */
#ifndef ANALYSIS_RUN_TABLES_H
#define ANALYSIS_RUN_TABLES_H

#include "analysis/report.h"

enum { RUN_TABLES = 4 };

/* At most RUN_TABLES, in the order in which they are written; how many. */
size_t run_tables_of(struct arena *arena, const struct report *report, const char *const *statistics,
                     size_t statistic_count, const struct result_table *table[RUN_TABLES]);

#endif
