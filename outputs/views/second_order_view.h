/* What `run --second-order` adds: how far each figure moves with the probabilities themselves. */
#ifndef OUTPUTS_VIEWS_SECOND_ORDER_VIEW_H
#define OUTPUTS_VIEWS_SECOND_ORDER_VIEW_H

#include "analysis/report.h"

/* Rows it reads: group "credible", method "credible-band", and beside each the statistic NAME_monte_carlo_error; metric
 * "exit_share", group = exit; and second_order_draws and _paths. */
void second_order_view(struct report *report);

#endif
