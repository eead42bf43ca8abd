/* The capital of a block of paths, class by class in columns: what rounds, dividends and new shares make of it, and
 * what a share of each class that grants hold is worth. For kernel files. Does what models/capital_path.c does on one
 * path, but where prices of rounds matter (convertibles, anti-dilution, pools with a strike or granted in part): those
 * depend on each other in ways that columns don't serve.
 *
 * With T shares at start, and f = 1/(1 - d - p) the growth of a round that happens (1 of one that doesn't), there are
 * T x the f of a round and of those before it after that round: it issues d of them, and p go to its pool. */
#ifndef MODELS_CAPITAL_KERNEL_H
#define MODELS_CAPITAL_KERNEL_H

#include "models/block.h"
#include "models/column_kernel.h"
#include "models/company_plan.h"
#include "models/waterfall_kernel.h"

/* Where the waterfall runs and when; years are 0 where there is no exit. */
struct capital_exit {
    const double *by_claims;
    double years[LANES];
};

static inline void capital_exit_fill(const struct path_block *block, struct capital_exit *exit)
{
    exit->by_claims = block->by_claims;
    for (size_t i = 0; i < LANES; i++)
        exit->years[i] = block->exit_years[i] < HUGE_VAL ? block->exit_years[i] : 0;
}

/* Simple dividend from its issue to the exit, as a multiple of what was invested. */
static inline double capital_accrued(double dividend, double exit_years, double issued_years)
{
    double years = exit_years - issued_years;
    return dividend * (years > 0 ? years : 0);
}

/* Part of the claim; where everybody converts there is none. */
static inline void capital_claim(const struct capital_exit *exit, const double *restrict invested,
                                 const double *restrict multiple, const double *restrict dividend,
                                 const double *restrict issued_years, double *restrict claim)
{
    for (size_t i = 0; i < LANES; i++)
        claim[i] = exit->by_claims[i] * invested[i] *
                   (multiple[i] + capital_accrued(dividend[i], exit->years[i], issued_years[i]));
}

/* On top of the multiple that caps it. */
static inline void capital_cap(const struct capital_exit *exit, const double *restrict invested,
                               const double *restrict multiple, const double *restrict dividend,
                               const double *restrict issued_years, struct waterfall_column *column)
{
    for (size_t i = 0; i < LANES; i++) {
        double cap = invested[i] * (multiple[i] + capital_accrued(dividend[i], exit->years[i], issued_years[i]));
        column->cap[i] = cap;
        column->claim[i] = column->claim[i] < cap ? column->claim[i] : cap;
    }
}

static inline enum waterfall_shape capital_shape(bool participating, bool capped)
{
    return !participating ? WATERFALL_CLAIM_OR_SHARES : capped ? WATERFALL_CAPPED : WATERFALL_LINEAR;
}

/* A class of the file. */
static inline void capital_class_fill(const struct class_plan *plan, const struct class_columns *terms,
                                      const struct capital_exit *exit, struct waterfall_column *column)
{
    fill_column(column->shares, plan->shares);
    if (plan->kind == CLASS_PREFERRED) {
        column->shape = capital_shape(plan->participating, plan->capped);
        capital_claim(exit, terms->invested, terms->multiple, terms->dividend, terms->issued, column->claim);
        if (column->shape == WATERFALL_CAPPED)
            capital_cap(exit, terms->invested, terms->cap, terms->dividend, terms->issued, column);
    } else if (plan->kind == CLASS_OPTION) {
        column->shape = WATERFALL_OPTION;
        memcpy(column->strike, terms->strike, sizeof column->strike);
    } else {
        column->shape = WATERFALL_LINEAR;
        fill_column(column->claim, 0);
    }
}

/* f of every round, and over all of them. */
static inline void capital_growth(const struct company_plan *company, struct round_columns *rounds,
                                  const struct path_block *block, double *restrict all)
{
    fill_column(all, 1);
    for (size_t r = 0; r < company->round_count; r++) {
        struct round_columns *round = &rounds[r];
        for (size_t i = 0; i < LANES; i++) {
            bool comes = round->happens[i] > 0 && round->years[i] < block->exit_years[i];
            round->happens[i] = comes ? 1.0 : 0.0;
            round->growth[i] = comes ? 1 / (1 - round->dilution[i] - round->pool[i]) : 1.0;
            all[i] *= round->growth[i];
        }
    }
}

/* All shares after round r, that of the same time but listed earlier included. */
static inline void capital_after(const struct company_plan *company, const struct round_columns *rounds, size_t r,
                                 double *restrict after)
{
    fill_column(after, company->total_shares);
    for (size_t s = 0; s < company->round_count; s++)
        for (size_t i = 0; i < LANES; i++) {
            bool before = s <= r ? rounds[s].years[i] <= rounds[r].years[i] : rounds[s].years[i] < rounds[r].years[i];
            after[i] *= before ? rounds[s].growth[i] : 1.0;
        }
}

/* A round's preferred class; what is common goes to `common`. */
static inline void capital_round_fill(const struct round_plan *plan, const struct round_columns *round,
                                      const double *restrict after, const struct capital_exit *exit,
                                      struct waterfall_column *common, struct waterfall_column *column)
{
    double here[LANES];
    for (size_t i = 0; i < LANES; i++) {
        here[i] = round->happens[i] * after[i];
        common->shares[i] += here[i] * (plan->priced ? round->pool[i] : round->dilution[i] + round->pool[i]);
    }
    if (!plan->priced)
        return;
    column->shape = capital_shape(plan->participating, plan->capped);
    for (size_t i = 0; i < LANES; i++)
        column->shares[i] = here[i] * round->dilution[i];
    capital_claim(exit, round->raise, round->multiple, round->dividend, round->years, column->claim);
    for (size_t i = 0; i < LANES; i++)
        column->claim[i] *= round->happens[i];
    if (column->shape == WATERFALL_CAPPED)
        capital_cap(exit, round->raise, round->cap, round->dividend, round->years, column);
}

/* Everybody's later common shares, one for all: total x (1/(1-a)^X - 1) each year's. Also what is kept. */
static inline void capital_annual(const struct company_plan *company, const struct company_columns *columns,
                                  const struct capital_exit *exit, const double *restrict growth,
                                  struct waterfall_column *common, double *restrict kept)
{
    for (size_t i = 0; i < LANES; i++)
        kept[i] = 1 / growth[i];
    if (!company->annual)
        return;
    for (size_t i = 0; i < LANES; i++) {
        double grown = numeric_expm1(-numeric_log1p(-columns->annual[0][i]) * exit->years[i]);
        common->shares[i] += company->total_shares * growth[i] * grown;
        kept[i] /= 1 + grown;
    }
}

/* Claims senior to those of class c, and those of its seniority: rounds come before every class of the file. */
static inline void capital_level(const struct company_plan *company, const struct waterfall_column *column, size_t c,
                                 double *restrict ahead, double *restrict level)
{
    const struct class_plan *share_class = company->share_class;
    fill_column(ahead, 0);
    fill_column(level, 0);
    for (size_t k = 0; k < company->class_count + company->priced_count; k++) {
        bool round = k >= company->class_count;
        if (!round && (share_class[k].kind != CLASS_PREFERRED || share_class[k].seniority < share_class[c].seniority))
            continue;
        double *restrict sum = round || share_class[k].seniority > share_class[c].seniority ? ahead : level;
        for (size_t i = 0; i < LANES; i++)
            sum[i] += column[k].claim[i];
    }
}

/* Price of one share of every slot's class x all shares at start; `kept`: what a share of the start still is. The
 * columns of `columns` hold what was drawn. */
static inline void capital_kernel(const struct company_plan *company, struct company_columns *columns,
                                  const double *restrict distributed, struct path_block *block)
{
    struct capital_exit exit;
    double growth[LANES], after[LANES], price[LANES], ahead[LANES], level[LANES];
    /* The file's classes, the priced rounds, and at last all later common shares. */
    struct waterfall_column *column = columns->column, *next = column + company->class_count;
    struct waterfall_column *common = next + company->priced_count;
    size_t count = company->class_count + company->priced_count + 1;
    capital_exit_fill(block, &exit);
    for (size_t c = 0; c < company->class_count; c++)
        capital_class_fill(&company->share_class[c], &columns->share_class[c], &exit, &column[c]);
    common->shape = WATERFALL_LINEAR;
    fill_column(common->shares, 0);
    fill_column(common->claim, 0);
    capital_growth(company, columns->round, block, growth);
    for (size_t r = 0; r < company->round_count; r++) {
        capital_after(company, columns->round, r, after);
        capital_round_fill(&company->round[r], &columns->round[r], after, &exit, common, next);
        next += company->round[r].priced;
    }
    capital_annual(company, columns, &exit, growth, common, block->kept);
    for (size_t k = 0; k < count; k++)
        waterfall_column_prepare(&column[k]);
    waterfall_column_price(column, count, distributed, price);
    for (size_t s = 0; s < company->slot_count; s++) {
        size_t c = company->slot_class[s];
        double scale = company->total_shares;
        double *restrict value = block->class_value[s];
        if (c == COMMON_PRICE) {
            memcpy(value, price, sizeof price);
        } else {
            capital_level(company, column, c, ahead, level);
            waterfall_column_payout(&column[c], ahead, level, distributed, price, value);
            scale /= company->share_class[c].shares;
        }
        for (size_t i = 0; i < LANES; i++)
            value[i] *= scale;
    }
}

#endif
