/* Where a report came from: seed, paths, sampler, version, input. */
#ifndef OUTPUTS_ORIGIN_H
#define OUTPUTS_ORIGIN_H

#include "analysis/report.h"

/* "seed 1 · 1,048,576 paths in 16 replicates · sobol"; "" when nothing was simulated. */
const char *origin_run(const struct report *report);
/* "seed 1 · 1,048,576 paths · offercast 0.1.0 · input 0123456789ab" */
const char *origin_brief(const struct report *report);
/* "offercast 0.1.0 · input 0123456789ab" or "… · inputs 0123456789ab, ba9876543210" */
const char *origin_program(const struct report *report);
/* Both in one line. */
const char *origin_line(const struct report *report);
/* What the report is about: the offer's name, else the command's. */
const char *origin_title(const struct report *report);

#endif
