/* The answer to `waterfall`: who gets what at these exits, and the breakpoints. */
#ifndef ANALYSIS_WATERFALL_REPORT_H
#define ANALYSIS_WATERFALL_REPORT_H

#include "analysis/question.h"
#include "analysis/subject.h"

struct waterfall_row { /* one class at one exit; money */
    const char *name;
    bool converts;
    double payout, per_share;
    double share_frac; /* of what is distributed; 0 where nothing is */
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

struct waterfall_shown {
    size_t exit_count, break_count;
    const struct waterfall_exit *exits;
    const struct waterfall_break *breaks;
    size_t curve_count;
    const struct waterfall_exit *curve; /* from nothing past the last of the exits and breakpoints: between two of them
                                         * all payouts are straight */
    const struct result_table *payout_table, *break_table; /* one of them is what a CSV holds */
};

extern const struct result_form waterfall_report_exits_form, waterfall_report_breaks_form;

/* Of an offer with share classes. No rows: the figures are exact, and shown. */
struct report *waterfall_report_of(struct arena *arena, const struct question *question, const struct subject *subject,
                                   const double *exit_value, size_t exit_count, struct waterfall_shown *shown);

#endif
