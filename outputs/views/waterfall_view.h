/* What `waterfall` shows: payouts by class at each exit, and the breakpoints. */
#ifndef OUTPUTS_VIEWS_WATERFALL_VIEW_H
#define OUTPUTS_VIEWS_WATERFALL_VIEW_H

#include "outputs/report.h"

struct waterfall_row { /* one class at one exit; money */
    const char *name;
    bool converts;
    double payout, per_share;
};

struct waterfall_exit {
    double exit_value, transaction_costs, debt, carve_out, distributed; /* money */
    size_t count;
    const struct waterfall_row *row;
};

struct waterfall_break {
    double exit_value;         /* money */
    const char *name, *event;  /* whose, and what happens there */
    double common_price;       /* a share */
    double common_share_after; /* of the next unit of money */
};

/* csv_of_breaks: the CSV holds the breakpoints, not the payouts. */
void waterfall_view(struct report *report, const struct waterfall_exit *exits, size_t exit_count,
                    const struct waterfall_break *breaks, size_t break_count, bool csv_of_breaks);

#endif
