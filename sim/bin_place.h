/* Where the mass of a bin lies: spread evenly between its ends, or at values that stand for it. */
#ifndef SIM_BIN_PLACE_H
#define SIM_BIN_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bin_place {
    double low, high;       /* ends of the mass */
    const double *value;    /* the kept or the pilot's values that stand for it, ascending; or NULL: spread evenly */
    const uint64_t *weight; /* what each of them counts for; NULL: all alike */
    size_t values;
    bool atom; /* zero, or pilot values that repeat */
};

double bin_place_mean(const struct bin_place *place);
/* Mean of f over the values that stand for a bin (there are some). */
double bin_place_mean_of(const struct bin_place *place, double (*f)(double y, const void *context),
                         const void *context);
/* The value with that share of the bin's mass below, 0 < fraction < 1. */
double bin_place_value(const struct bin_place *place, double fraction);
double bin_place_share_below(const struct bin_place *place, double y, bool or_at);

#endif
