/* Certainty equivalents: the sure gain that is worth as much as what may come. */
#ifndef ANALYSIS_CERTAINTY_H
#define ANALYSIS_CERTAINTY_H

#include "sim/statistics.h"

struct utility { /* CRRA: u(c) = c^(1-g)/(1-g), log c for g = 1, of consumption in units of the wealth */
    double wealth, aversion;
};

/* Of a column of gains: wealth u^-1(E u) - wealth; delta method, d = dCE/dEu. The wealth covers the least of them. */
struct figure certainty_equivalent(const struct sample *sample, size_t column, const struct utility *utility);

#endif
