#include "models/round_plan.h"

#include "models/stage.h"

/* The most that a share can be: beyond a quantile that is not met in practice. */
static double most_of(const struct value *share)
{
    double most = 0;
    if (!share->given || distribution_is_point(&share->distribution, &most))
        return most;
    return distribution_quantile(&share->distribution, 1 - 1e-9);
}

/* What raise and pre-money imply has no end where they have none: there the mean is asked, and models/stages/rounds.c
 * leaves something. */
static double most_dilution(const struct round_row *row)
{
    if (row->dilution.given)
        return most_of(&row->dilution);
    double raise = distribution_mean(&row->raise.distribution);
    return raise > 0 ? raise / (distribution_mean(&row->pre_money.distribution) + raise) : 0;
}

static struct quantity of_row(struct preparation *preparation, const struct value *value, const char *row,
                              const char *key)
{
    return quantity_of(preparation, value, -1, arena_text(preparation->arena, "dilution.rounds.%s.%s", row, key));
}

static void prepare_round(struct preparation *preparation, const struct round_row *row, struct round_plan *round)
{
    const char *name = row->name;
    round->name = name;
    round->happens = event_of(preparation, distribution_mean(&row->probability.distribution), -1,
                              arena_text(preparation->arena, "dilution.rounds.%s.probability", name));
    round->years = of_row(preparation, &row->timeline, name, "timeline");
    round->dilution = of_row(preparation, &row->dilution, name, "dilution");
    round->raise = of_row(preparation, &row->raise, name, "raise");
    round->multiple = of_row(preparation, &row->multiple, name, "multiple");
    round->cap = of_row(preparation, &row->cap, name, "cap");
    round->dividend = of_row(preparation, &row->dividend, name, "dividend");
    round->pool = of_row(preparation, &row->pool, name, "pool");
    round->pool_issued = of_row(preparation, &row->pool_issued, name, "pool_issued");
    round->strike_of_price = row->pool_strike_of_price.given;
    round->pool_strike = of_row(preparation, round->strike_of_price ? &row->pool_strike_of_price : &row->pool_strike,
                                name, "pool_strike");
    round->priced = row->raise.given;
    round->participating = row->participating;
    round->capped = row->cap.given;
    round->pooled = row->pool.given;
    round->implied = !row->dilution.given;
    /* Of three that are given, dilution and raise count. */
    round->pre_money_given = row->pre_money.given && !(row->dilution.given && row->raise.given);
    if (round->pre_money_given)
        round->pre_money = of_row(preparation, &row->pre_money, name, "pre_money");
    else
        round->pre_money.slot = DRAW_CERTAIN;
    if (most_dilution(row) + most_of(&row->pool) >= 1)
        preparation_fault(preparation, "dilution.rounds.%s: `dilution` and `pool` together must leave something", name);
}

const struct round_plan *round_plans_prepare(struct preparation *preparation)
{
    const struct dilution *dilution = &preparation->offer->dilution;
    struct round_plan *round = arena_alloc(preparation->arena, dilution->round_count + 1, sizeof *round);
    for (size_t r = 0; r < dilution->round_count; r++)
        prepare_round(preparation, &dilution->round[r], &round[r]);
    return round;
}

bool round_plan_grants_pool(const struct round_plan *round)
{
    const struct quantity *issued = &round->pool_issued, *strike = &round->pool_strike;
    bool all = issued->slot == DRAW_CERTAIN && issued->value == 1;
    bool free = strike->slot == DRAW_CERTAIN && strike->value == 0;
    return round->pooled && !(all && free);
}
