/* An offer that a question is about, as whoever read it tells of it. */
#ifndef ANALYSIS_SUBJECT_H
#define ANALYSIS_SUBJECT_H

#include "analysis/report.h"
#include "models/run.h"

struct subject {
    const struct offer *offer;
    const struct plan *plan; /* NULL: nothing is simulated */
    const char *sha256;      /* of the resolved offer */
    size_t assumption_count, warning_count, input_count;
    const struct report_note *assumption, *warning;
    const struct report_input *input; /* the resolved offer */
};

#endif
