/* The capital as it stands at start, for the `waterfall` command: claims with the dividends that have accrued by then,
 * ranges at their means, no later rounds. */
#ifndef MODELS_CAPITAL_TODAY_H
#define MODELS_CAPITAL_TODAY_H

#include "models/offer.h"
#include "models/waterfall.h"
#include "sim/arena.h"

struct capital_today {
    size_t count; /* classes, in the order of the file */
    struct waterfall_class *classes;
    double transaction_costs_frac, debt, carve_out_frac;
    bool averaged; /* some value is a range: its mean was taken */
};

struct capital_today capital_today(struct arena *arena, const struct offer *offer);

#endif
