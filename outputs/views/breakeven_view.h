/* What people are shown of `breakeven`. */
#ifndef OUTPUTS_VIEWS_BREAKEVEN_VIEW_H
#define OUTPUTS_VIEWS_BREAKEVEN_VIEW_H

#include "outputs/report.h"

struct breakeven_shown {
    const char *path, *goal;   /* "grants.0.percent", "net_advantage.mean=0" */
    const char *unit;          /* of the key; "" where it has none */
    double present, low, high; /* what the offer says now (NAN: nothing), and where was looked */
    bool present_is_mean;      /* the offer has a range there */
    size_t found;
    const bool *rising; /* of each crossing */
};

/* Reads the rows of metric and group `path` whose statistic begins with "breakeven". Makes the JSON's own members. */
void breakeven_view(struct report *report, const struct breakeven_shown *shown);

#endif
