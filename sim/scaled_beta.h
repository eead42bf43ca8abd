/* The beta distribution stretched over [min, max]: what beta and PERT share. */
#ifndef SIM_SCALED_BETA_H
#define SIM_SCALED_BETA_H

#include "sim/distribution.h"

struct scaled_beta {
    double alpha, beta, min, max;
};

double scaled_beta_mean(const struct scaled_beta *d);
double scaled_beta_quantile(const struct scaled_beta *d, double u);
double scaled_beta_below(const struct scaled_beta *d, double x);
struct curve scaled_beta_prepare(struct arena *arena, const struct scaled_beta *d);

#endif
