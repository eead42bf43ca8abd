/* --second-order K: K draws of the uncertain probabilities, a simulation of each, and the credible band of each figure.
 */
#ifndef ANALYSIS_SECOND_ORDER_H
#define ANALYSIS_SECOND_ORDER_H

#include "analysis/question.h"
#include "analysis/subject.h"

/* Adds rows (method "credible-band", std_error = epistemic sd; NAME_monte_carlo_error beside each), and sets
 * report->second_order_draws where there are any. A warning where no probability is uncertain, and where the time limit
 * of the question's progress ended it early: then the rows are of the draws that were done. STATUS_STOPPED: stopped. */
enum status second_order_add(struct report *report, const struct question *question,
                             const struct offer *offer) MUST_CHECK;

#endif
