/* The end of `run`: the break-even grant and the inputs that matter most, where they are cheap to know, and the answer
 * in words. */
#ifndef CLI_PROSE_H
#define CLI_PROSE_H

#include "cli/estimate.h"
#include "inputs/offer_input.h"
#include "outputs/report.h"

/* Rows: net_advantage, group "grants.0.percent", statistic breakeven (one grant of stock by percent: its value is
 * proportional to it); net_advantage, group = input, statistic sobol_total of the two largest (a short pass over
 * 16,384 paths). */
void prose_add(struct arena *arena, const struct options *options, const struct offer_input *input,
               const struct plan *plan, const struct estimate *estimate, struct report *report);

#endif
