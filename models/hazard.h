/* The time of an event from a piecewise-constant hazard through stated points: P(T <= t_k) = P_k.
 *
 * Between points the cumulated hazard H = -ln(1-P) is linear in time, so that T = t_{k-1} + (e - H_{k-1}) / rate_k with
 * e = -ln(1-u); a larger u is a later time. P = 100% has no finite hazard: there T is uniform over that segment. After
 * the last point the last rate goes on, or there is no event (INFINITY) when the curve stops or its last rate is 0. */
#ifndef MODELS_HAZARD_H
#define MODELS_HAZARD_H

#include "models/offer.h"
#include "sim/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* On the piece: years = start_years + years_per_unit x (x - start), where x is u on a uniform piece, else e. */
struct hazard_piece {
    double start_hazard;   /* H at its beginning: the piece holds for e > start_hazard */
    double start;          /* start_hazard, or P there on a uniform piece */
    double start_years;    /* INFINITY: no event */
    double years_per_unit; /* 0 where start_years is INFINITY */
    double uniform;        /* 1.0 on a uniform piece, else 0.0 */
};

struct hazard_segments {
    size_t count; /* at least 1 */
    const struct hazard_piece *piece;
};

/* The points ascend in time, with probabilities that do not fall. No point: never. */
struct hazard_segments hazard_prepare(struct arena *arena, const struct hazard_curve *curve);

/* Years to the event, 0 < u < 1; INFINITY: it never happens. */
double hazard_years(const struct hazard_segments *segments, double u);

/* Cumulated hazard by a time, and the probability 1 - exp(-H); for reports and tests. H may be INFINITY. */
double hazard_cumulated(const struct hazard_segments *segments, double years);
double hazard_probability(const struct hazard_segments *segments, double years);

#endif
