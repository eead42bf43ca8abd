/* A Gaussian copula over the draws that an offer's `correlations` name, and those that are `linked`. */
#ifndef MODELS_CORRELATIONS_H
#define MODELS_CORRELATIONS_H

#include "models/preparation.h"

/* Once all stages have asked for their draws. A matrix that is not positive definite is a fault. */
void correlations_prepare(struct preparation *preparation);

#endif
