/* The end of `run`: the break-even grant and the inputs that matter most, where they are cheap to know. */
#ifndef ANALYSIS_PROSE_H
#define ANALYSIS_PROSE_H

#include "analysis/estimate.h"
#include "analysis/subject.h"

struct prose_shown {
    const char *grant_path;     /* "grants.0.percent"; NULL: no break-even grant is known */
    double grant;               /* as it is */
    const char *first, *second; /* the inputs that matter most; NULL: not known */
};

/* Rows: net_advantage, group "grants.0.percent", statistic breakeven (one grant of stock by percent: its value is
 * proportional to it); net_advantage, group = input, statistic sobol_total of the two largest (a short pass over
 * 16,384 paths). */
struct prose_shown prose_add(struct report *report, const struct subject *subject, const struct estimate *estimate);

#endif
