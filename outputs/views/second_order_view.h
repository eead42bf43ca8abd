/* What `run --second-order` adds: how far each figure moves with the probabilities themselves. */
#ifndef OUTPUTS_VIEWS_SECOND_ORDER_VIEW_H
#define OUTPUTS_VIEWS_SECOND_ORDER_VIEW_H

#include "outputs/report.h"

#include <stdint.h>

/* Rows it reads: group "credible", method "credible-band", and beside each the statistic NAME_monte_carlo_error; metric
 * "exit_share", group = exit. */
void second_order_view(struct report *report, uint64_t draws, uint64_t paths_each);

#endif
