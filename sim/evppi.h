/* What it is worth to know something before deciding, from the mean of each decision given what would be known.
 *
 * EVPI  = E max_d y_d - max_d E y_d: knowing everything.
 * EVPPI = E_x max_d E[y_d | x] - max_d E y_d: knowing x alone, where x falls into levels (an event, a row of a table)
 * or bins of a continuous draw.
 *
 * The best decision of a level is chosen on one half of the replicates and valued on the other, both ways round
 * (cross-fitting), so that noise in the means of levels that don't matter is worth nothing on average: the plain
 * estimate is biased upwards by the maximum (Strong, Oakley 2013). What is valued is a decision rule, and no rule beats
 * the best. Choosing on all replicates but one would be closer still, but replicates that share their choices are not
 * independent, and the interval then missed an irrelevant input six times too often. */
#ifndef SIM_EVPPI_H
#define SIM_EVPPI_H

#include "sim/figure.h"

#include <stddef.h>

struct decision_parts {
    size_t units, levels, decisions;
    /* part[decision][unit * levels + level]: what this level contributes to the unit's mean of the decision: its share
     * times its mean. NULL: a decision that always pays 0. */
    const double *const *part;
};

/* Not below 0. Above `most` (what knowing everything is worth; NULL: no such bound) it is `most`, with its interval. */
struct figure evppi_of(const struct decision_parts *parts, const struct figure *most, double level);

/* best[unit]: mean of the best decision of each path; mean[decision][unit] (NULL: 0). */
struct figure evppi_of_everything(const double *best, const double *const *mean, size_t decisions, size_t units,
                                  double level);

#endif
