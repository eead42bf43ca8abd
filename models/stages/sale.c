/* When the shares turn into money, and what happens to the price until then.
 *
 * In an IPO what is vested by X is sold, and discounted, at X + lock_up, what vests later at max(E, X + lock_up), all
 * at one price: exit price x exp(s sqrt(t) z - s^2 t/2). Else the sale is at X, and at E. In an acquisition the escrow
 * holds a fraction back and pays it, less its loss, a delay after X, and for what vests later at max(E, X + delay). */
#include "models/column_kernel.h"
#include "models/company_plan.h"
#include "models/dimensions.h"
#include "models/discount_kernel.h"
#include "models/stage.h"

static void prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct sale_plan *sale = &preparation->plan->sale;
    sale->lock_up = quantity_of(preparation, &offer->lock_up, DIMENSION_IPO_LOCK_UP, NULL);
    sale->volatility = quantity_of(preparation, &offer->ipo_volatility, DIMENSION_IPO_VOLATILITY, NULL);
    sale->locked = offer->lock_up.given;
    sale->moves = sale->locked && offer->ipo_volatility.given;
    if (sale->moves)
        sale->price_slot = draws_add(preparation->arena, &preparation->plan->draws,
                                     dimension_names[DIMENSION_IPO_PRICE], DIMENSION_IPO_PRICE);
    sale->escrowed = offer->escrow_fraction.given;
    sale->escrow_fraction = quantity_of(preparation, &offer->escrow_fraction, DIMENSION_ESCROW_FRACTION, NULL);
    sale->escrow_delay = quantity_of(preparation, &offer->escrow_delay, DIMENSION_ESCROW_DELAY, NULL);
    sale->escrow_loss = quantity_of(preparation, &offer->escrow_loss, DIMENSION_ESCROW_LOSS, NULL);
    const struct quantity *rate = &preparation->plan->pay.discount_rate;
    sale->at_face = rate->slot == DRAW_CERTAIN && rate->value == 0 && !sale->locked && !sale->escrowed;
}

/* The price that IPO shares are sold at. */
static void move_price(const struct plan *plan, struct path_block *block, const double *restrict lock_up)
{
    double *restrict volatility = block->scratch[5];
    const double *restrict u = block->u[plan->sale.price_slot];
    quantity_column(&plan->sale.volatility, block->u, volatility);
    for (size_t i = 0; i < LANES; i++) {
        double s = volatility[i], z = numeric_normal_inverse(u[i]);
        double factor = numeric_exp(s * sqrt(lock_up[i]) * z - 0.5 * s * s * lock_up[i]);
        volatility[i] = block->ipo[i] > 0 ? factor : 1.0;
    }
    for (size_t s = 0; s < plan->company->slot_count; s++)
        for (size_t i = 0; i < LANES; i++)
            block->class_value[s][i] *= volatility[i];
}

/* Discounts of what is paid at once and of what the escrow pays, weighted. */
static void mix_escrow(const struct path_block *block, const double *restrict fraction, const double *restrict loss,
                       const double *restrict released_discount, double *restrict discount)
{
    for (size_t i = 0; i < LANES; i++) {
        double mixed = (1 - fraction[i]) * discount[i] + fraction[i] * (1 - loss[i]) * released_discount[i];
        discount[i] = block->acquisition[i] > 0 ? mixed : discount[i];
    }
}

static void hold_in_escrow(const struct plan *plan, struct path_block *block)
{
    double *restrict fraction = block->scratch[3];
    double *restrict released_years = block->scratch[4];
    double *restrict loss = block->scratch[5];
    double *restrict released_discount = block->scratch[6];
    quantity_column(&plan->sale.escrow_fraction, block->u, fraction);
    quantity_column(&plan->sale.escrow_loss, block->u, loss);
    quantity_column(&plan->sale.escrow_delay, block->u, released_years);
    for (size_t i = 0; i < LANES; i++)
        released_years[i] += block->exit_years[i];
    discount_column(plan, block, released_years, block->scratch[7], released_discount);
    mix_escrow(block, fraction, loss, released_discount, block->sale_discount);
    for (size_t i = 0; i < LANES; i++)
        released_years[i] = released_years[i] > block->employed_years[i] ? released_years[i] : block->employed_years[i];
    discount_column(plan, block, released_years, block->scratch[7], released_discount);
    mix_escrow(block, fraction, loss, released_discount, block->later_discount);
}

static void run(const struct plan *plan, struct path_block *block)
{
    const struct sale_plan *sale = &plan->sale;
    if (sale->at_face)
        return; /* the discounts stay 1 */
    double *restrict lock_up = block->scratch[0];
    double *restrict sale_years = block->scratch[1];
    double *restrict later_years = block->scratch[2];
    fill_column(lock_up, 0);
    if (sale->locked)
        quantity_column(&sale->lock_up, block->u, lock_up);
    for (size_t i = 0; i < LANES; i++) {
        sale_years[i] = block->exit_years[i] + (block->ipo[i] > 0 ? lock_up[i] : 0.0);
        double end = block->employed_years[i];
        later_years[i] = block->ipo[i] > 0 && sale_years[i] > end ? sale_years[i] : end;
    }
    if (sale->moves)
        move_price(plan, block, lock_up);
    discount_column(plan, block, block->employed_years, block->scratch[3], block->end_discount);
    discount_column(plan, block, sale_years, block->scratch[3], block->sale_discount);
    discount_column(plan, block, later_years, block->scratch[3], block->later_discount);
    if (sale->escrowed)
        hold_in_escrow(plan, block);
}

static void tell_lock_up(const struct sale_plan *sale, const struct path_block *block, size_t lane, struct story *story)
{
    story_quantity(story, "sale", "lock-up", &sale->lock_up, block, lane, "years");
    if (!sale->moves)
        return;
    double u = block->u[sale->price_slot][lane];
    double s = quantity_at(&sale->volatility, block, lane), years = quantity_at(&sale->lock_up, block, lane);
    story_quantity(story, "sale", "volatility", &sale->volatility, block, lane, "share");
    story_tell(story, "sale", "price after the lock-up", u, "uniform", "drawn");
    story_tell(story, "sale", "price after the lock-up",
               numeric_exp(s * sqrt(years) * numeric_normal_inverse(u) - 0.5 * s * s * years), "multiple",
               "of the exit's");
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    const struct sale_plan *sale = &plan->sale;
    bool exits = block->exit_years[lane] < HUGE_VAL;
    if (sale->at_face)
        return;
    if (sale->locked && exits && block->ipo[lane] > 0)
        tell_lock_up(sale, block, lane, story);
    if (sale->escrowed && exits && block->acquisition[lane] > 0) {
        story_quantity(story, "sale", "escrow fraction", &sale->escrow_fraction, block, lane, "share");
        story_quantity(story, "sale", "escrow delay", &sale->escrow_delay, block, lane, "years");
        story_quantity(story, "sale", "escrow loss", &sale->escrow_loss, block, lane, "share");
    }
    story_tell(story, "sale", "discount at the end", block->end_discount[lane], "multiple",
               "of what is paid as the job ends");
    if (!exits)
        return;
    story_tell(story, "sale", "discount at the sale", block->sale_discount[lane], "multiple",
               "of what vested by the exit, less what the escrow loses");
    story_tell(story, "sale", "discount later", block->later_discount[lane], "multiple",
               "of what vests later, likewise");
}

const struct stage ISA_NAME(stage_sale) = {"sale", prepare, run, explain};
