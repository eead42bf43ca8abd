/* Pay of both worlds in a tax year. Every year is whole: before the start and after what the offer changes both worlds
 * earn the market's pay, which fills the brackets and enters no metric. */
#ifndef MODELS_TAX_PAY_YEAR_KERNEL_H
#define MODELS_TAX_PAY_YEAR_KERNEL_H

#include "models/pay_kernel.h"
#include "models/tax/tax_room.h"

/* From E on, in the offer's world. */
static inline void tax_after_columns(const struct plan *plan, struct path_block *block)
{
    const struct pay_plan *pay = &plan->pay;
    struct tax_pay *into = &block->tax->pay;
    quantity_column(&pay->search, block->u, into->found);
    quantity_column(&pay->reemployed_at, block->u, into->share);
    for (size_t i = 0; i < LANES; i++) {
        double end = block->employed_years[i], lost = block->job_lost[i];
        into->found[i] = lost > 0 ? end + into->found[i] : end;
        double stay = block->stay_years[i];
        into->horizon[i] = lost > 0 && stay > into->found[i] ? stay : into->found[i];
    }
    if (pay->market_layoff)
        market_gap_columns(pay, block, into->gap_from, into->gap_to);
}

static inline void tax_pay_columns(const struct plan *plan, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    const struct pay_plan *pay = &plan->pay;
    struct tax_pay *into = &block->tax->pay;
    initial_pay(&pay->market, block, into->market, block->scratch[0]);
    initial_pay(&pay->offer, block, into->offer, block->scratch[0]);
    quantity_column(&pay->market.signing, block->u, into->market_signing);
    quantity_column(&pay->offer.signing, block->u, into->offer_signing);
    tax_after_columns(plan, block);
    if (pay_certain_at(&pay->severance, 0))
        return; /* both columns stay 0 */
    severance_column(path->undiscounted, block, into->offer, block->scratch[4]);
    memcpy(into->severance, block->scratch[4], sizeof into->severance);
    severance_column(plan, block, into->offer, block->scratch[4]);
    memcpy(into->severance_value, block->scratch[4], sizeof into->severance_value);
}

/* Adds sign x pay a year over what [from, to] shares with the year [begins, ends]; NULL: without an end. */
static inline void tax_add_pay(const struct pay_plan *pay, const struct pay_side *side, double sign,
                               const double *restrict amount, const double *from, const double *to,
                               struct path_block *block, double *restrict out)
{
    struct tax_room *room = block->tax;
    double *restrict low = room->work[0], *restrict high = room->work[1];
    if (side->same_force && side->force == 0) { /* a year is worth a year */
        for (size_t i = 0; i < LANES; i++) {
            double first = from && from[i] > room->begins[i] ? from[i] : room->begins[i];
            double last = to && to[i] < room->ends[i] ? to[i] : room->ends[i];
            out[i] += sign * amount[i] * (first < last ? last - first : 0);
        }
        return;
    }
    for (size_t i = 0; i < LANES; i++) {
        double first = from && from[i] > room->begins[i] ? from[i] : room->begins[i];
        double last = to && to[i] < room->ends[i] ? to[i] : room->ends[i];
        low[i] = first < last ? first : 0;
        high[i] = first < last ? last : 0;
    }
    const double *below = present_value_factor(pay, side, block, low, room->work[2]);
    const double *above = present_value_factor(pay, side, block, high, room->work[3]);
    for (size_t i = 0; i < LANES; i++)
        out[i] += sign * amount[i] * (above[i] - below[i]);
}

static inline void tax_add_sum(const struct tax_room *room, const double *years, const double *restrict amount,
                               double *restrict out)
{
    for (size_t i = 0; i < LANES; i++) {
        double day = years ? years[i] : 0;
        out[i] += room->begins[i] <= day && day < room->ends[i] ? amount[i] : 0.0;
    }
}

/* plan: that of the path, whose pay is discounted, or the undiscounted one. */
static inline void tax_market_pay(const struct plan *plan, struct path_block *block, double *restrict out)
{
    const struct pay_plan *pay = &plan->pay;
    const struct tax_pay *of = &block->tax->pay;
    fill_column(out, 0);
    tax_add_pay(pay, &pay->market, 1, of->market, NULL, NULL, block, out);
    tax_add_sum(block->tax, NULL, of->market_signing, out);
    if (pay->market_layoff)
        tax_add_pay(pay, &pay->market, -1, of->market, of->gap_from, of->gap_to, block, out);
}

static inline void tax_offer_pay(const struct plan *plan, bool discounted, struct path_block *block,
                                 double *restrict out)
{
    const struct pay_plan *pay = &plan->pay;
    struct tax_room *room = block->tax;
    const struct tax_pay *of = &room->pay;
    double *zero = room->work[4], *restrict part = room->work[5];
    fill_column(zero, 0);
    fill_column(out, 0);
    tax_add_pay(pay, &pay->market, 1, of->market, NULL, zero, block, out);
    tax_add_pay(pay, &pay->offer, 1, of->offer, zero, block->employed_years, block, out);
    tax_add_pay(pay, &pay->market, 1, of->market, of->horizon, NULL, block, out);
    if (pay->loss_costs) {
        for (size_t i = 0; i < LANES; i++)
            part[i] = of->market[i] * (block->job_lost[i] > 0 ? of->share[i] : 1.0);
        tax_add_pay(pay, &pay->market, 1, part, of->found, of->horizon, block, out);
        tax_add_sum(room, block->employed_years, discounted ? of->severance_value : of->severance, out);
    }
    tax_add_sum(room, NULL, of->offer_signing, out);
}

#endif
