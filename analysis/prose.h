/* The end of `run`: the break-even grant and the inputs that matter most, where they are cheap to know. */
#ifndef ANALYSIS_PROSE_H
#define ANALYSIS_PROSE_H

#include "analysis/estimate.h"
#include "analysis/subject.h"

enum { MATTERS_MAX = 4 };

struct prose_shown {
    const char *grant_path; /* "grants.0.percent"; NULL: no break-even grant is known */
    double grant;           /* as it is */
    /* The inputs that matter most, largest first: one or two that surely matter more than all others; else, not
     * resolved, those of which any may be the one, or the first few of them. None: not known. */
    size_t matter_count;
    const char *matter[MATTERS_MAX];
    bool matter_resolved;
};

/* Rows: net_advantage, group "grants.0.percent", statistic breakeven (one grant of stock by percent: its value is
 * proportional to it); net_advantage, group = input, statistic sobol_total of those that matter most (a short
 * pass over 16,384 paths). */
struct prose_shown prose_add(struct report *report, const struct subject *subject, const struct estimate *estimate);

#endif
