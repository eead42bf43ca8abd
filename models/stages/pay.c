/* Foregone compensation, present value at start.
 *
 * pay(t) = pay(0) (1+raise)^t with pay(0) = salary (1 + bonus) + annual_equity, paid continuously. With A(t) the value
 * of 1 a year growing at that raise over [0, t], E the end of employment, S the search, H = max(stay, E + S), r the
 * share of market pay earned after the search: market0 A_m(E) - offer0 A_o(E) + market.signing - offer.signing
 *   + where the job was lost: market0 (A_m(E+S) - A_m(E)) - severance payment + (1-r) market0 (A_m(H) - A_m(E+S))
 *   - where the alternative lays off at M < E: market0 (A_m(M+S') - A_m(M)). */
#include "models/column_kernel.h"
#include "models/dimensions.h"
#include "models/hazard_kernel.h"
#include "models/pay_kernel.h"
#include "models/stage.h"

static struct pay_side prepare_side(struct preparation *preparation, const struct pay *pay, const int dimension[5])
{
    const struct quantity *discount_rate = &preparation->plan->pay.discount_rate;
    struct pay_side side = {
        .salary = quantity_of(preparation, &pay->salary, dimension[0], NULL),
        .bonus = quantity_of(preparation, &pay->bonus, dimension[1], NULL),
        .annual_equity = quantity_of(preparation, &pay->annual_equity, dimension[2], NULL),
        .raise = quantity_of(preparation, &pay->raise, dimension[3], NULL),
        .signing = quantity_of(preparation, &pay->signing, dimension[4], NULL),
    };
    side.same_force = side.raise.slot == DRAW_CERTAIN && discount_rate->slot == DRAW_CERTAIN;
    if (side.same_force)
        side.force = numeric_log1p(side.raise.value) - numeric_log1p(discount_rate->value);
    return side;
}

static bool is_only_salary(const struct pay_side *side)
{
    return side->salary.slot != DRAW_CERTAIN && side->salary.curve.family == CURVE_AFFINE &&
           pay_certain_at(&side->bonus, 0) && pay_certain_at(&side->annual_equity, 0) &&
           pay_certain_at(&side->signing, 0);
}

static void prepare(struct preparation *preparation)
{
    static const int offer_dimension[5] = {DIMENSION_OFFER_SALARY, DIMENSION_OFFER_BONUS, DIMENSION_OFFER_ANNUAL_EQUITY,
                                           DIMENSION_OFFER_RAISE, DIMENSION_OFFER_SIGNING};
    static const int market_dimension[5] = {DIMENSION_MARKET_SALARY, DIMENSION_MARKET_BONUS,
                                            DIMENSION_MARKET_ANNUAL_EQUITY, DIMENSION_MARKET_RAISE,
                                            DIMENSION_MARKET_SIGNING};
    const struct offer *offer = preparation->offer;
    struct pay_plan *pay = &preparation->plan->pay;
    pay->discount_rate = quantity_of(preparation, &offer->discount_rate, DIMENSION_DISCOUNT_RATE, NULL);
    pay->offer = prepare_side(preparation, &offer->pay_offer, offer_dimension);
    pay->market = prepare_side(preparation, &offer->pay_market, market_dimension);
    pay->search = quantity_of(preparation, &offer->search, DIMENSION_SEARCH, NULL);
    pay->severance = quantity_of(preparation, &offer->severance, DIMENSION_SEVERANCE, NULL);
    pay->severance_on_failure =
        quantity_of(preparation, &offer->severance_on_failure, DIMENSION_SEVERANCE_ON_FAILURE, NULL);
    pay->reemployed_at = quantity_of(preparation, &offer->reemployed_at, DIMENSION_REEMPLOYED_AT, NULL);
    pay->loss_costs = !(pay_certain_at(&pay->search, 0) && pay_certain_at(&pay->severance, 0) &&
                        pay_certain_at(&pay->reemployed_at, 1));
    pay->market_layoff = offer->market_layoff.count > 0;
    pay->only_salaries =
        is_only_salary(&pay->market) && is_only_salary(&pay->offer) && !pay->loss_costs && !pay->market_layoff;
    if (pay->market_layoff) {
        pay->market_hazard = hazard_prepare(preparation->arena, &offer->market_layoff);
        pay->market_slot = draws_add(preparation->arena, &preparation->plan->draws,
                                     dimension_names[DIMENSION_MARKET_LAYOFF], DIMENSION_MARKET_LAYOFF);
        pay->market_search =
            quantity_of(preparation, &offer->search, DIMENSION_MARKET_SEARCH, dimension_names[DIMENSION_MARKET_SEARCH]);
    }
}

static void add_signing(const struct pay_side *side, double sign, struct path_block *block, double *restrict part)
{
    if (pay_certain_at(&side->signing, 0))
        return;
    quantity_column(&side->signing, block->u, part);
    for (size_t i = 0; i < LANES; i++)
        block->foregone[i] += sign * part[i];
}

static void subtract_severance(const struct plan *plan, struct path_block *block, const double *restrict offer_pay)
{
    double *restrict severance = block->scratch[4];
    if (pay_certain_at(&plan->pay.severance, 0))
        return;
    severance_column(plan, block, offer_pay, severance);
    for (size_t i = 0; i < LANES; i++)
        block->foregone[i] -= severance[i];
}

/* From E on, where the job was lost: nothing while searching, then a share of market pay up to the end of the stay. */
static void add_loss(const struct pay_plan *pay, struct path_block *block, const double *restrict market_pay,
                     const double *restrict factor_at_end)
{
    double *restrict found_years = block->scratch[3];
    double *restrict horizon_years = block->scratch[4];
    quantity_column(&pay->search, block->u, found_years);
    for (size_t i = 0; i < LANES; i++) {
        found_years[i] += block->employed_years[i];
        horizon_years[i] = block->stay_years[i] > found_years[i] ? block->stay_years[i] : found_years[i];
    }
    const double *factor_found = present_value_factor(pay, &pay->market, block, found_years, block->scratch[5]);
    for (size_t i = 0; i < LANES; i++)
        block->foregone[i] += block->job_lost[i] * market_pay[i] * (factor_found[i] - factor_at_end[i]);
    if (pay_certain_at(&pay->reemployed_at, 1))
        return;
    /* Where nothing grows the factors are these years, which must stay. */
    const double *factor_horizon = present_value_factor(pay, &pay->market, block, horizon_years, block->scratch[1]);
    double *restrict share = block->scratch[6];
    quantity_column(&pay->reemployed_at, block->u, share);
    for (size_t i = 0; i < LANES; i++)
        block->foregone[i] +=
            block->job_lost[i] * (1 - share[i]) * market_pay[i] * (factor_horizon[i] - factor_found[i]);
}

static void subtract_market_layoff(const struct pay_plan *pay, struct path_block *block,
                                   const double *restrict market_pay)
{
    double *restrict laid_off = block->scratch[3];
    double *restrict found = block->scratch[4];
    market_gap_columns(pay, block, laid_off, found);
    const double *factor = present_value_factor(pay, &pay->market, block, found, block->scratch[5]);
    for (size_t i = 0; i < LANES; i++)
        block->foregone[i] -= market_pay[i] * factor[i];
    factor = present_value_factor(pay, &pay->market, block, laid_off, block->scratch[5]);
    for (size_t i = 0; i < LANES; i++)
        block->foregone[i] += market_pay[i] * factor[i];
}

/* What `run` comes to then, in one loop. */
static void salaries(const struct pay_plan *pay, struct path_block *block)
{
    const struct curve market = pay->market.salary.curve, offer = pay->offer.salary.curve;
    const double *restrict u = block->u[pay->market.salary.slot], *restrict v = block->u[pay->offer.salary.slot];
    const double *years = block->employed_years;
    const double *market_factor = present_value_factor(pay, &pay->market, block, years, block->scratch[2]);
    const double *offer_factor = present_value_factor(pay, &pay->offer, block, years, block->scratch[3]);
    double *restrict foregone = block->foregone;
    for (size_t i = 0; i < LANES; i++)
        foregone[i] = (market.a + market.b * u[i]) * market_factor[i] - (offer.a + offer.b * v[i]) * offer_factor[i];
}

static void run(const struct plan *plan, struct path_block *block)
{
    if (plan->pay.only_salaries) {
        salaries(&plan->pay, block);
        return;
    }
    const struct pay_plan *pay = &plan->pay;
    double *restrict market_pay = block->scratch[0];
    double *restrict offer_pay = block->scratch[1];
    double *restrict part = block->scratch[3];
    initial_pay(&pay->market, block, market_pay, part);
    initial_pay(&pay->offer, block, offer_pay, part);
    const double *years = block->employed_years;
    const double *market_factor = present_value_factor(pay, &pay->market, block, years, block->scratch[2]);
    const double *offer_factor = present_value_factor(pay, &pay->offer, block, years, block->scratch[3]);
    for (size_t i = 0; i < LANES; i++)
        block->foregone[i] = market_pay[i] * market_factor[i] - offer_pay[i] * offer_factor[i];
    add_signing(&pay->market, 1, block, part);
    add_signing(&pay->offer, -1, block, part);
    if (pay->loss_costs) {
        subtract_severance(plan, block, offer_pay);
        add_loss(pay, block, market_pay, market_factor);
    }
    if (pay->market_layoff)
        subtract_market_layoff(pay, block, market_pay);
}

static void tell_side(struct story *story, const char *side, const struct pay_side *pay, const struct path_block *block,
                      size_t lane)
{
    const struct {
        const char *name, *unit;
        const struct quantity *quantity;
    } part[] = {{"salary", "money", &pay->salary},
                {"bonus", "share", &pay->bonus},
                {"annual_equity", "money", &pay->annual_equity},
                {"raise", "share", &pay->raise},
                {"signing", "money", &pay->signing}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (!pay_certain_at(part[i].quantity, 0))
            story_quantity(story, "pay", arena_text(story->arena, "%s %s", side, part[i].name), part[i].quantity, block,
                           lane, part[i].unit);
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    const struct pay_plan *pay = &plan->pay;
    if (!pay_certain_at(&pay->discount_rate, 0))
        story_quantity(story, "pay", "discount_rate", &pay->discount_rate, block, lane, "share");
    tell_side(story, "market", &pay->market, block, lane);
    tell_side(story, "offer", &pay->offer, block, lane);
    if (pay->loss_costs && block->job_lost[lane] > 0) {
        story_quantity(story, "pay", "search", &pay->search, block, lane, "years");
        story_quantity(story, "pay", "severance", &pay->severance, block, lane, "years");
        if (block->job_gone[lane] * block->failure[lane] > 0 && !pay_certain_at(&pay->severance, 0))
            story_quantity(story, "pay", "severance on failure", &pay->severance_on_failure, block, lane, "share");
        story_quantity(story, "pay", "reemployed_at", &pay->reemployed_at, block, lane, "share");
    }
    if (pay->market_layoff) {
        double u = block->u[pay->market_slot][lane];
        story_tell(story, "pay", "market layoff", u, "uniform", "drawn");
        story_tell(story, "pay", "market layoff", hazard_years(&pay->market_hazard, u), "years",
                   "the alternative would lay off then");
        story_quantity(story, "pay", "market search", &pay->market_search, block, lane, "years");
    }
    story_tell(story, "pay", "foregone_compensation", block->foregone[lane], "money",
               "what the market would have paid less what this job pays");
}

const struct stage ISA_NAME(stage_pay) = {"pay", prepare, run, explain};
