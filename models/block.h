/* The columns of a block of paths, in the order in which the stages write them. Arrays inside a struct: the compiler
 * knows that they do not overlap. Flags are 0.0 or 1.0. Years count from start. */
#ifndef MODELS_BLOCK_H
#define MODELS_BLOCK_H

#include "models/run.h"

enum { SCRATCH_COLUMNS = 13 };

/* As far as it is known without a look at the paths. */
enum block_exits { EXITS_DIFFER, EXITS_ALWAYS, EXITS_NEVER };

struct path_block {
    /* The uniforms, by slot, which belong to the workspace. Where the block's strata settle all that is asked of a
     * draw, its column is not filled. */
    double (*u)[LANES];
    const struct draw_range *within; /* by slot: where they lie; NULL: anywhere */

    /* The metrics, each written by its stage: equity[LANES], foregone[LANES], ... */
#define METRIC(NAME, key, unit, column, role, traits, brief, sentence) double column[LANES];
#include "models/every_metric.def"
#undef METRIC

    /* stages/exit.c */
    double stay_years[LANES];
    size_t one_row;           /* which all paths chose; SIZE_MAX: there are several, or nothing is chosen */
    double exit_row[LANES];   /* index in exit_plan's own order */
    double exit_value[LANES]; /* money */
    double exit_years[LANES]; /* when the exit happens; HUGE_VAL: never */
    double acquisition[LANES], failure[LANES], ipo[LANES];
    /* stages/overlay.c */
    double worthless[LANES]; /* equity pays nothing */
    double stagnant[LANES];  /* no exit, ever */
    enum block_exits exits;
    bool always_pays; /* EXITS_ALWAYS, and equity pays on every path */
    /* stages/runway.c may turn the exit into a failure */
    /* stages/employment.c */
    double stays_until[LANES]; /* min(stay, layoff, quit) */
    double present[LANES];     /* there at the exit */
    double job_gone[LANES];    /* at the exit */
    /* stages/company.c: per class in use, value of all shares as converted at start, at the class's price */
    double by_claims[LANES];      /* where there are classes: preferences are paid first, not everybody converts */
    double kept[LANES];           /* what a share of the company at start still is */
    double end_discount[LANES];   /* discount factor at the end of employment */
    double sale_discount[LANES];  /* at the sale of what is vested by the exit, less what the escrow loses */
    double later_discount[LANES]; /* at the sale of what vests later, likewise */
    double (*class_value)[LANES]; /* plan->company.class_count columns */
    /* stages/equity.c */
    double chain[CHAIN_STAGES][LANES]; /* CHAIN_EXERCISED is `equity` and not written here */
    double size[LANES];                /* of the grant in hand */
    struct cash_columns *cash;         /* stages/cash.c; NULL: not asked for */
    struct tax_room *tax;              /* stages/tax.c; NULL: before tax */
    /* stages/purchase.c */
    double purchase[PURCHASE_COLUMNS][LANES];
    /* stages/listed.c */
    double (*price_growth)[LANES]; /* S(t)/S(0) at the dates of plan->listed */

    double scratch[SCRATCH_COLUMNS][LANES];
    struct company_columns *company; /* the workspace's room for rounds and the waterfall */
    struct outcome outcome;
};

/* The workspace's room for cash by year. */
struct cash_columns {
    double (*column)[LANES];
    double zero[LANES], work[9][LANES];
    struct path_block copy;
};

#endif
