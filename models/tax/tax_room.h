/* The columns that taxes need on a block of paths: a part of the workspace. For kernels. */
#ifndef MODELS_TAX_TAX_ROOM_H
#define MODELS_TAX_TAX_ROOM_H

#include "models/block.h"
#include "models/tax/tax_path.h"

struct tax_time { /* of an event; HUGE_VAL: it does not come */
    double years[LANES], year[LANES], code[LANES], discount[LANES];
};

/* Pay: what stages/pay.c works with, kept. */
struct tax_pay {
    double market[LANES], offer[LANES]; /* a year, at start */
    double found[LANES];                /* E, or E + search where the job was lost: from then on... */
    double horizon[LANES];              /* ...to here `share` of the market's pay, then all of it */
    double share[LANES];
    double gap_from[LANES], gap_to[LANES]; /* laid off by the alternative */
    double market_signing[LANES], offer_signing[LANES];
    double severance[LANES], severance_value[LANES]; /* undiscounted; present value */
};

/* Which lanes have a year that is to be computed. */
struct tax_lanes {
    size_t count;
    int at[LANES + 1];
};

struct tax_results { /* of a tax year, all jurisdictions together */
    double total[LANES];
    double withheld[LANES], at_source[LANES]; /* of supplemental pay; of all pay, besides income tax */
};

/* Columns of programs. */
struct tax_law_columns {
    double (*pay)[LANES], (*all)[LANES], (*told)[LANES];
};
struct tax_rule_columns {
    double (*column)[LANES];
};

struct tax_room {
    double (*affordable)[LANES]; /* of each limited grant, the part that its cash limit pays for */
    struct tax_time *time;
    double (*column)[LANES]; /* of the lots' events */
    struct tax_law_columns *law[TAX_FAMILIES_MAX];
    struct tax_rule_columns *rule; /* by tax_lot_rule.number */
    struct tax_pay pay;
    double flow[TAX_FAMILIES_MAX][TAX_FLOWS][LANES];
    double pool[TAX_FAMILIES_MAX][TAX_POOLS_ON_PATH][LANES];
    double pool_without[TAX_FAMILIES_MAX][TAX_POOLS_ON_PATH][LANES]; /* carried without the grants */
    double agi[LANES];
    double amount[TAX_AMOUNTS][LANES], shares[LANES], whole[LANES], returned[LANES], match[LANES], left[LANES];
    double paid[LANES], kept_cost[LANES], size_ratio[LANES], unmoved[LANES], escrowed[LANES];
    double counted[LANES], excluded_used[LANES], end_code[LANES];
    double year[LANES], next[LANES], last[LANES], until[LANES], begins[LANES], ends[LANES], wages[LANES], other[LANES],
        work[6][LANES];
    struct tax_results base, all;
};

#endif
