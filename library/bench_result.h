/* A result of `bench` read back from its JSON. */
#ifndef LIBRARY_BENCH_RESULT_H
#define LIBRARY_BENCH_RESULT_H

#include "analysis/report.h"
#include "inputs/problems.h"

/* The scenarios of the file by name, and their rows: metric, group, statistic, estimate and interval. NULL: it is none;
 * why is among the problems. */
const struct report *bench_result_read(struct arena *arena, const char *path, struct problems *problems);

#endif
