/* Which bars of a histogram are drawn: its thin ends, and an end that holds whatever lies far out, are told instead. */
#ifndef OUTPUTS_HISTOGRAM_ENDS_H
#define OUTPUTS_HISTOGRAM_ENDS_H

#include "analysis/report.h"

struct histogram_ends {
    size_t first, last;  /* bars first .. last - 1 are drawn */
    double below, above; /* shares of those before and behind */
};

struct histogram_ends histogram_ends(const struct block_series *series);

#endif
