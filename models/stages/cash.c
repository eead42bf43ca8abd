/* Cash by year of employment and by grant, undiscounted: only where the plan asks for it (models/cash_columns.h).
 *
 * A flow at a constant rate is spread over the years that it spans; a sum falls into the year of its day. Years of
 * employment are those of the calendar from start: year y is [y-1, y). */
#include "models/cash_columns.h"
#include "models/grant_value_kernel.h"
#include "models/option_kernel.h"
#include "models/pay_kernel.h"

/* --- pay ---------------------------------------------------------------------------------------------------------- */

/* What falls of [from, to] into each year of pay at side's raise: flow += sign x pay x (A(high) - A(low)), A the value
 * of 1 a year up to then. */
static void spread(const struct plan *plan, const struct pay_side *side, double sign, const double *restrict pay,
                   const double *restrict from, const double *restrict to, enum cash_flow flow,
                   struct path_block *block)
{
    const struct cash_plan *cash = plan->cash;
    double *restrict low = block->cash->work[0];
    double *restrict high = block->cash->work[1];
    for (size_t year = 0; year <= cash->years; year++) {
        double begins = (double)year, ends = year < cash->years ? begins + 1 : HUGE_VAL;
        double *restrict out = block->cash->column[cash_flow_column(cash, flow, year)];
        for (size_t i = 0; i < LANES; i++) {
            double first = from[i] > begins ? from[i] : begins, last = to[i] < ends ? to[i] : ends;
            low[i] = first < last ? first : 0;
            high[i] = first < last ? last : 0;
        }
        const double *below = present_value_factor(&plan->pay, side, block, low, block->cash->work[2]);
        const double *above = present_value_factor(&plan->pay, side, block, high, block->cash->work[3]);
        for (size_t i = 0; i < LANES; i++)
            out[i] += sign * pay[i] * (above[i] - below[i]);
    }
}

/* A sum paid at `years`. */
static void pay_at(const struct cash_plan *cash, double sign, const double *restrict years,
                   const double *restrict amount, enum cash_flow flow, struct path_block *block)
{
    for (size_t year = 0; year <= cash->years; year++) {
        double begins = (double)year, ends = year < cash->years ? begins + 1 : HUGE_VAL;
        double *restrict out = block->cash->column[cash_flow_column(cash, flow, year)];
        for (size_t i = 0; i < LANES; i++)
            out[i] += years[i] >= begins && years[i] < ends ? sign * amount[i] : 0.0;
    }
}

static void add_years(const struct cash_plan *cash, struct path_block *block)
{
    const double *restrict employed = block->employed_years;
    for (size_t year = 0; year <= cash->years; year++) {
        double begins = (double)year, longest = year < cash->years ? 1 : HUGE_VAL;
        double *restrict out = block->cash->column[cash_flow_column(cash, CASH_EMPLOYED, year)];
        for (size_t i = 0; i < LANES; i++) {
            double within = employed[i] - begins;
            within = within < longest ? within : longest;
            out[i] = within > 0 ? within : 0;
        }
    }
}

/* The parts of what the offer pays while the job lasts; `part`: scratch of the caller's. */
static void add_offer_parts(const struct plan *plan, double *restrict part, struct path_block *block)
{
    const struct pay_side *offer = &plan->pay.offer;
    const double *zero = block->cash->zero, *until = block->employed_years;
    double *restrict salary = block->cash->work[6];
    quantity_column(&offer->salary, block->u, salary);
    spread(plan, offer, 1, salary, zero, until, CASH_SALARY, block);
    if (!pay_certain_at(&offer->bonus, 0)) {
        quantity_column(&offer->bonus, block->u, part);
        for (size_t i = 0; i < LANES; i++)
            part[i] *= salary[i];
        spread(plan, offer, 1, part, zero, until, CASH_BONUS, block);
    }
    if (!pay_certain_at(&offer->annual_equity, 0)) {
        quantity_column(&offer->annual_equity, block->u, part);
        spread(plan, offer, 1, part, zero, until, CASH_ANNUAL_EQUITY, block);
    }
}

static void add_offer_pay(const struct plan *plan, struct path_block *block)
{
    const struct pay_plan *pay = &plan->pay;
    const double *zero = block->cash->zero;
    double *restrict offer_pay = block->cash->work[4];
    double *restrict part = block->cash->work[5];
    initial_pay(&pay->offer, block, offer_pay, part);
    spread(plan, &pay->offer, 1, offer_pay, zero, block->employed_years, CASH_OFFER_PAY, block);
    add_offer_parts(plan, part, block);
    quantity_column(&pay->offer.signing, block->u, part);
    pay_at(plan->cash, 1, zero, part, CASH_OFFER_PAY, block);
    pay_at(plan->cash, 1, zero, part, CASH_SIGNING, block);
    if (pay_certain_at(&pay->severance, 0))
        return;
    severance_column(plan, block, offer_pay, block->scratch[4]);
    pay_at(plan->cash, 1, block->employed_years, block->scratch[4], CASH_OFFER_PAY, block);
    pay_at(plan->cash, 1, block->employed_years, block->scratch[4], CASH_SEVERANCE, block);
}

/* From E on, where the job was lost: market pay until something is found, then what is missing of it. */
static void add_loss(const struct plan *plan, struct path_block *block, const double *restrict market_pay)
{
    const struct pay_plan *pay = &plan->pay;
    double *restrict lost_pay = block->cash->work[5];
    double *restrict found = block->cash->work[6];
    double *restrict horizon = block->cash->work[7];
    quantity_column(&pay->search, block->u, found);
    quantity_column(&pay->reemployed_at, block->u, horizon);
    for (size_t i = 0; i < LANES; i++) {
        double share = 1 - horizon[i];
        found[i] += block->employed_years[i];
        horizon[i] = block->stay_years[i] > found[i] ? block->stay_years[i] : found[i];
        lost_pay[i] = block->job_lost[i] * market_pay[i];
        block->cash->work[8][i] = lost_pay[i] * share;
    }
    spread(plan, &pay->market, 1, lost_pay, block->employed_years, found, CASH_FOREGONE, block);
    spread(plan, &pay->market, 1, block->cash->work[8], found, horizon, CASH_FOREGONE, block);
}

static void add_foregone(const struct plan *plan, struct path_block *block)
{
    const struct pay_plan *pay = &plan->pay;
    double *restrict market_pay = block->cash->work[4];
    double *restrict part = block->cash->work[5];
    initial_pay(&pay->market, block, market_pay, part);
    spread(plan, &pay->market, 1, market_pay, block->cash->zero, block->employed_years, CASH_FOREGONE, block);
    quantity_column(&pay->market.signing, block->u, part);
    pay_at(plan->cash, 1, block->cash->zero, part, CASH_FOREGONE, block);
    if (pay->loss_costs)
        add_loss(plan, block, market_pay);
    if (pay->market_layoff) {
        market_gap_columns(pay, block, block->cash->work[6], block->cash->work[7]);
        spread(plan, &pay->market, -1, market_pay, block->cash->work[6], block->cash->work[7], CASH_FOREGONE, block);
    }
    for (size_t year = 0; year <= plan->cash->years; year++) {
        double *restrict out = block->cash->column[cash_flow_column(plan->cash, CASH_FOREGONE, year)];
        const double *restrict paid = block->cash->column[cash_flow_column(plan->cash, CASH_OFFER_PAY, year)];
        for (size_t i = 0; i < LANES; i++)
            out[i] -= paid[i];
    }
}

/* --- grants ------------------------------------------------------------------------------------------------------- */

/* A grant's value is a sum of what it brings in at the sale, later and at the end of employment, each times its
 * discount: with discounts of 1 and 0 the kernels tell them apart. `out`: less what all have in common. */
static void value_with(const struct plan *plan, const struct grant_plan *grant, double at_sale, double later,
                       double at_end, struct path_block *copy, double *restrict out)
{
    fill_column(copy->sale_discount, at_sale);
    fill_column(copy->later_discount, later);
    fill_column(copy->end_discount, at_end);
    fill_column(copy->exercise_cost, 0);
    grant_value_columns(plan, grant, copy);
    for (size_t i = 0; i < LANES; i++)
        out[i] = copy->scratch[GRANT_VALUE][i] - out[i];
}

/* Sales of shares: at once, or as lock-up and escrow let them be paid. */
static void add_sales(const struct plan *plan, const double *restrict amount, const double *restrict years,
                      struct path_block *block)
{
    const struct sale_plan *sale = &plan->sale;
    double *restrict at_once = block->cash->work[4];
    double *restrict held = block->cash->work[5];
    double *restrict paid_years = block->cash->work[6];
    memcpy(at_once, amount, sizeof block->cash->work[4]);
    if (sale->escrowed) {
        quantity_column(&sale->escrow_fraction, block->u, held);
        quantity_column(&sale->escrow_loss, block->u, paid_years);
        for (size_t i = 0; i < LANES; i++) {
            double fraction = block->acquisition[i] > 0 ? held[i] : 0;
            held[i] = fraction * (1 - paid_years[i]) * amount[i];
            at_once[i] -= fraction * amount[i];
        }
        quantity_column(&sale->escrow_delay, block->u, paid_years);
        for (size_t i = 0; i < LANES; i++) {
            paid_years[i] += block->exit_years[i];
            paid_years[i] = paid_years[i] > years[i] ? paid_years[i] : years[i];
        }
        pay_at(plan->cash, 1, paid_years, held, CASH_RECEIVED, block);
    }
    pay_at(plan->cash, 1, years, at_once, CASH_RECEIVED, block);
}

static void add_paid(const struct plan *plan, const struct grant_plan *grant, struct path_block *copy,
                     struct path_block *block)
{
    const struct cash_plan *cash = plan->cash;
    double *restrict paid = block->cash->column[cash_grant_column(cash, grant->row, CASH_PAID)];
    double *restrict full = block->cash->column[cash_grant_column(cash, grant->row, CASH_FULL)];
    double *restrict years = block->cash->work[4];
    for (size_t i = 0; i < LANES; i++) {
        paid[i] += copy->exercise_cost[i];
        full[i] += copy->scratch[GRANT_COST][i];
    }
    option_paid_years_column(grant, copy, years);
    pay_at(cash, -1, years, copy->exercise_cost, CASH_RECEIVED, block);
}

static void add_vested(const struct cash_plan *cash, const struct grant_plan *grant, size_t part,
                       struct path_block *copy, struct path_block *block)
{
    double *restrict granted = copy->scratch[GRANT_VALUE];
    double *restrict until = copy->scratch[GRANT_LEFT];
    double *restrict before = copy->scratch[GRANT_PART];
    memcpy(block->cash->column[cash_price_column(cash, part)], copy->scratch[GRANT_PRICE],
           sizeof block->cash->column[0]);
    quantity_column(&grant->granted_years, block->u, granted);
    fill_column(before, 0);
    for (size_t year = 0; year <= cash->years; year++) {
        double *restrict out = block->cash->column[cash_vested_column(cash, part, year)];
        double ends = year < cash->years ? (double)year + 1 : HUGE_VAL;
        for (size_t i = 0; i < LANES; i++)
            until[i] = block->employed_years[i] < ends ? block->employed_years[i] : ends;
        vested_column(grant, granted, until, out);
        for (size_t i = 0; i < LANES; i++) {
            double vested = out[i];
            out[i] -= before[i];
            before[i] = vested;
        }
    }
}

static void add_grant(const struct plan *plan, size_t part, struct path_block *copy, struct path_block *block)
{
    const struct grant_plan *grant = &plan->equity.grant[part];
    double *restrict common = block->cash->work[0];
    double *restrict value = block->cash->work[1];
    fill_column(common, 0);
    value_with(plan, grant, 0, 0, 0, copy, common);
    add_vested(plan->cash, grant, part, copy, block);
    memcpy(value, common, sizeof block->cash->work[1]);
    value_with(plan, grant, 1, 0, 0, copy, value);
    add_sales(plan, value, block->cash->work[2], block);
    memcpy(value, common, sizeof block->cash->work[1]);
    value_with(plan, grant, 0, 1, 0, copy, value);
    add_sales(plan, value, block->cash->work[3], block);
    if (grant->kind->has_strike)
        add_paid(plan, grant, copy, block);
    if (grant->paid_early) { /* what is bought back */
        memcpy(value, common, sizeof block->cash->work[1]);
        value_with(plan, grant, 0, 0, 1, copy, value);
        pay_at(plan->cash, 1, block->employed_years, value, CASH_RECEIVED, block);
    }
}

static void add_grants(const struct plan *plan, struct path_block *block)
{
    const struct cash_plan *cash = plan->cash;
    struct path_block *copy = &block->cash->copy;
    double *restrict sale_years = block->cash->work[2];
    double *restrict later_years = block->cash->work[3];
    if (plan->sale.locked)
        quantity_column(&plan->sale.lock_up, block->u, block->cash->work[4]);
    for (size_t i = 0; i < LANES; i++) {
        double locked = plan->sale.locked && block->ipo[i] > 0 ? block->cash->work[4][i] : 0,
               end = block->employed_years[i];
        sale_years[i] = block->exit_years[i] + locked;
        later_years[i] = block->ipo[i] > 0 && sale_years[i] > end ? sale_years[i] : end;
    }
    *copy = *block;
    for (size_t part = 0; part < cash->parts; part++)
        add_grant(plan, part, copy, block);
    for (size_t g = 0; g < cash->grants; g++)
        for (size_t i = 0; i < LANES; i++)
            block->cash->column[cash_grant_column(cash, g, CASH_PAYS)][i] =
                block->cash->column[cash_grant_column(cash, g, CASH_PAID)][i] > 0;
}

/* Pay and equity together. */
static void add_cash(const struct cash_plan *cash, struct path_block *block)
{
    for (size_t year = 0; year <= cash->years; year++) {
        double *restrict out = block->cash->column[cash_flow_column(cash, CASH_CASH, year)];
        const double *restrict paid = block->cash->column[cash_flow_column(cash, CASH_OFFER_PAY, year)];
        const double *restrict received = block->cash->column[cash_flow_column(cash, CASH_RECEIVED, year)];
        for (size_t i = 0; i < LANES; i++)
            out[i] = paid[i] + received[i];
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    if (!plan->cash)
        return;
    memset(block->cash->column, 0, cash_columns(plan->cash) * sizeof *block->cash->column);
    add_years(plan->cash, block);
    add_offer_pay(plan, block);
    add_foregone(plan, block);
    add_grants(plan, block);
    add_cash(plan->cash, block); /* a listed company's sales are added where they are made */
}

const struct stage ISA_NAME(stage_cash) = {.name = "cash", .run = run};
