/* A listed company (`public`): no exit; stock is sold as it vests.
 *
 * S(t) = S(0) (1+drift)^t exp(s W_t - s^2 t/2), W a Brownian motion: independent normal increments between the dates on
 * which something is sold or priced. The increment of month j after `granted` is sold at t = granted + j/12 >= 0 where
 * so many months have gone by at the end of employment: value x increment x S(t)/S(price date), or shares x increment x
 * S(t). What has not vested then is lost. */
#include "models/cash_columns.h"
#include "models/column_kernel.h"
#include "models/dimensions.h"
#include "models/grant_kind.h"
#include "models/grant_plan.h"
#include "models/listed_kernel.h"
#include "models/stage.h"

#include <stdlib.h>

/* --- prepare ------------------------------------------------------------------------------------------------------ */

static double certain_years(const struct value *value)
{
    double years = 0;
    if (value->given)
        (void)distribution_is_point(&value->distribution, &years);
    return years;
}

/* The date at `years`, which is above 0; a new one goes at the end until all are sorted. */
static size_t date_at(struct preparation *preparation, double years)
{
    struct listed_plan *listed = &preparation->plan->listed;
    for (size_t k = 0; k < listed->date_count; k++)
        if (fabs(listed->years[k] - years) < 1e-9)
            return k;
    listed->years = arena_grow(preparation->arena, listed->years, listed->date_count, sizeof *listed->years);
    listed->years[listed->date_count] = years;
    return listed->date_count++;
}

static void prepare_sales(struct preparation *preparation, const struct vesting_table *vesting,
                          struct listed_grant *grant)
{
    grant->sale = arena_alloc(preparation->arena, (size_t)vesting->months + 1, sizeof *grant->sale);
    for (int month = 0; month <= vesting->months; month++) {
        double share = vesting->fraction[month] - (month ? vesting->fraction[month - 1] : 0);
        double years = grant->granted_years + month / 12.0;
        if (share > 0 && years >= 0) {
            size_t date = years > 0 ? date_at(preparation, years) : LISTED_START;
            grant->sale[grant->sale_count++] = (struct listed_sale){date, month, share};
        }
    }
}

static void prepare_grant(struct preparation *preparation, const struct grant *grant, int repeat)
{
    struct listed_plan *listed = &preparation->plan->listed;
    struct listed_grant *made = &listed->grant[listed->grant_count++];
    struct vesting_table vesting = grant_plan_vesting(preparation, grant);
    double shift = repeat * grant->repeat_every_years, granted = certain_years(&grant->granted);
    double priced = (grant->price_date.given ? certain_years(&grant->price_date) : granted) + shift;
    *made = (struct listed_grant){.name = repeat ? arena_text(preparation->arena, "%s (%d)", grant->name, repeat + 1)
                                                 : grant->name,
                                  .row = (size_t)(grant - preparation->offer->grant),
                                  .in_shares = grant->shares.given,
                                  .granted_years = granted + shift,
                                  .price_date = LISTED_START};
    made->amount = made->in_shares ? grant_kind_quantity(preparation, &grant->shares, grant, "shares")
                                   : grant_kind_quantity(preparation, &grant->value, grant, "value");
    if (!made->in_shares && priced > 0)
        made->price_date = date_at(preparation, priced);
    prepare_sales(preparation, &vesting, made);
}

static int by_years(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* Dates in the order of time, and what points at them. */
static void sort_dates(struct preparation *preparation)
{
    struct listed_plan *listed = &preparation->plan->listed;
    size_t count = listed->date_count;
    double *unsorted = arena_alloc(preparation->arena, count + 1, sizeof *unsorted);
    size_t *place = arena_alloc(preparation->arena, count + 1, sizeof *place);
    memcpy(unsorted, listed->years, count * sizeof *unsorted);
    qsort(listed->years, count, sizeof *listed->years, by_years);
    for (size_t k = 0; k < count; k++) {
        const double *found = bsearch(&unsorted[k], listed->years, count, sizeof *found, by_years);
        place[k] = (size_t)(found - listed->years);
    }
    for (size_t g = 0; g < listed->grant_count; g++) {
        struct listed_grant *grant = &listed->grant[g];
        grant->price_date = grant->price_date == LISTED_START ? LISTED_START : place[grant->price_date];
        for (size_t s = 0; s < grant->sale_count; s++)
            if (grant->sale[s].date != LISTED_START)
                grant->sale[s].date = place[grant->sale[s].date];
    }
}

static void prepare(struct preparation *preparation)
{
    const struct offer *offer = preparation->offer;
    struct listed_plan *listed = &preparation->plan->listed;
    listed->listed = offer->listed;
    if (!listed->listed)
        return;
    listed->volatility = quantity_of(preparation, &offer->listed_volatility, DIMENSION_PUBLIC_VOLATILITY, NULL);
    listed->drift_is_rate = !offer->listed_drift.given;
    listed->drift = listed->drift_is_rate
                        ? preparation->plan->pay.discount_rate
                        : quantity_of(preparation, &offer->listed_drift, DIMENSION_PUBLIC_DRIFT, NULL);
    listed->share_price = quantity_of(preparation, &offer->listed_share_price, DIMENSION_PUBLIC_SHARE_PRICE, NULL);
    size_t count = 0;
    for (size_t g = 0; g < offer->grant_count; g++)
        count += 1 + (size_t)offer->grant[g].repeat_times;
    listed->grant = arena_alloc(preparation->arena, count + 1, sizeof *listed->grant);
    const struct grant **order = grant_plan_order(preparation->arena, offer);
    for (size_t g = 0; g < offer->grant_count; g++)
        for (int k = 0; k <= order[g]->repeat_times; k++)
            prepare_grant(preparation, order[g], k);
    sort_dates(preparation);
    bool still = listed->volatility.slot == DRAW_CERTAIN && listed->volatility.value == 0;
    listed->slot = arena_alloc(preparation->arena, listed->date_count + 1, sizeof *listed->slot);
    for (size_t k = 0; k < listed->date_count; k++)
        listed->slot[k] =
            still ? DRAW_CERTAIN
                  : draws_add(preparation->arena, &preparation->plan->draws,
                              arena_text(preparation->arena, "public.price at %.6g years", listed->years[k]), -1);
}

/* --- run ---------------------------------------------------------------------------------------------------------- */

/* Scratch columns, behind those of models/listed_kernel.h. */
enum { VOLATILITY = LISTED_SCRATCH, DRIFT_FORCE, MOTION, DISCOUNT_FORCE };

static void force_column(const struct quantity *rate, struct path_block *block, double *restrict force)
{
    quantity_column(rate, block->u, force);
    for (size_t i = 0; i < LANES; i++)
        force[i] = numeric_log1p(force[i]);
}

static void grow_price(const struct listed_plan *listed, struct path_block *block)
{
    const double *restrict s = block->scratch[VOLATILITY];
    const double *restrict force = block->scratch[DRIFT_FORCE];
    double *restrict motion = block->scratch[MOTION];
    fill_column(motion, 0);
    for (size_t k = 0; k < listed->date_count; k++) {
        double years = listed->years[k], step = sqrt(years - (k ? listed->years[k - 1] : 0));
        double *restrict growth = block->price_growth[k];
        if (listed->slot[k] != DRAW_CERTAIN) {
            const double *restrict u = block->u[listed->slot[k]];
            for (size_t i = 0; i < LANES; i++)
                motion[i] += step * numeric_normal_inverse(u[i]);
        }
        for (size_t i = 0; i < LANES; i++)
            growth[i] = numeric_exp(force[i] * years + s[i] * motion[i] - 0.5 * s[i] * s[i] * years);
    }
}

static void sell(const struct listed_plan *listed, const struct listed_sale *sale, const struct cash_plan *cash,
                 struct path_block *block)
{
    const double *restrict months = block->scratch[LISTED_MONTHS];
    const double *restrict force = block->scratch[DISCOUNT_FORCE];
    double *restrict proceeds = block->scratch[LISTED_PART];
    double years = listed_sale_years(listed, sale), month = sale->month;
    listed_proceeds_column(sale, block, proceeds);
    for (size_t i = 0; i < LANES; i++) {
        double sold = months[i] >= month ? proceeds[i] : 0.0;
        block->chain[CHAIN_PREFERENCES][i] += proceeds[i];
        block->chain[CHAIN_VESTED][i] += sold;
        block->equity[i] += sold * numeric_exp(-force[i] * years);
        proceeds[i] = sold;
    }
    if (cash) {
        double *restrict received = block->cash->column[cash_year_column(cash, CASH_RECEIVED, years)];
        double *restrict all = block->cash->column[cash_year_column(cash, CASH_CASH, years)];
        for (size_t i = 0; i < LANES; i++) {
            received[i] += proceeds[i];
            all[i] += proceeds[i];
        }
    }
}

/* Columns of the chain and equity_value are 0 here: stages/equity.c has no grants. */
static void run(const struct plan *plan, struct path_block *block)
{
    const struct listed_plan *listed = &plan->listed;
    if (!listed->listed)
        return;
    quantity_column(&listed->volatility, block->u, block->scratch[VOLATILITY]);
    force_column(&listed->drift, block, block->scratch[DRIFT_FORCE]);
    force_column(&plan->pay.discount_rate, block, block->scratch[DISCOUNT_FORCE]);
    grow_price(listed, block);
    for (size_t g = 0; g < listed->grant_count; g++) {
        const struct listed_grant *grant = &listed->grant[g];
        listed_grant_columns(listed, grant, block);
        for (size_t s = 0; s < grant->sale_count; s++)
            sell(listed, &grant->sale[s], plan->cash, block);
    }
}

/* --- explain ------------------------------------------------------------------------------------------------------ */

static void tell_price(const struct listed_plan *listed, const struct path_block *block, size_t lane,
                       struct story *story)
{
    story_quantity(story, "listed", "volatility", &listed->volatility, block, lane, "share");
    story_quantity(story, "listed", listed->drift_is_rate ? "drift: the discount rate" : "drift", &listed->drift, block,
                   lane, "share");
    for (size_t k = 0; k < listed->date_count; k++) {
        const char *when = arena_text(story->arena, "price at %.4f years", listed->years[k]);
        if (listed->slot[k] != DRAW_CERTAIN)
            story_tell(story, "listed", when, block->u[listed->slot[k]][lane], "uniform", "of its last step");
        story_tell(story, "listed", when, block->price_growth[k][lane], "multiple", "of the price at start");
    }
}

static void tell_grant(const struct listed_plan *listed, const struct listed_grant *grant,
                       const struct path_block *block, size_t lane, struct story *story)
{
    struct arena *arena = story->arena;
    double months = floor(12 * (block->employed_years[lane] - grant->granted_years) + 1e-9), vested = 0;
    for (size_t s = 0; s < grant->sale_count; s++)
        vested += months >= grant->sale[s].month ? grant->sale[s].share : 0;
    story_quantity(story, "listed", arena_text(arena, "%s: %s", grant->name, grant->in_shares ? "shares" : "value"),
                   &grant->amount, block, lane, grant->in_shares ? "" : "money");
    if (grant->in_shares)
        story_quantity(story, "listed", arena_text(arena, "%s: share price", grant->name), &listed->share_price, block,
                       lane, "money");
    story_tell(story, "listed", arena_text(arena, "%s: sold", grant->name), vested, "share",
               "as it vested, by the end of employment");
}

static void explain(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    const struct listed_plan *listed = &plan->listed;
    if (!listed->listed)
        return;
    tell_price(listed, block, lane, story);
    for (size_t g = 0; g < listed->grant_count; g++)
        tell_grant(listed, &listed->grant[g], block, lane, story);
    story_tell(story, "listed", "equity_value", block->equity[lane], "money", "all sales, present value");
}

const struct stage ISA_NAME(stage_listed) = {"listed", prepare, run, explain};
