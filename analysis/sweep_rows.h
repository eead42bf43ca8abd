/* The rows of finished scenarios, as a sweep keeps them. */
#ifndef ANALYSIS_SWEEP_ROWS_H
#define ANALYSIS_SWEEP_ROWS_H

#include "analysis/report.h"

struct sweep_rows { /* of one scenario */
    char sha256[65];
    size_t count;
    struct report_row *row;
};

/* Rows of `from` that its choice wants; their texts are those of the report. */
struct sweep_rows sweep_rows_of(struct arena *arena, const struct report *from, const char *sha256);

#endif
