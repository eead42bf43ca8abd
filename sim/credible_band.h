/* Second order: what is left open by not knowing the probabilities themselves, with the Monte Carlo part taken out.
 *
 * Of K outer draws, each an estimate M_k with standard error e_k from random numbers of its own (the formula needs
 * inner errors that are independent of each other): epistemic variance = max(0, Var(M_k) - mean(e_k^2)), and the band
 * holds the middle of the M_k shrunk around their mean by sqrt(epistemic/total variance): more paths narrow the Monte
 * Carlo part alone. */
#ifndef SIM_CREDIBLE_BAND_H
#define SIM_CREDIBLE_BAND_H

#include "sim/arena.h"

#include <stddef.h>

struct credible_band {
    double mean;
    double low, high; /* quantiles (type 1) of the shrunk estimates at (1 -+ level)/2 */
    double epistemic_sd;
    double monte_carlo_error; /* root mean square of the e_k */
    double raw_sd;            /* of the M_k: both together */
};

/* An error that is not finite counts as 0. count >= 1. */
struct credible_band credible_band_of(struct arena *arena, const double *estimate, const double *std_error,
                                      size_t count, double level);

#endif
