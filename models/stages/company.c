/* From company value to the value of the shares that grants hold.
 *
 * class_value of a slot = price of one share of its class x all shares as converted at start, so that a grant's price
 * is its percent times it. One class: V x kept, kept = (1-a)^X times (1-d) of every round before X. A fixed capital:
 * price curves of what is distributed. Else the waterfall of each path (models/capital_path.c). Worthless equity and no
 * exit make it 0. */
#include "models/capital_kernel.h"
#include "models/column_kernel.h"
#include "models/company_plan.h"
#include "models/company_story.h"
#include "models/price_curve_kernel.h"
#include "models/stage.h"

/* Off the top of an acquisition, in this order and never below 0: costs (of V), debt, carve-out (of what remains). The
 * value of a failure is what is left for its owners: nothing comes off that. */
static const double *distributed_column(const struct company_plan *company, struct path_block *block)
{
    if (!company->deducted)
        return block->exit_value;
    double *restrict distributed = block->scratch[0];
    double *restrict costs = block->scratch[5];
    double *restrict debt = block->scratch[6];
    double *restrict carve_out = block->scratch[7];
    quantity_column(&company->transaction_costs, block->u, costs);
    quantity_column(&company->debt, block->u, debt);
    quantity_column(&company->carve_out, block->u, carve_out);
    for (size_t i = 0; i < LANES; i++) {
        double value = block->exit_value[i];
        double left = value - costs[i] * value - debt[i];
        left = (left > 0 ? left : 0) * (1 - carve_out[i]);
        distributed[i] = block->acquisition[i] > 0 ? left : value;
    }
    return distributed;
}

/* A sale and a failure run the waterfall, and so does an IPO that does not qualify. */
static void by_claims_column(const struct company_plan *company, struct path_block *block)
{
    for (size_t i = 0; i < LANES; i++)
        block->by_claims[i] = block->acquisition[i] + block->failure[i] > 0 ? 1.0 : 0.0;
    if (!company->ipo_qualifies)
        return;
    double *restrict qualified = block->scratch[5];
    quantity_column(&company->qualified_ipo, block->u, qualified);
    for (size_t i = 0; i < LANES; i++)
        block->by_claims[i] = block->ipo[i] > 0 && block->exit_value[i] < qualified[i] ? 1.0 : block->by_claims[i];
}

static bool diluted(const struct company_plan *company)
{
    return company->annual || company->round_count > 0;
}

/* (1-a)^X x the (1-d) of the rounds before X. */
static void kept_column(const struct company_plan *company, struct path_block *block)
{
    if (!diluted(company))
        return; /* it stays 1 */
    fill_column(block->kept, 1);
    if (company->annual) {
        double *restrict annual = block->scratch[5];
        quantity_column(&company->annual_dilution, block->u, annual);
        for (size_t i = 0; i < LANES; i++)
            block->kept[i] = growth_or_never(numeric_log1p(-annual[i]), block->exit_years[i]);
    }
    for (size_t r = 0; r < company->round_count; r++) {
        const struct round_columns *round = &block->company->round[r];
        for (size_t i = 0; i < LANES; i++) {
            bool comes = round->happens[i] > 0 && round->years[i] < block->exit_years[i];
            block->kept[i] *= comes ? 1 - (round->dilution[i] + round->pool[i]) : 1.0;
        }
    }
}

static void fixed_capital(const struct company_plan *company, struct path_block *block,
                          const double *restrict distributed)
{
    double *restrict sale = block->scratch[5];
    double *restrict listed = block->scratch[6];
    for (size_t s = 0; s < company->slot_count; s++) {
        price_curve_column(&company->sale[s], distributed, sale, LANES);
        price_curve_column(&company->listed[s], distributed, listed, LANES);
        for (size_t i = 0; i < LANES; i++) {
            double price = block->by_claims[i] > 0 ? sale[i] : listed[i];
            block->class_value[s][i] = price * company->total_shares;
        }
    }
}

static void fill_company_columns(const struct company_plan *company, struct path_block *block)
{
    struct company_columns *columns = block->company;
    if (company->annual)
        quantity_column(&company->annual_dilution, block->u, columns->annual[0]);
    for (size_t r = 0; r < company->round_count; r++) {
        const struct round_plan *round = &company->round[r];
        struct round_columns *column = &columns->round[r];
        quantity_column(&round->multiple, block->u, column->multiple);
        quantity_column(&round->cap, block->u, column->cap);
        quantity_column(&round->dividend, block->u, column->dividend);
        if (!company->one_by_one)
            continue; /* what follows moves prices */
        quantity_column(&round->pre_money, block->u, column->pre_money);
        quantity_column(&round->pool_issued, block->u, column->pool_issued);
        quantity_column(&round->pool_strike, block->u, column->pool_strike);
    }
    for (size_t c = 0; c < company->class_count; c++) {
        const struct class_plan *plan = &company->share_class[c];
        struct class_columns *column = &columns->share_class[c];
        quantity_column(&plan->invested, block->u, column->invested);
        quantity_column(&plan->multiple, block->u, column->multiple);
        quantity_column(&plan->cap, block->u, column->cap);
        quantity_column(&plan->dividend, block->u, column->dividend);
        quantity_column(&plan->issued, block->u, column->issued);
        quantity_column(&plan->strike, block->u, column->strike);
    }
    for (size_t c = 0; c < company->convertible_count; c++) {
        const struct convertible_plan *plan = &company->convertible[c];
        struct convertible_columns *column = &columns->convertible[c];
        quantity_column(&plan->amount, block->u, column->amount);
        quantity_column(&plan->cap, block->u, column->cap);
        quantity_column(&plan->discount, block->u, column->discount);
        quantity_column(&plan->interest, block->u, column->interest);
    }
}

/* Where the prices of rounds matter: path by path. */
static void capital_one_by_one(const struct company_plan *company, struct path_block *block,
                               const double *restrict distributed)
{
    double *price = block->company->price;
    for (size_t i = 0; i < LANES; i++) {
        bool exits = block->exit_years[i] < HUGE_VAL;
        block->kept[i] = 1;
        if (exits)
            capital_path_price(company, block->company, i, block->exit_years[i], distributed[i],
                               block->by_claims[i] > 0, price, &block->kept[i]);
        for (size_t s = 0; s < company->slot_count; s++)
            block->class_value[s][i] = exits ? price[s] * company->total_shares : 0;
    }
}

static void capital_by_path(const struct company_plan *company, struct path_block *block,
                            const double *restrict distributed)
{
    fill_company_columns(company, block);
    if (company->one_by_one)
        capital_one_by_one(company, block, distributed);
    else
        capital_kernel(company, block->company, distributed, block);
}

static void one_class(const struct company_plan *company, struct path_block *block, const double *restrict distributed)
{
    double *restrict value = block->class_value[0];
    if (!diluted(company)) {
        memcpy(value, distributed, sizeof block->exit_value);
        return;
    }
    for (size_t i = 0; i < LANES; i++)
        value[i] = distributed[i] * block->kept[i];
}

/* Where equity pays nothing, or nothing ever happens, a share is worth nothing. */
static void drop_worthless(const struct company_plan *company, struct path_block *block)
{
    for (size_t s = 0; s < company->slot_count; s++) {
        double *restrict value = block->class_value[s];
        for (size_t i = 0; i < LANES; i++) {
            double pays = block->exit_years[i] < HUGE_VAL ? 1 - block->worthless[i] : 0.0;
            value[i] *= pays;
        }
    }
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct company_plan *company = plan->company;
    const double *distributed = distributed_column(company, block);
    if (company->mode != COMPANY_ONE_CLASS)
        by_claims_column(company, block);
    if (company->mode == COMPANY_BY_PATH) {
        capital_by_path(company, block, distributed);
    } else {
        kept_column(company, block);
        if (company->mode == COMPANY_FIXED)
            fixed_capital(company, block, distributed);
        else
            one_class(company, block, distributed);
    }
    if (!block->always_pays)
        drop_worthless(company, block);
}

const struct stage ISA_NAME(stage_company) = {"company", company_plan_prepare, run, company_story_tell};
