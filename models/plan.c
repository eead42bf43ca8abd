#include "models/plan.h"

#include "models/company_plan.h"
#include "models/correlations.h"
#include "models/dimensions.h"
#include "models/engine.h"
#include "models/leaver_decision.h"
#include "models/stage.h"
#include "models/support.h"

#include <math.h>

const char *const chain_names[CHAIN_STAGES] = {
#define CHAIN_NAME(name, key) key,
    CHAIN_LIST(CHAIN_NAME)
#undef CHAIN_NAME
};

static void prepare_exit_names(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct plan *plan = preparation->plan;
    size_t count = offer->exit_count;
    double *probability = arena_alloc(preparation->arena, count + 1, sizeof *probability);
    plan->exit_count = count;
    plan->exit_name = arena_alloc(preparation->arena, count + 1, sizeof *plan->exit_name);
    size_t *outcome = arena_alloc(preparation->arena, count + 1, sizeof *outcome);
    for (size_t i = 0; i < count; i++) {
        plan->exit_name[i] = offer->exit[i].name;
        /* As the file says it; the share differs where the rows were rescaled, or by a rounding of their sum. */
        double stated = distribution_mean(&offer->exit[i].probability.distribution);
        probability[i] = fabs(stated - offer->exit[i].share) < 1e-12 ? stated : offer->exit[i].share;
        outcome[plan->exit.file_row[i]] = i;
    }
    plan->exit_probability = probability;
    plan->exit_outcome = outcome;
}

/* A stage that loses nothing to the next in this offer is that next one. */
static void prepare_chain(struct plan *plan)
{
    const struct company_plan *company = plan->company;
    bool lost_exits = (plan->exit.may_not_exit && !plan->listed.listed) || plan->overlay.exclusive ||
                      plan->overlay.worthless.count || plan->overlay.stagnation.count;
    bool diluted = company->annual || company->round_count || company->mode == COMPANY_BY_PATH;
    bool preferences = company->mode != COMPANY_ONE_CLASS || company->deducted || plan->sale.moves;
    enum chain_stage *same = plan->chain_same;
    same[CHAIN_EXERCISED] = CHAIN_EXERCISED;
    same[CHAIN_VESTED] = plan->equity.all_plain ? CHAIN_EXERCISED : CHAIN_VESTED;
    same[CHAIN_PREFERENCES] = CHAIN_PREFERENCES;
    same[CHAIN_DILUTED] = preferences ? CHAIN_DILUTED : same[CHAIN_PREFERENCES];
    same[CHAIN_REALISED] = diluted ? CHAIN_REALISED : same[CHAIN_DILUTED];
    same[CHAIN_HEADLINE] = lost_exits ? CHAIN_HEADLINE : same[CHAIN_REALISED];
}

/* SAMPLER_DIMENSIONS in words. */
static const char too_many_draws[] = "more uncertain quantities than the 1024 dimensions of the samplers";

bool plan_fault_is_limit(const char *fault)
{
    return fault == too_many_draws;
}

struct plan *plan_prepare(struct arena *arena, const struct offer *offer, const char **fault)
{
    return plan_prepare_decided(arena, offer, NULL, fault);
}

struct plan *plan_prepare_decided(struct arena *arena, const struct offer *offer, const struct plan *decided,
                                  const char **fault)
{
    struct plan *plan = arena_alloc(arena, 1, sizeof *plan);
    struct preparation preparation = {arena, offer, plan, NULL};
    const struct stage *const *stages = engine_stages(isa_named("baseline"));
    for (size_t i = 0; stages[i] && !preparation.fault; i++)
        if (stages[i]->prepare)
            stages[i]->prepare(&preparation);
    if (!preparation.fault) {
        correlations_prepare(&preparation);
        prepare_exit_names(&preparation);
        prepare_chain(plan);
        plan->bounded = support_bounded(plan);
    }
    if (!preparation.fault && !draws_place(&plan->draws, DIMENSION_FIRST_FREE))
        preparation.fault = too_many_draws;
    *fault = preparation.fault;
    if (preparation.fault)
        return NULL;
    leaver_decisions_prepare(arena, plan, decided);
    return plan;
}

bool plan_is_taxed(const struct plan *plan)
{
    return plan->tax != NULL;
}

size_t plan_metrics(const struct plan *plan)
{
    return plan->tax ? METRICS : METRICS_BEFORE_TAX;
}

size_t plan_metric(const struct plan *plan, size_t metric)
{
    return plan->tax ? metric_after_tax(metric) : metric;
}

const struct draws *plan_draws(const struct plan *plan)
{
    return &plan->draws;
}

struct draws *plan_draws_to_hold(struct plan *plan)
{
    return &plan->draws;
}

size_t plan_caution_count(const struct plan *plan)
{
    return plan->caution_count;
}

const char *plan_caution(const struct plan *plan, size_t i)
{
    return plan->caution[i];
}

size_t plan_remark_count(const struct plan *plan)
{
    return plan->remark_count;
}

struct plan_remark plan_remark(const struct plan *plan, size_t i)
{
    return plan->remark[i];
}

size_t plan_outcome_count(const struct plan *plan)
{
    return plan->exit_count + 1 + plan->runway.binds;
}

const char *plan_outcome_name(const struct plan *plan, size_t outcome)
{
    static const char *const past_the_exits[] = {"(no exit)", "(cash ran out)"};
    size_t exits = plan->exit_count;
    return outcome < exits ? plan->exit_name[plan->exit.file_row[outcome]] : past_the_exits[outcome - exits];
}

size_t plan_exit_count(const struct plan *plan)
{
    return plan->exit_count;
}

size_t plan_exit_outcome(const struct plan *plan, size_t row)
{
    return plan->exit_outcome[row];
}

double plan_exit_probability(const struct plan *plan, size_t row)
{
    return plan->exit_probability[row];
}

bool plan_costs_without_exit(const struct plan *plan)
{
    return plan->equity.may_cost;
}
