/* The curve of a hazard from its stated points. */
#ifndef INPUTS_KEYS_HAZARD_KEYS_H
#define INPUTS_KEYS_HAZARD_KEYS_H

#include "inputs/offer_reader.h"

/* A curve from points that may come in any order; the rows' nodes are for messages. */
struct curve_point {
    double years, probability;
    const struct node *node;
    struct value stated;
};
void hazard_from_points(struct reader *reader, struct curve_point *points, size_t count, struct hazard_curve *curve);

#endif
