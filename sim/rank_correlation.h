/* Spearman's rank correlation with its interval: the correlation of mid-ranks, so ties are treated rightly. */
#ifndef SIM_RANK_CORRELATION_H
#define SIM_RANK_CORRELATION_H

#include "sim/arena.h"
#include "sim/figure.h"

#include <stddef.h>

struct ranks {
    size_t count;
    const size_t *order; /* indices of the values, ascending */
    const double *mid;   /* of value i: share of values below it plus half of those equal, less 1/2 */
    const double *ties;  /* of value i: share of values equal to it, itself included */
    double variance;     /* of mid */
};

struct ranks ranks_of(struct arena *arena, const double *value, size_t count);

/* Values stand unit after unit, as many in each; figure.status "does not vary" where a side is constant. */
struct figure rank_correlation(struct arena *arena, const struct ranks *x, const struct ranks *y, size_t units,
                               double level);

#endif
