/* What `explain` shows: one path, step by step. */
#ifndef OUTPUTS_VIEWS_EXPLAIN_VIEW_H
#define OUTPUTS_VIEWS_EXPLAIN_VIEW_H

#include "outputs/report.h"

#include <stdint.h>

struct explain_line {
    const char *step, *quantity;
    double value;
    const char *unit; /* "money" stands for the report's currency; "": the text alone matters */
    const char *text;
};

void explain_view(struct report *report, uint64_t path, const struct explain_line *line, size_t count);

#endif
