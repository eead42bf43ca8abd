#include "models/support.h"

#include "models/metrics.h"
#include "models/run.h"
#include "models/valuation.h"

#include <stddef.h>

static bool unbounded(const struct quantity *quantity)
{
    return quantity->slot != DRAW_CERTAIN && quantity->curve.unbounded;
}

static bool mixture_unbounded(const struct mixture *mixture)
{
    for (size_t k = 0; k < mixture->rows; k++)
        if (mixture->curve[k].unbounded)
            return true;
    return false;
}

/* Pay, and what losing the job costs. */
static bool pay_unbounded(const struct pay_plan *pay, const struct quantity **part, size_t *count)
{
    const struct quantity *const parts[] = {
        &pay->offer.salary,  &pay->offer.bonus,  &pay->offer.annual_equity,  &pay->offer.raise,  &pay->offer.signing,
        &pay->market.salary, &pay->market.bonus, &pay->market.annual_equity, &pay->market.raise, &pay->market.signing,
        &pay->search,        &pay->severance,    &pay->reemployed_at,        &pay->market_search};
    bool any = false;
    *count = sizeof parts / sizeof *parts;
    for (size_t i = 0; i < *count; i++) {
        part[i] = parts[i];
        any = any || unbounded(parts[i]);
    }
    return any;
}

/* What a grant of dollars is divided by may come near 0. */
static bool divided_by_nearly_nothing(const struct grant_plan *grant)
{
    return grant->by_value && grant->valued_at.slot != DRAW_CERTAIN && grant->valued_at.curve.family != CURVE_AFFINE;
}

/* Everything else that is drawn may move the equity; so may the time of an exit whose value grows until then. */
static bool equity_unbounded(const struct plan *plan, const struct quantity *const *pay_part, size_t pay_parts)
{
    if (mixture_unbounded(&plan->exit.value) || plan->sale.moves || plan->listed.listed)
        return true;
    for (size_t g = 0; g < plan->equity.count; g++)
        if (divided_by_nearly_nothing(&plan->equity.grant[g]))
            return true;
    for (size_t m = 0; m < plan->exit.model_count; m++)
        if (valuation_kinds[plan->exit.model[m].number]->row_key == VALUATION_NORMAL ||
            mixture_unbounded(&plan->exit.years))
            return true;
    for (size_t i = 0; i < plan->drawn_count; i++) {
        bool of_pay = plan->drawn[i].slot == plan->exit.stay.slot;
        for (size_t p = 0; p < pay_parts; p++)
            of_pay = of_pay || pay_part[p]->slot == plan->drawn[i].slot;
        if (!of_pay && unbounded(&plan->drawn[i]))
            return true;
    }
    return false;
}

/* What strikes come to: by size, by price, by how far the cash goes. */
static bool cost_unbounded(const struct equity_plan *equity)
{
    for (size_t g = 0; equity->may_cost && g < equity->count; g++) {
        const struct grant_plan *grant = &equity->grant[g];
        if (unbounded(&grant->size) || unbounded(&grant->strike_company) || divided_by_nearly_nothing(grant))
            return true;
    }
    return false;
}

uint64_t support_bounded(const struct plan *plan)
{
    enum { PAY_PARTS = 16, SOURCES = METRIC_OF_STAY | METRIC_OF_PAY | METRIC_OF_EQUITY | METRIC_OF_STRIKES };
    const struct quantity *part[PAY_PARTS];
    size_t parts = 0;
    bool stay = unbounded(&plan->exit.stay);
    bool pay = pay_unbounded(&plan->pay, part, &parts) || stay || unbounded(&plan->pay.discount_rate);
    unsigned without_end = (stay ? METRIC_OF_STAY : 0U) | (pay ? METRIC_OF_PAY : 0U) |
                           (equity_unbounded(plan, part, parts) ? METRIC_OF_EQUITY : 0U) |
                           (cost_unbounded(&plan->equity) ? METRIC_OF_STRIKES : 0U);
    uint64_t bounded = metrics_with(METRIC_IS_FLAG);
    for (size_t m = 0; m < METRICS; m++) {
        unsigned of = metrics[m].traits & SOURCES;
        bounded |= (uint64_t)(of && !(of & without_end)) << m;
    }
    return bounded & ((UINT64_C(1) << plan_metrics(plan)) - 1);
}
