#include "models/plan.h"

#include "models/company_plan.h"
#include "models/dimensions.h"
#include "models/engine.h"
#include "models/leaver_decision.h"
#include "models/linked.h"
#include "models/stage.h"
#include "models/support.h"

#include <math.h>
#include <string.h>

const char *const dimension_names[DIMENSION_COUNT] = {
#define DIMENSION(name, draw) draw,
#include "models/dimensions.def"
#undef DIMENSION
};

int dimension_named(const char *draw)
{
    for (int i = 0; i < DIMENSION_COUNT; i++)
        if (strcmp(dimension_names[i], draw) == 0)
            return i;
    return -1;
}

const char *const chain_names[CHAIN_STAGES] = {
#define CHAIN_NAME(name, key) key,
    CHAIN_LIST(CHAIN_NAME)
#undef CHAIN_NAME
};

/* --- preparation's tools ------------------------------------------------------------------------------------------ */

static int find_or_add(struct preparation *preparation, const char *name, int dimension)
{
    struct draws *draws = &preparation->plan->draws;
    int slot = draws_find(draws, name);
    return slot >= 0 ? slot : draws_add(preparation->arena, draws, name, dimension);
}

struct quantity quantity_of(struct preparation *preparation, const struct value *value, int dimension, const char *name)
{
    struct quantity quantity = {.slot = DRAW_CERTAIN};
    const struct distribution *distribution = &value->distribution;
    if (!distribution->kind)
        return quantity;
    quantity.mean = distribution_mean(distribution);
    if (distribution_is_point(distribution, &quantity.value))
        return quantity;
    quantity.slot = find_or_add(preparation, name ? name : dimension_names[dimension], dimension);
    quantity.curve = distribution_prepare(preparation->arena, distribution);
    struct plan *plan = preparation->plan;
    plan->drawn = arena_grow(preparation->arena, plan->drawn, plan->drawn_count, sizeof *plan->drawn);
    plan->drawn[plan->drawn_count++] = quantity;
    return quantity;
}

double quantity_longest(const struct quantity *quantity)
{
    if (quantity->slot == DRAW_CERTAIN)
        return quantity->value;
    return quantity->curve.family == CURVE_AFFINE ? quantity->curve.a + fmax(quantity->curve.b, 0) : HUGE_VAL;
}

double quantity_shortest(const struct quantity *quantity)
{
    if (quantity->slot == DRAW_CERTAIN)
        return quantity->value;
    return quantity->curve.family == CURVE_AFFINE ? quantity->curve.a + fmin(quantity->curve.b, 0) : -HUGE_VAL;
}

struct event event_of(struct preparation *preparation, double chance, int dimension, const char *name)
{
    if (chance <= 0 || chance >= 1)
        return (struct event){DRAW_CERTAIN, chance <= 0 ? 0 : 1};
    return (struct event){find_or_add(preparation, name, dimension), chance};
}

void preparation_fault(struct preparation *preparation, const char *format, ...)
{
    if (preparation->fault)
        return; /* the first is the cause */
    va_list arguments;
    va_start(arguments, format);
    preparation->fault = arena_vtext(preparation->arena, format, arguments);
    va_end(arguments);
}

void preparation_caution(struct preparation *preparation, const char *format, ...)
{
    struct plan *plan = preparation->plan;
    va_list arguments;
    va_start(arguments, format);
    plan->caution = arena_grow(preparation->arena, plan->caution, plan->caution_count, sizeof *plan->caution);
    plan->caution[plan->caution_count++] = arena_vtext(preparation->arena, format, arguments);
    va_end(arguments);
}

/* --- correlations: a Gaussian copula over the draws that the list names, and those that are linked
 * --------------------------------------------
 */

static size_t position_of(int *slots, size_t *count, int slot)
{
    for (size_t i = 0; i < *count; i++)
        if (slots[i] == slot)
            return i;
    slots[*count] = slot;
    return (*count)++;
}

/* Lower triangular factor of the n x n matrix, in place; false when it is not positive definite. */
static bool factorise(double *matrix, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double rest = matrix[i * n + j];
            for (size_t k = 0; k < j; k++)
                rest -= matrix[i * n + k] * matrix[j * n + k];
            if (i == j && !(rest > 1e-12))
                return false;
            matrix[i * n + j] = i == j ? sqrt(rest) : rest / matrix[j * n + j];
        }
    return true;
}

/* A matrix under way: of which slots, and its cells. */
struct coupling {
    size_t count, most;
    int *slot;
    double *matrix; /* [most * most], row by row */
};

static size_t place_in(struct coupling *coupling, int slot)
{
    size_t place = position_of(coupling->slot, &coupling->count, slot);
    coupling->matrix[place * coupling->most + place] = 1;
    return place;
}

static void set_rho(struct coupling *coupling, int first, int second, double rho)
{
    size_t a = place_in(coupling, first), b = place_in(coupling, second);
    coupling->matrix[a * coupling->most + b] = coupling->matrix[b * coupling->most + a] = rho;
}

static void couple_linked(struct preparation *preparation, struct coupling *coupling)
{
    const struct offer *offer = preparation->offer;
    size_t most = linked_slots_most(preparation->plan);
    int *slot = arena_alloc(preparation->arena, most, sizeof *slot);
    double *sign = arena_alloc(preparation->arena, most, sizeof *sign);
    size_t count = linked_counts(offer) ? linked_slots(preparation->plan, slot, sign) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            set_rho(coupling, slot[i], slot[j], sign[i] * sign[j] * offer->linked);
}

static void couple_pairs(struct preparation *preparation, struct coupling *coupling)
{
    const struct offer *offer = preparation->offer;
    const struct draws *draws = &preparation->plan->draws;
    for (size_t i = 0; i < offer->correlation_count; i++) {
        const char *const *between = offer->correlation[i].between;
        int first = draws_find(draws, between[0]), second = draws_find(draws, between[1]);
        if (first >= 0 && second >= 0)
            set_rho(coupling, first, second, offer->correlation[i].rho);
        else
            preparation_caution(preparation, "correlations: %s is certain here, so its correlation does nothing",
                                first < 0 ? between[0] : between[1]);
    }
}

/* Its rows stand together, as the kernel reads them; that of the choice of the exit with the other sign: the column
 * holds 1 - u (struct exit_plan, by_merit). */
static double *packed(struct preparation *preparation, const struct coupling *coupling)
{
    size_t n = coupling->count;
    double *factor = arena_alloc(preparation->arena, n * n + 1, sizeof *factor);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            factor[i * n + j] = coupling->matrix[i * coupling->most + j];
    if (!factorise(factor, n)) {
        bool linked = linked_counts(preparation->offer), pairs = preparation->offer->correlation_count > 0;
        preparation_fault(preparation, "%s: the matrix is not positive definite: these rho can't all hold together",
                          linked && pairs ? "`linked` and `correlations`"
                          : linked        ? "`linked`"
                                          : "correlations");
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i && coupling->slot[i] == preparation->plan->exit.choice_slot; j++)
            factor[i * n + j] = -factor[i * n + j];
    return factor;
}

static void prepare_correlations(struct preparation *preparation)
{
    struct draws *draws = &preparation->plan->draws;
    size_t most = 2 * preparation->offer->correlation_count + linked_slots_most(preparation->plan);
    struct coupling coupling = {0, most, arena_alloc(preparation->arena, most, sizeof(int)),
                                arena_alloc(preparation->arena, most * most, sizeof(double))};
    if (preparation->offer->linked > 0 && !linked_counts(preparation->offer))
        preparation_caution(preparation, "`linked` does nothing here: fewer than two draws are there to link");
    couple_linked(preparation, &coupling);
    couple_pairs(preparation, &coupling);
    if (coupling.count == 0)
        return;
    draws->correlated_count = coupling.count;
    draws->correlated_slot = coupling.slot;
    draws->factor = packed(preparation, &coupling);
}

/* --- the plan ----------------------------------------------------------------------------------------------------- */

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
        prepare_correlations(&preparation);
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
