/* --second-order K: K draws of the uncertain probabilities, a simulation of each, and the credible band of each figure.
 */
#ifndef CLI_SECOND_ORDER_H
#define CLI_SECOND_ORDER_H

#include "cli/options.h"
#include "inputs/offer_input.h"
#include "outputs/report.h"

/* Adds rows (method "credible-band", std_error = epistemic sd; NAME_monte_carlo_error beside each) and their blocks. A
 * warning where no probability is uncertain, and where what `seconds_spent` leaves of --max-time ended it early: then
 * the rows are of the draws that were done. False: stopped by a signal. */
bool second_order_add(struct arena *arena, const struct options *options, const struct offer_input *input,
                      double seconds_spent, struct report *report);

#endif
