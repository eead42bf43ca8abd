/* What pay comes to on a block of paths: small kernels that the stages of pay and of cash share. */
#ifndef MODELS_PAY_KERNEL_H
#define MODELS_PAY_KERNEL_H

#include "models/column_kernel.h"
#include "models/hazard_kernel.h"
#include "models/stage.h"

static inline bool pay_certain_at(const struct quantity *quantity, double value)
{
    return quantity->slot == DRAW_CERTAIN && quantity->value == value;
}

/* ln(1 + raise) - ln(1 + discount), where it differs from path to path. */
static inline void force_column(const struct pay_plan *pay, const struct pay_side *side, struct path_block *block,
                                double *restrict column, double *restrict rate)
{
    quantity_column(&side->raise, block->u, column);
    quantity_column(&pay->discount_rate, block->u, rate);
    for (size_t i = 0; i < LANES; i++)
        column[i] = numeric_log1p(column[i]) - numeric_log1p(rate[i]);
}

/* The value of 1 a year over [0, years]: in `factor`, or `years` itself where nothing grows and nothing is discounted.
 */
static inline const double *present_value_factor(const struct pay_plan *pay, const struct pay_side *side,
                                                 struct path_block *block, const double *years, double *restrict factor)
{
    if (side->same_force && side->force == 0)
        return years;
    if (side->same_force) {
        annuity_column(side->force, years, factor);
    } else {
        force_column(pay, side, block, block->scratch[6], block->scratch[7]);
        annuity_forces_column(block->scratch[6], years, factor);
    }
    return factor;
}

static inline void initial_pay(const struct pay_side *side, struct path_block *block, double *restrict pay,
                               double *restrict part)
{
    quantity_column(&side->salary, block->u, pay);
    if (!pay_certain_at(&side->bonus, 0)) {
        quantity_column(&side->bonus, block->u, part);
        for (size_t i = 0; i < LANES; i++)
            pay[i] *= 1 + part[i];
    }
    if (!pay_certain_at(&side->annual_equity, 0)) {
        quantity_column(&side->annual_equity, block->u, part);
        for (size_t i = 0; i < LANES; i++)
            pay[i] += part[i];
    }
}

/* Severance, present value: `severance` years of the offer's pay at E, as a lump sum at E where the job was lost; a
 * company that fails then pays a share. `severance`: scratch[4]. */
static inline void severance_column(const struct plan *plan, struct path_block *block, const double *restrict offer_pay,
                                    double *restrict severance)
{
    const struct pay_plan *pay = &plan->pay;
    double *restrict growth = block->scratch[3];
    quantity_column(&pay->severance, block->u, severance);
    if (pay->offer.same_force) {
        growth_column(pay->offer.force, block->employed_years, growth);
    } else {
        force_column(pay, &pay->offer, block, block->scratch[6], block->scratch[7]);
        for (size_t i = 0; i < LANES; i++)
            growth[i] = numeric_exp(block->scratch[6][i] * block->employed_years[i]);
    }
    if (plan->exit.failure.any) {
        double *restrict share = block->scratch[5];
        quantity_column(&pay->severance_on_failure, block->u, share);
        for (size_t i = 0; i < LANES; i++)
            severance[i] *= block->job_gone[i] * block->failure[i] > 0 ? share[i] : 1.0;
    }
    for (size_t i = 0; i < LANES; i++)
        severance[i] = block->job_lost[i] * (severance[i] * offer_pay[i] * growth[i]);
}

/* The alternative lays off at M and has found something else at M + S'; where M does not come before E nothing is lost:
 * both are E. */
static inline void market_gap_columns(const struct pay_plan *pay, struct path_block *block, double *restrict laid_off,
                                      double *restrict found)
{
    const double *restrict u = block->u[pay->market_slot];
    for (size_t i = 0; i < LANES; i++)
        found[i] = numeric_exponential_inverse(u[i]);
    hazard_column(&pay->market_hazard, found, u, laid_off, LANES);
    quantity_column(&pay->market_search, block->u, found);
    for (size_t i = 0; i < LANES; i++) {
        double at = laid_off[i] < block->employed_years[i] ? laid_off[i] : block->employed_years[i];
        found[i] = laid_off[i] < block->employed_years[i] ? at + found[i] : at;
        laid_off[i] = at;
    }
}

#endif
