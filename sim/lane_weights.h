/* What each path of a block counts for, where strata (sim/strata.h) have other shares of the points than their chances.
 *
 * In counts they are whole multiples of 2^-WEIGHT_BITS, so that adding them up has no order; in sums, which are exact,
 * they are the nearest doubles to the weights themselves. */
#ifndef SIM_LANE_WEIGHTS_H
#define SIM_LANE_WEIGHTS_H

#include "sim/isa.h"

#include <stdbool.h>
#include <stdint.h>

enum { WEIGHT_BITS = 27 }; /* 64 bits then hold the weight of 2^36 paths: sixteen of the largest replicates */

struct lane_weights {
    double value[LANES];
    uint64_t whole[LANES];
    bool alike; /* all the same */
};

#endif
