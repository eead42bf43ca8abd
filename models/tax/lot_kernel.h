/* A grant's lots on a block of paths: how much of the grant each is, when its events come and at what prices. Amounts
 * are those of the whole grant, shares parts of it. */
#ifndef MODELS_TAX_LOT_KERNEL_H
#define MODELS_TAX_LOT_KERNEL_H

#include "models/grant_value_kernel.h"
#include "models/leaver_decision.h"
#include "models/option_kernel.h"
#include "models/tax/event_kernel.h"

/* Year and date of a time; what comes before the start, or never, is in no tax year. */
static inline void tax_time_of(const struct plan *plan, struct path_block *block, struct tax_time *time)
{
    const struct tax_path_plan *path = plan->tax;
    const struct calendar_tax_years tax_years = path->years; /* no column can change it: then the loops are vectors' */
    const double start_day = path->start_day;
    const double *restrict at = time->years;
    double *restrict year = time->year, *restrict code = time->code, *restrict day = block->tax->work[0];
    for (size_t i = 0; i < LANES; i++) {
        double years = at[i] < HUGE_VAL ? at[i] : 0;
        day[i] = floor(start_day + years * 365.25 + 1e-6);
    }
    for (size_t i = 0; i < LANES; i++)
        code[i] = calendar_date_code(day[i]);
    for (size_t i = 0; i < LANES; i++) {
        double of_day = calendar_tax_year(&tax_years, day[i]);
        year[i] = at[i] < HUGE_VAL && at[i] > -1e-9 ? of_day : HUGE_VAL;
    }
    if (path->discounts)
        discount_column(plan, block, time->years, block->tax->work[0], time->discount);
}

/* --- times and prices that all grants share --------------------------------------------------------------------------
 */

static inline void tax_shared_times(const struct plan *plan, struct path_block *block)
{
    struct tax_room *room = block->tax;
    double *restrict lock_up = room->work[0];
    fill_column(lock_up, 0);
    if (plan->sale.locked)
        quantity_column(&plan->sale.lock_up, block->u, lock_up);
    for (size_t i = 0; i < LANES; i++) {
        double locked = block->ipo[i] > 0 ? lock_up[i] : 0.0, end = block->employed_years[i];
        double exit = block->exit_years[i], sale = exit + locked;
        room->time[TAX_TIME_EXIT].years[i] = exit;
        room->time[TAX_TIME_SALE].years[i] = sale;
        room->time[TAX_TIME_LATER].years[i] = !(exit < HUGE_VAL)  ? HUGE_VAL
                                              : end > sale        ? end
                                              : block->ipo[i] > 0 ? sale
                                                                  : end;
    }
    for (size_t t = 0; t < TAX_TIMES_SHARED; t++)
        tax_time_of(plan, block, &room->time[t]);
}

/* What the lock-up has made of the exit's price, and what is left of it after the escrow's loss. */
static inline void tax_price_columns(const struct plan *plan, struct path_block *block)
{
    struct tax_room *room = block->tax;
    const struct sale_plan *sale = &plan->sale;
    fill_column(room->unmoved, 1);
    fill_column(room->escrowed, 1);
    if (sale->moves) {
        double *restrict volatility = room->work[0], *restrict lock_up = room->work[1];
        const double *restrict u = block->u[sale->price_slot];
        quantity_column(&sale->volatility, block->u, volatility);
        quantity_column(&sale->lock_up, block->u, lock_up);
        for (size_t i = 0; i < LANES; i++) {
            double s = volatility[i], z = numeric_normal_inverse(u[i]);
            double factor = numeric_exp(s * sqrt(lock_up[i]) * z - 0.5 * s * s * lock_up[i]);
            room->unmoved[i] = block->ipo[i] > 0 ? 1 / factor : 1.0;
        }
    }
    if (sale->escrowed) {
        double *restrict fraction = room->work[0], *restrict loss = room->work[1];
        quantity_column(&sale->escrow_fraction, block->u, fraction);
        quantity_column(&sale->escrow_loss, block->u, loss);
        for (size_t i = 0; i < LANES; i++)
            room->escrowed[i] = block->acquisition[i] > 0 ? 1 - fraction[i] * loss[i] : 1.0;
    }
}

/* --- a grant ---------------------------------------------------------------------------------------------------------
 */

/* What is exercised on a day of one's own is a lot of its own: the columns are of the rest. */
static inline void tax_take_bought(const struct plan *plan, const struct grant_plan *grant, struct path_block *block)
{
    struct tax_room *room = block->tax;
    const double *restrict bought = block->scratch[GRANT_BOUGHT], *restrict cost = block->scratch[GRANT_COST];
    double *restrict stock = room->work[0];
    option_bought_value(plan, grant, block, stock);
    for (size_t i = 0; i < LANES; i++) {
        block->scratch[GRANT_VALUE][i] -= stock[i];
        block->scratch[GRANT_AT_EXIT][i] -= bought[i];
        room->paid[i] -= bought[i] * cost[i];
    }
}

static inline void tax_grant_columns(const struct plan *plan, const struct grant_plan *grant,
                                     const struct tax_grant_terms *terms, struct path_block *block)
{
    struct tax_room *room = block->tax;
    memcpy(room->kept_cost, block->exercise_cost, sizeof room->kept_cost);
    fill_column(block->exercise_cost, 0);
    grant_value_columns(plan, grant, block);
    memcpy(room->paid, block->exercise_cost, sizeof room->paid);
    memcpy(block->exercise_cost, room->kept_cost, sizeof room->kept_cost);
    if (grant->bought)
        tax_take_bought(plan, grant, block);
    for (size_t i = 0; i < LANES; i++)
        room->size_ratio[i] = block->size[i] / terms->mean_size;
    fill_column(room->counted, 0);
    if (terms->converts) {
        struct tax_time end;
        memcpy(end.years, block->employed_years, sizeof end.years);
        for (size_t i = 0; i < LANES; i++)
            room->end_code[i] = calendar_date_code(
                floor(plan->tax->start_day + (end.years[i] < HUGE_VAL ? end.years[i] : 0) * 365.25 + 1e-6));
    }
}

/* Fair value of the whole grant before an exit: by months since the start. */
static inline void tax_value_before(const struct grant_plan *grant, const double *restrict years,
                                    const double *restrict size_ratio, double *restrict value)
{
    const double *restrict by_month = grant->before->value;
    double last = (double)grant->before->months - 1;
    for (size_t i = 0; i < LANES; i++) {
        double month = years[i] < HUGE_VAL ? floor(12 * years[i] + 1e-9) : 0;
        month = month < last ? month : last;
        value[i] = by_month[month > 0 ? (int)month : 0] * size_ratio[i];
    }
}

/* At grant: its stated value, else its strike or what was paid for it. */
static inline void tax_grant_amounts(const struct grant_plan *grant, const struct tax_grant_terms *terms,
                                     struct path_block *block)
{
    struct tax_room *room = block->tax;
    const double *restrict cost = block->scratch[GRANT_COST];
    for (size_t i = 0; i < LANES; i++) {
        double paid = terms->paid * room->size_ratio[i];
        room->amount[TAX_AMOUNT_STRIKE][i] = cost[i];
        room->amount[TAX_AMOUNT_PAID][i] = paid;
        room->amount[TAX_AMOUNT_GRANT_VALUE][i] = terms->fair_value_given   ? terms->fair_value * room->size_ratio[i]
                                                  : grant->kind->has_strike ? cost[i]
                                                                            : paid;
    }
}

/* --- options ---------------------------------------------------------------------------------------------------------
 */

/* Bought before the exit by who left, or at it; the model's own figures say how much. */
static inline void tax_option_exit(const struct grant_plan *grant, struct path_block *block, struct tax_time *exercise)
{
    struct tax_room *room = block->tax;
    const double *restrict at_exit = block->scratch[GRANT_AT_EXIT], *restrict price = block->scratch[GRANT_PRICE];
    const double *restrict cost = block->scratch[GRANT_COST], *restrict value = block->scratch[GRANT_VALUE];
    const double *restrict leaves = block->scratch[GRANT_LEAVES];
    double *restrict fmv = room->amount[TAX_AMOUNT_FMV], *restrict sold = room->amount[TAX_AMOUNT_PRICE];
    double *restrict years = room->work[0];
    option_paid_years_column(grant, block, years);
    for (size_t i = 0; i < LANES; i++)
        exercise->years[i] = room->paid[i] > 0 ? years[i] : block->exit_years[i];
    if (grant->valued)
        tax_value_before(grant, exercise->years, room->size_ratio, fmv);
    for (size_t i = 0; i < LANES; i++) {
        bool before = room->paid[i] > 0;
        double gain = price[i] > cost[i] ? price[i] - cost[i] : 0, at_sale = gain * block->sale_discount[i];
        double held = leaves[i] > 0 ? (at_sale > 0 ? value[i] / at_sale : 0.0) : (gain > 0 ? at_exit[i] : 0.0);
        room->shares[i] = before ? room->paid[i] / cost[i] : held;
        fmv[i] = before ? fmv[i] : price[i] * room->unmoved[i];
        sold[i] = before ? price[i] * room->escrowed[i] : cost[i] + gain * room->escrowed[i];
    }
}

/* What a cash limit leaves of an early exercise: an option to who is still there at the exit. */
static inline void tax_option_unpaid(enum tax_part part, const struct tax_time *granted, struct path_block *block)
{
    struct tax_room *room = block->tax;
    const double *restrict vested = block->scratch[part == TAX_PART_EXIT ? GRANT_AT_EXIT : GRANT_LATER];
    const double *restrict price = block->scratch[GRANT_PRICE], *restrict cost = block->scratch[GRANT_COST];
    const double *restrict bought = block->scratch[GRANT_LEFT];
    for (size_t i = 0; i < LANES; i++) {
        bool held = block->present[i] > 0 && granted->years[i] <= block->employed_years[i] && price[i] > cost[i];
        room->shares[i] = held ? (1 - bought[i]) * vested[i] : 0.0;
        room->amount[TAX_AMOUNT_PRICE][i] = cost[i] + (price[i] - cost[i]) * room->escrowed[i];
        room->amount[TAX_AMOUNT_FMV][i] =
            part == TAX_PART_EXIT ? price[i] * room->unmoved[i] : room->amount[TAX_AMOUNT_PRICE][i];
    }
}

static inline void tax_option_later(struct path_block *block)
{
    struct tax_room *room = block->tax;
    const double *restrict later = block->scratch[GRANT_LATER], *restrict price = block->scratch[GRANT_PRICE];
    const double *restrict cost = block->scratch[GRANT_COST], *restrict leaves = block->scratch[GRANT_LEAVES];
    for (size_t i = 0; i < LANES; i++) {
        bool held = leaves[i] == 0 && price[i] > cost[i];
        double sold = cost[i] + (price[i] - cost[i]) * room->escrowed[i];
        room->shares[i] = held ? later[i] : 0.0;
        room->amount[TAX_AMOUNT_PRICE][i] = room->amount[TAX_AMOUNT_FMV][i] = sold;
    }
}

/* Exercised early: the whole is bought at the grant, at its value then. */
static inline void tax_option_early(const struct grant_plan *grant, enum tax_part part, struct path_block *block,
                                    struct tax_time *exercise)
{
    struct tax_room *room = block->tax;
    const double *restrict vested = block->scratch[part == TAX_PART_EXIT ? GRANT_AT_EXIT : GRANT_LATER];
    const double *restrict price = block->scratch[GRANT_PRICE], *restrict cost = block->scratch[GRANT_COST];
    option_paid_years_column(grant, block, exercise->years);
    for (size_t i = 0; i < LANES; i++) {
        room->whole[i] = cost[i] > 0 ? room->paid[i] / cost[i] : 0.0;
        double kept = block->scratch[GRANT_AT_EXIT][i] + block->scratch[GRANT_LATER][i];
        bool buys_back = !(block->job_gone[i] * block->failure[i] > 0) && kept < 1;
        room->shares[i] = room->whole[i] * vested[i];
        room->returned[i] = buys_back ? room->whole[i] * (1 - kept) : 0.0;
        room->amount[TAX_AMOUNT_PRICE][i] = price[i] * room->escrowed[i];
        room->amount[TAX_AMOUNT_FMV][i] = room->amount[TAX_AMOUNT_GRANT_VALUE][i];
    }
}

/* Exercised on a day of one's own, at its value then. */
static inline void tax_option_bought(const struct grant_plan *grant, struct path_block *block,
                                     struct tax_time *exercise)
{
    struct tax_room *room = block->tax;
    const double *restrict price = block->scratch[GRANT_PRICE];
    fill_column(exercise->years, grant->bought_years);
    tax_value_before(grant, exercise->years, room->size_ratio, room->amount[TAX_AMOUNT_FMV]);
    memcpy(room->shares, block->scratch[GRANT_BOUGHT], sizeof room->shares);
    for (size_t i = 0; i < LANES; i++)
        room->amount[TAX_AMOUNT_PRICE][i] = price[i] * room->escrowed[i];
}

/* The share of what has vested by a month that keeps its kind under the yearly limit. */
static inline double tax_within_at(const struct tax_grant_terms *terms, double month)
{
    double last = (double)terms->within_months;
    month = month < 0 ? 0 : month < last ? month : last;
    return terms->within_limit ? terms->within_limit[(int)month] : 1;
}

/* Of what is exercised in `month` on a day of one's own, and of the rest, which are `bought` and `rest` of the grant;
 * `within` is of both. */
static inline double tax_within_apart(const struct tax_grant_terms *terms, const struct tax_lot *lot, double within,
                                      double month, double bought, double rest)
{
    double of_bought = tax_within_at(terms, month);
    if (lot->part == TAX_PART_BOUGHT)
        return of_bought;
    if (lot->part != TAX_PART_EXIT || !(bought > 0) || !(rest > 0))
        return within;
    double of_rest = (within * (rest + bought) - of_bought * bought) / rest;
    return of_rest < 0 ? 0 : of_rest > 1 ? 1 : of_rest;
}

/* The part that keeps its kind: within the yearly limit, and exercised no later than three months after leaving. */
static inline void tax_keep_kind(const struct plan *plan, const struct grant_plan *grant,
                                 const struct tax_grant_terms *terms, const struct tax_lot *lot,
                                 const struct tax_time *exercise, struct path_block *block)
{
    enum { MONTHS_TO_EXERCISE = 3 }; /* IRC 422(a)(2) */
    struct tax_room *room = block->tax;
    double *restrict granted = room->work[0];
    quantity_column(&grant->granted_years, block->u, granted);
    (void)plan;
    for (size_t i = 0; i < LANES; i++) {
        double until =
            block->employed_years[i] < block->exit_years[i] ? block->employed_years[i] : block->exit_years[i];
        double within = tax_within_at(terms, floor(12 * (until - granted[i]) + 1e-9));
        if (grant->bought)
            within = tax_within_apart(terms, lot, within, floor(12 * (grant->bought_years - granted[i]) + 1e-9),
                                      block->scratch[GRANT_BOUGHT][i], block->scratch[GRANT_AT_EXIT][i]);
        double late =
            (!grant->paid_early || lot->unpaid) && exercise->code[i] > room->end_code[i] + 31 * MONTHS_TO_EXERCISE
                ? 0.0
                : within;
        double part = lot->converted ? 1 - late : late;
        room->shares[i] *= part;
        room->whole[i] *= part;
        room->returned[i] *= part;
    }
}

static inline void tax_option_lot(const struct plan *plan, const struct grant_plan *grant,
                                  const struct tax_grant_terms *terms, const struct tax_lot *lot,
                                  struct path_block *block)
{
    struct tax_room *room = block->tax;
    struct tax_time *exercise = &room->time[lot->time[TAX_EVENT_EXERCISE]];
    struct tax_time *granted = &room->time[lot->time[TAX_EVENT_GRANT]];
    quantity_column(&grant->granted_years, block->u, granted->years);
    tax_time_of(plan, block, granted);
    if (lot->part == TAX_PART_BOUGHT)
        tax_option_bought(grant, block, exercise);
    else if (lot->unpaid)
        tax_option_unpaid(lot->part, granted, block);
    else if (grant->paid_early)
        tax_option_early(grant, lot->part, block, exercise);
    else if (lot->part == TAX_PART_EXIT)
        tax_option_exit(grant, block, exercise);
    else
        tax_option_later(block);
    if (lot->time[TAX_EVENT_EXERCISE] >= TAX_TIMES_SHARED)
        tax_time_of(plan, block, exercise);
    if (terms->converts)
        tax_keep_kind(plan, grant, terms, lot, exercise, block);
}

/* --- stock -----------------------------------------------------------------------------------------------------------
 */

/* What has vested in one month before the exit and the end of the job. */
static inline void tax_month_lot(const struct plan *plan, const struct grant_plan *grant, const struct tax_lot *lot,
                                 const double *restrict kept, struct path_block *block)
{
    struct tax_room *room = block->tax;
    struct tax_time *vests = &room->time[lot->time[TAX_EVENT_VEST]];
    quantity_column(&grant->granted_years, block->u, vests->years);
    for (size_t i = 0; i < LANES; i++) {
        double until =
            block->employed_years[i] < block->exit_years[i] ? block->employed_years[i] : block->exit_years[i];
        bool vested = floor(12 * (until - vests->years[i]) + 1e-9) >= lot->month;
        vests->years[i] += lot->month / 12.0;
        room->shares[i] = vested ? lot->month_share * kept[i] : 0.0;
        room->counted[i] += room->shares[i];
    }
    tax_time_of(plan, block, vests);
    tax_value_before(grant, vests->years, room->size_ratio, room->amount[TAX_AMOUNT_VEST_VALUE]);
}

static inline void tax_stock_lot(const struct plan *plan, const struct grant_plan *grant, const struct tax_lot *lot,
                                 struct path_block *block)
{
    struct tax_room *room = block->tax;
    const double *restrict vested = block->scratch[lot->part == TAX_PART_LATER ? GRANT_LATER : GRANT_AT_EXIT];
    const double *restrict price = block->scratch[GRANT_PRICE], *restrict value = block->scratch[GRANT_VALUE];
    double *restrict kept = room->work[5];
    bool forfeits = grant->on_leaving->forfeits, at_exit = lot->part != TAX_PART_LATER;
    for (size_t i = 0; i < LANES; i++) {
        kept[i] = (forfeits ? block->present[i] : 1.0) * (!grant->lapses || value[i] > 0 ? 1.0 : 0.0);
        room->whole[i] = room->time[TAX_TIME_EXIT].years[i] >= 0 ? 1.0 : 0.0;
        room->amount[TAX_AMOUNT_PRICE][i] = price[i] * room->escrowed[i];
        double turned = price[i] * (at_exit ? room->unmoved[i] : 1.0) * room->escrowed[i];
        room->amount[TAX_AMOUNT_FMV][i] = room->amount[TAX_AMOUNT_VEST_VALUE][i] = turned;
    }
    if (lot->time[TAX_EVENT_GRANT] != TAX_CONSTANT) {
        struct tax_time *granted = &room->time[lot->time[TAX_EVENT_GRANT]];
        quantity_column(&grant->granted_years, block->u, granted->years);
        for (size_t i = 0; i < LANES; i++) /* a grant that the job does not live to see is not made */
            room->whole[i] = granted->years[i] <= block->employed_years[i] ? 1.0 : 0.0;
        tax_time_of(plan, block, granted);
    }
    if (lot->part == TAX_PART_MONTH) {
        tax_month_lot(plan, grant, lot, kept, block);
        return;
    }
    for (size_t i = 0; i < LANES; i++) {
        double rest = kept[i] * vested[i] - (at_exit ? room->counted[i] : 0.0);
        room->shares[i] = rest > 1e-12 ? rest : 0.0;
    }
}

/* --- all of them -----------------------------------------------------------------------------------------------------
 */

/* An event without shares is in no year: then a path has fewer years to compute. Cash goes beside the flows. */
static inline void tax_lot_events(const struct plan *plan, const struct tax_lot *lot, struct path_block *block)
{
    struct tax_room *room = block->tax;
    for (size_t e = 0; e < lot->event_count; e++) {
        const struct tax_lot_event *event = &lot->event[e];
        const double *restrict shares = event->returns ? room->returned : event->of_whole ? room->whole : room->shares;
        const double *restrict strike = room->amount[TAX_AMOUNT_STRIKE], *restrict price =
                                                                             room->amount[TAX_AMOUNT_PRICE];
        double *restrict paid = room->column[event->paid_column], *restrict received =
                                                                      room->column[event->received_column];
        bool buys = event->event == TAX_EVENT_EXERCISE && !event->returns,
             sells = event->event == TAX_EVENT_SALE || event->event == TAX_EVENT_PAYOUT;
        double *restrict year = room->column[event->year_column];
        struct tax_time *now = &room->time[event->time];
        if (event->returns) {
            memcpy(now->years, block->employed_years, sizeof now->years);
            tax_time_of(plan, block, now);
        }
        tax_event_columns(plan->tax, lot, event, shares, room);
        for (size_t i = 0; i < LANES; i++) {
            year[i] = shares[i] > 0 ? now->year[i] : HUGE_VAL;
            paid[i] = buys ? shares[i] * strike[i] : 0.0;
            received[i] = sells ? shares[i] * price[i] : event->returns ? shares[i] * strike[i] : 0.0;
        }
    }
}

static inline void tax_lots(const struct plan *plan, struct path_block *block)
{
    const struct tax_path_plan *path = plan->tax;
    size_t seated = SIZE_MAX;
    tax_shared_times(plan, block);
    tax_price_columns(plan, block);
    fill_column(block->tax->excluded_used, 0);
    for (size_t l = 0; l < path->lot_count; l++) {
        const struct tax_lot *lot = &path->lot[l];
        const struct grant_plan *grant = &plan->equity.grant[lot->grant];
        const struct tax_grant_terms *terms = &path->grant[lot->grant];
        if (lot->grant != seated) {
            tax_grant_columns(plan, grant, terms, block);
            seated = lot->grant;
        }
        tax_grant_amounts(grant, terms, block);
        if (grant->kind->has_strike)
            tax_option_lot(plan, grant, terms, lot, block);
        else
            tax_stock_lot(plan, grant, lot, block);
        tax_lot_events(plan, lot, block);
    }
}

#endif
