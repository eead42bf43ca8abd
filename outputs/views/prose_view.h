/* The end of `run`: what would change the answer, and the whole of it in at most six plain sentences that only restate
 * numbers shown above, in the same digits. */
#ifndef OUTPUTS_VIEWS_PROSE_VIEW_H
#define OUTPUTS_VIEWS_PROSE_VIEW_H

#include "analysis/prose.h"

/* Rows it reads: those of run_view; net_advantage of group grant_path, statistic breakeven; of groups first and second,
 * statistic sobol_total. */
void prose_view(struct report *report, const struct prose_shown *shown);

/* What stands in the place of the verdict where paths are left out: there the best may be. */
const char *prose_view_left_out(const struct report *report);

#endif
