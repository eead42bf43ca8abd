#include "models/tax/stock_exclusion.h"

#include <stddef.h>

static const struct calendar_date amended = {2025, 7, 4}; /* the last day of the old rules */
static const double basis_multiple = 10;

struct tier {
    int months;
    bool on_anniversary; /* held at least so long; else longer */
    double share_frac;
};

/* Longest first. */
static const struct tier old_tiers[] = {{60, false, 1}};
static const struct tier new_tiers[] = {{60, true, 1}, {48, true, 0.75}, {36, true, 0.5}};
static const double old_cap = 10e6, new_cap = 15e6;

static double share_of(const struct tier *tier, size_t count, struct calendar_date acquired, struct calendar_date sold)
{
    for (size_t i = 0; i < count; i++) {
        int held = calendar_compare(sold, calendar_months_later(acquired, tier[i].months));
        if (held > 0 || (held == 0 && tier[i].on_anniversary))
            return tier[i].share_frac;
    }
    return 0;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

struct stock_exclusion stock_exclusion_of(struct calendar_date acquired, struct calendar_date sold, double gain,
                                          double basis, double used)
{
    bool old = calendar_compare(acquired, amended) <= 0;
    struct stock_exclusion it = {.share_frac = old ? share_of(old_tiers, 1, acquired, sold)
                                                   : share_of(new_tiers, 3, acquired, sold)};
    if (it.share_frac > 0) {
        it.cap = larger(larger((old ? old_cap : new_cap) - used, 0), basis_multiple * basis);
        it.eligible = gain < it.cap ? larger(gain, 0) : it.cap;
    }
    it.excluded = it.share_frac * it.eligible;
    it.taxed = gain - it.excluded;
    it.gain28 = it.eligible - it.excluded;
    return it;
}
