/* How fast the draws of an offer alone are: what a run is measured against. */
#ifndef MODELS_FLOOR_H
#define MODELS_FLOOR_H

#include "models/run.h"

/* Draws all points of all replicates, with the sampler's own kernels, sends them through the offer's curves and sums
 * them, on this thread. A choice, a chance or a hazard counts as its uniform (a hazard through its logarithm); of a
 * column whose distribution depends on the exit, each row's curve counts for its share of the paths. Returns the sum,
 * which depends on all of it and on nothing else. */
double floor_run(const struct plan *plan, const struct isa *isa, const struct sampling *sampling);

/* Curves that a path goes through. */
size_t floor_curves(const struct plan *plan);

#endif
