/* Which draws of a plan are enumerated in strata (sim/strata.h): stagnation, the choice of the exit, equity to zero,
 * rare events, and slices of a heavy valuation; as far as there are cells for them. */
#ifndef MODELS_STRATIFY_H
#define MODELS_STRATIFY_H

#include "models/run.h"

/* The sampling with the strata of the first of the plans that meet on the same points: another one beside it moves none
 * of its paths, and draws in its boxes what they do not tell of itself. Shares of the points follow the chance of a
 * stratum and how much the company's worth varies in it, as a short pass of fixed points tells: they depend on exits
 * and risks alone. The sampling as it is, where nothing is to be cut, its sampler knows no strata, or its replicates
 * have too few points to fill the cells. */
struct sampling stratify(struct arena *arena, const struct plan *const *plans, size_t count,
                         const struct sampling *sampling);

#endif
