/* An offer that one leaves at the end of a month fixed in advance, on the draws of the offer as it stands: the option
 * to quit (docs/model.md). While employed nothing is known but that the job goes on and that no exit has come, so the
 * state is the month, and the best rule is a fixed one. */
#ifndef MODELS_LEAVING_MONTH_H
#define MODELS_LEAVING_MONTH_H

#include "models/run.h"

enum { LEAVING_MONTHS_MAX = 120 };

/* Months 1 to this one are candidates: the largest stay rounded up, at most LEAVING_MONTHS_MAX. */
size_t leaving_months(const struct plan *plan);

/* The plan with a stay of so many months. A failure without a time of its own stays uniform over the offer's stay. */
const struct plan *leaving_month_plan(struct arena *arena, const struct plan *plan, size_t month);

#endif
