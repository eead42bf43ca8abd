#include "models/cash_columns.h"

#include "models/plan.h"
#include "models/tax/tax_years.h"

#include <math.h>

const char *const cash_flow_keys[CASH_FLOWS] = {
#define CASH_FLOW_KEY(NAME, key, unit, sentence) key,
    CASH_FLOW_LIST(CASH_FLOW_KEY)
#undef CASH_FLOW_KEY
};
const char *const cash_flow_units[CASH_FLOWS] = {
#define CASH_FLOW_UNIT(NAME, key, unit, sentence) unit,
    CASH_FLOW_LIST(CASH_FLOW_UNIT)
#undef CASH_FLOW_UNIT
};

/* The largest stay; a draw without an end counts to the most that is told apart. */
static size_t years_of(const struct quantity *stay)
{
    double years = stay->value;
    if (stay->slot != DRAW_CERTAIN)
        years = stay->curve.family == CURVE_AFFINE ? fmax(stay->curve.a, stay->curve.a + stay->curve.b) : HUGE_VAL;
    return years < CASH_YEARS_MAX ? (size_t)fmax(ceil(years - 1e-9), 1) : CASH_YEARS_MAX;
}

static void undiscount(struct pay_side *side)
{
    side->same_force = side->raise.slot == DRAW_CERTAIN;
    side->force = side->same_force ? log1p(side->raise.value) : 0;
}

const struct plan *cash_plan_of(struct arena *arena, const struct plan *plan, const struct offer *offer)
{
    struct plan *copy = arena_alloc(arena, 1, sizeof *copy);
    struct cash_plan *cash = arena_alloc(arena, 1, sizeof *cash);
    *cash = (struct cash_plan){years_of(&plan->exit.stay), offer->grant_count, plan->equity.count, 0};
    *copy = *plan;
    copy->cash = cash;
    if (plan->tax) {
        copy->tax = tax_years_plan(arena, plan->tax);
        cash->of_tax_year = copy->tax->told->columns;
    }
    copy->pay.discount_rate = (struct quantity){.slot = DRAW_CERTAIN};
    undiscount(&copy->pay.offer);
    undiscount(&copy->pay.market);
    return copy;
}

const struct cash_plan *cash_plan(const struct plan *plan)
{
    return plan->cash;
}

size_t cash_flow_column(const struct cash_plan *cash, enum cash_flow flow, size_t year)
{
    return (size_t)flow * (cash->years + 1) + year;
}

size_t cash_year_column(const struct cash_plan *cash, enum cash_flow flow, double years)
{
    return cash_flow_column(cash, flow, years < (double)cash->years ? (size_t)years : cash->years);
}

size_t cash_grant_column(const struct cash_plan *cash, size_t grant, enum cash_of_grant what)
{
    return cash_flow_column(cash, CASH_FLOWS, grant * CASH_OF_GRANT + (size_t)what);
}

size_t cash_price_column(const struct cash_plan *cash, size_t part)
{
    return cash_grant_column(cash, cash->grants, 0) + part * (cash->years + 2);
}

size_t cash_vested_column(const struct cash_plan *cash, size_t part, size_t year)
{
    return cash_price_column(cash, part) + 1 + year;
}

size_t cash_tax_column(const struct cash_plan *cash, size_t year, size_t what)
{
    return cash_price_column(cash, cash->parts) + year * cash->of_tax_year + what;
}

size_t cash_columns(const struct cash_plan *cash)
{
    return cash_tax_column(cash, TAX_YEARS_TOLD + 1, 0);
}

static void watch(const struct watcher *watcher, const struct outcome *const *outcomes, struct watched *watched)
{
    static const int32_t all_in_one[LANES];
    for (size_t c = 0; c < watcher->layout.group_columns; c++)
        watched->group_columns[c] = outcomes[0]->cash[c];
    watched->row = all_in_one;
}

struct watcher cash_watcher(const struct plan *plan, const struct sampling *sampling)
{
    return (struct watcher){.layout = {.groups = 1,
                                       .group_columns = cash_columns(plan->cash),
                                       .without_group_squares = sampling->sampler->replicated},
                            .watch = watch};
}
