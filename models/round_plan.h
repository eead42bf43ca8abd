/* The rounds to come, prepared (models/stages/rounds.c) and drawn for a block of paths: the exit's value, the runway
 * and the capital all look at them. */
#ifndef MODELS_ROUND_PLAN_H
#define MODELS_ROUND_PLAN_H

#include "models/plan.h"

struct round_plan {
    const char *name;
    struct event happens;
    struct quantity years, dilution, raise, multiple, cap, dividend, pool, pre_money;
    struct quantity pool_issued; /* share of the pool that is outstanding at the exit */
    struct quantity pool_strike; /* money a share; a share of the round's price where strike_of_price */
    bool strike_of_price;
    bool implied; /* dilution = raise/(pre_money + raise) */
    bool priced;  /* raises money: issues preferred */
    bool participating, capped, pooled, pre_money_given;
};

/* The first row is filled by models/stages/rounds.c, the second by models/stages/company.c where it solves each path.
 */
struct round_columns {
    double happens[LANES], years[LANES], dilution[LANES], pool[LANES], raise[LANES];
    double extended[LANES]; /* models/stages/runway.c: it moved the end of the cash */
    double multiple[LANES], cap[LANES], dividend[LANES], pre_money[LANES], growth[LANES], pool_issued[LANES],
        pool_strike[LANES], price[LANES];
};

struct preparation;
/* The plans of the offer's rounds; every share that a round can take leaves something. */
const struct round_plan *round_plans_prepare(struct preparation *preparation);
/* A pool that is not simply common shares: granted in part, or at a strike. */
bool round_plan_grants_pool(const struct round_plan *round);

#endif
