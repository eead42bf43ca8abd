/* The error of a mean that replicates share: of how often events happen among a few points.
 *
 * A uniform that an event or a choice cuts at t has floor or ceil of n t of a replicate's n points below the cut: each
 * replicate is off by f or 1 - f points, f the fraction of n t. The spread between replicates shows this unless all
 * round alike, as they mostly do for a rare event, which none of them may have met. So a mean is at least as uncertain
 * as the variances f(1 - f)/n^2 of all cuts of independent draws make it, each times the square of what the mean
 * changes at the cut. A layoff cuts its draw where the path's other draws say; it counts where it is rare. Independent
 * paths: the variance p(1 - p)/n of events that hardly any path has met.
 *
 * What a mean changes at a cut is found by holding the draw on either side of it on a few paths, and only where the
 * column's own variance does not rule out already that it matters. */
#ifndef MODELS_EVENT_ROUNDING_H
#define MODELS_EVENT_ROUNDING_H

#include "models/run.h"

/* For a sample of this simulation, which is copied; its plans and watcher must outlive it. */
struct shared_error *event_rounding(struct arena *arena, const struct simulation *simulation);

#endif
