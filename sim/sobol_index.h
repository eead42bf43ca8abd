/* First-order and total Sobol' indices of one input (or a group of inputs) by pick and freeze.
 *
 * y_A and y_B come from two independent sets of draws, y_i from the draws of A with this input's taken from B.
 *   first: V_i/V, V_i = mean of y_B (y_i - y_A)          (Saltelli et al. 2010; y_B less the mean: the same
 * expectation) total: T_i/V, T_i = mean of (y_i - y_A)^2/2          (Jansen 1999) V is the mean variance of the two
 * columns that a numerator compares, y_B and y_i or y_A and y_i (Janon et al. 2014): an outlier then stands above and
 * below the line, and a heavy tail does less harm. Intervals by replicates, with the influence of a ratio, (psi_Vi - S
 * psi_V)/V. */
#ifndef SIM_SOBOL_INDEX_H
#define SIM_SOBOL_INDEX_H

#include "sim/figure.h"

#include <stddef.h>

/* Sums over the paths of one replicate. Values are less a constant (the same for all of a question). */
struct sobol_base { /* shared by all inputs */
    double paths;
    double value, square;           /* of y_A */
    double copy_value, copy_square; /* of y_B */
};
struct sobol_change { /* of one input: change = y_i - y_A */
    double change, change_square;
    double change_by_value, change_by_copy; /* times y_A, times y_B */
};

struct sobol_index {
    struct figure first, total; /* shares of the variance; estimates and bounds are kept at or above 0 */
};

/* base[unit], change[unit]. Without variance both are unknown, with the status "does not vary". */
struct sobol_index sobol_index_of(const struct sobol_base *base, const struct sobol_change *change, size_t units,
                                  double level);

#endif
